"""What cargo knows about this workspace and its dependencies on this platform."""

import json
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def metadata():
    """The output of `cargo metadata` for the versions in Cargo.lock."""
    version = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    host = next(line.split()[1] for line in version.splitlines() if line.startswith("host:"))
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", host]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def packages_of(program):
    """The names and versions of the packages that are compiled for a program, with its features and without its tests."""
    command = ["cargo", "tree", "--locked", "--package", program, "--edges", "normal", "--prefix", "none"]
    tree = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    lines = (line.split() for line in tree.splitlines())
    return {(name, version.removeprefix("v")) for name, version, *_ in lines}


def lock_checksums():
    """The SHA-256 of each dependency's archive, by name and version."""
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    return {(package["name"], package["version"]): package.get("checksum") for package in lock["package"]}
