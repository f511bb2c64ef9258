"""What is built is what runs: the wheel, in an environment of its own, from another folder."""

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.tree import DOORS, PRODUCT, ROOT, files

# Ours at the root without being in the wheel: were they claimed by another, our tests might import theirs.
ALSO_OURS = ("bench", "proofs", "tests")


@dataclass(frozen=True)
class Installed:
    """An environment that holds the built wheel, and a folder to run from that is not the tree."""

    python: Path
    command: Path
    folder: Path

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.run(
            command, cwd=self.folder, env=clean, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree by the locked backend, without any index."""
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = place.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an empty environment that sees the locked dependencies.

    The dependencies are lent by a `.pth` line to the folder this test runs from: nothing is fetched, and
    their versions are those of the lock. A `.pth` in a folder that was lent so is not read, hence the
    editable install of the tree stays out of sight. The line comes after the wheel, else pip would find
    Jalon already there.
    """
    place = tmp_path_factory.mktemp("environment")
    venv.create(place / "venv", symlinks=True)
    python = place / "venv/bin/python"
    pip = (sys.executable, "-m", "pip", "--python", str(python))
    subprocess.run(
        [*pip, "install", "-qq", "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True
    )
    (site_packages,) = (place / "venv/lib").glob("python*/site-packages")
    (site_packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    folder = place / "elsewhere"
    folder.mkdir()
    return Installed(python=python, command=place / "venv/bin/jalon", folder=folder)


def test_the_wheel_holds_the_rooms_the_doors_and_their_data_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert held == {str(path) for path in files() if path.parts[0] in PRODUCT}


def test_wheel_and_source_archive_are_told_the_same_packages() -> None:
    targets = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]

    assert sorted(targets["wheel"]["only-include"]) == sorted(PRODUCT)
    assert targets["sdist"]["only-include"] == [*targets["wheel"]["only-include"], "tests"]


def test_root_names_are_owned_by_our_distribution_alone(installed: Installed) -> None:
    asked = "import importlib.metadata as m, json; print(json.dumps(m.packages_distributions()))"
    owners = json.loads(installed.run(installed.python, "-c", asked).stdout)
    names = [name.removesuffix(".py") for name in PRODUCT]

    assert {name: sorted(set(owners.get(name, []))) for name in names} == {name: ["jalon"] for name in names}
    assert {name: owners[name] for name in ALSO_OURS if name in owners} == {}


def test_the_command_runs_from_another_folder(installed: Installed) -> None:
    ran = installed.run(installed.command, "--help")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert " calls " in ran.stdout


def test_the_installed_command_reads_its_own_calls(installed: Installed) -> None:
    ran = installed.run(installed.command, "calls", "list")

    assert (ran.returncode, ran.stderr) == (0, "")
    shipped = {
        path.stem for path in files() if path.parts[:2] == ("workflow", "calls") and path.stem[-4:].isdigit()
    }
    assert {code for code in shipped if code in ran.stdout} == shipped
    assert shipped


def test_the_installed_modules_are_not_those_of_the_tree(installed: Installed) -> None:
    rooms = [name.removesuffix(".py") for name in DOORS]
    asked = f"import {', '.join(rooms)}; print(*(m.__file__ for m in ({', '.join(rooms)})), sep=chr(10))"
    ran = installed.run(installed.python, "-c", asked)

    assert ran.stderr == ""
    assert [
        line for line in ran.stdout.splitlines() if not line.startswith(str(installed.python.parents[1]))
    ] == []
