#!/usr/bin/env python3
"""Compares the dependencies with the rules in deny.toml: licenses, sources and crates that are banned.

`cargo deny check` does the same and more, but compiling it takes minutes. This needs only cargo and Python.
"""

import re
import sys
import tomllib

from cargo_metadata import ROOT, metadata

REGISTRY = "registry+https://github.com/rust-lang/crates.io-index"


def main():
    rules = tomllib.loads((ROOT / "deny.toml").read_text())
    allowed = set(rules["licenses"]["allow"])
    banned = {ban["crate"]: ban["reason"] for ban in rules["bans"]["deny"]}
    packages = metadata()["packages"]
    faults = []
    for package in packages:
        name = f"{package['name']} {package['version']}"
        if not is_allowed(package["license"] or "", allowed):
            faults.append(f"{name} has the license {package['license']!r}, which deny.toml does not allow")
        if package["source"] not in (None, REGISTRY):
            faults.append(f"{name} comes from {package['source']}, not from crates.io")
        if package["name"] in banned:
            faults.append(f"{name} is banned: {banned[package['name']]}")
        for need in package["dependencies"]:
            if need["source"] and need["req"] == "*" and package["source"] is None:
                faults.append(f"{name} accepts any version of {need['name']}")
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(packages)} packages: {len(faults)} faults")
    sys.exit(bool(faults))


def is_allowed(expression, allowed):
    """Whether an SPDX expression can be met with the allowed licenses only."""
    # A slash is an old way to write OR.
    words = re.findall(r"\(|\)|[\w.+-]+", expression.replace("/", " OR "))
    return bool(words) and any_of(words, allowed) and not words


def any_of(words, allowed):
    met = all_of(words, allowed)
    while words and words[0] == "OR":
        words.pop(0)
        met |= all_of(words, allowed)
    return met


def all_of(words, allowed):
    met = one(words, allowed)
    while words and words[0] == "AND":
        words.pop(0)
        met &= one(words, allowed)
    return met


def one(words, allowed):
    word = words.pop(0) if words else ""
    if word == "(":
        met = any_of(words, allowed)
        return bool(words) and words.pop(0) == ")" and met
    # An exception only adds permissions.
    if words[:1] == ["WITH"]:
        del words[:2]
    return word in allowed


if __name__ == "__main__":
    main()
