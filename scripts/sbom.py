#!/usr/bin/env python3
"""Prints the program's bill of materials (SBOM) in CycloneDX 1.5: every crate that is compiled for it, macros included.

Crates that only build scripts and tests use are not listed. The same Cargo.lock always gives the same output.
"""

import json
import uuid

from cargo_metadata import ROOT, lock_checksums, metadata, packages_of

PROGRAM = "iopfinder"


def main():
    known = metadata()
    packages = {package["id"]: package for package in known["packages"]}
    compiled = packages_of(PROGRAM)
    included = {name for name, package in packages.items() if (package["name"], package["version"]) in compiled}
    needs = {node["id"]: normal(node) & included for node in known["resolve"]["nodes"]}
    program = next(package for package in packages.values() if package["name"] == PROGRAM)
    sums = lock_checksums()
    components = [component(packages[name], sums) for name in sorted(included - {program["id"]})]
    print(json.dumps({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, (ROOT / 'Cargo.lock').read_text())}",
        "version": 1,
        "metadata": {"component": component(program, sums) | {"type": "application"}},
        "components": components,
        "dependencies": [
            {"ref": reference(packages[name]), "dependsOn": sorted(reference(packages[need]) for need in needs[name])}
            for name in sorted(included)
        ],
    }, indent=1))


def normal(node):
    """The packages that a package depends on, except for its build script and its tests."""
    return {need["pkg"] for need in node["deps"] if any(kind["kind"] is None for kind in need["dep_kinds"])}


def reference(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package, sums):
    found = {
        "type": "library",
        "bom-ref": reference(package),
        "name": package["name"],
        "version": package["version"],
        "purl": reference(package),
        # Some crates still separate the licenses to choose from with a slash.
        "licenses": [{"expression": package["license"].replace(" / ", " OR ").replace("/", " OR ")}],
    }
    checksum = sums[package["name"], package["version"]]
    if checksum:
        found["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["repository"]:
        found["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return found


if __name__ == "__main__":
    main()
