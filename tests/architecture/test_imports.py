"""Imports run downwards. The contracts say it of packages; here they are tried, and the root files judged."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import PRODUCT, ROOMS, ROOT, code, imports, python_in

# Where each library, and each door, may be imported. It repeats the contracts for the packages and says what
# they cannot: a file at the root is no package.
WHERE = {
    "alembic": ("workflow/",),
    "apscheduler": ("scheduler.py",),
    "cli": (),
    "click": ("cli.py", "commands/"),
    "commands": ("cli.py", "commands/"),
    "pikepdf": ("pdf_templates/",),
    "psycopg": ("workflow/",),
    "python_calamine": ("forms/spreadsheet/",),
    "ruamel": ("forms/",),
    "rule_engine": ("rules/expressions/parsing.py",),
    "scheduler": (),
    "segno": ("pdf_templates/",),
    "smtplib": ("notifications/",),
    "sqlalchemy": ("workflow/",),
    "sqlite3": ("workflow/",),
    "sqlmodel": ("workflow/",),
    "transitions": ("workflow/machine.py",),
    "weasyprint": ("pdf_templates/",),
    "xlsxwriter": ("forms/spreadsheet/",),
}

PLANTED = {
    "downwards": ("rules/planted.py", "import workflow"),
    "doors": ("workflow/planted_door.py", "import cli"),
    "database": ("commands/planted.py", "import sqlalchemy.orm"),
    "machine": ("workflow/planted_machine.py", "from transitions import Machine"),
    "click": ("forms/planted.py", "import click"),
    "clock": ("commands/planted_clock.py", "import apscheduler.triggers.cron"),
    "paper": ("notifications/planted.py", "def late() -> None:\n    import weasyprint"),
    "post": ("workflow/planted_post.py", "import smtplib"),
    "spreadsheets": ("commands/planted_spreadsheet.py", "import xlsxwriter"),
    "yaml": ("workflow/planted_yaml.py", "import ruamel.yaml"),
    "expressions": ("rules/planted_expressions.py", "import rule_engine"),
}


def out_of_place(path: str, tree: ast.AST) -> list[tuple[int, str]]:
    """The imports that the file at `path` may not make, as (line, name)."""
    return [
        (line, name)
        for line, name in imports(tree)
        if name.partition(".")[0] in WHERE and not path.startswith(WHERE[name.partition(".")[0]])
    ]


def judged(skeleton: Path) -> dict[str, str]:
    """What the contracts of the project say of the packages in `skeleton`: name of the contract, verdict."""
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=skeleton,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(re.findall(r"^(.+?) (KEPT|BROKEN)\b", ran.stdout, re.MULTILINE))


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """The packages without their files, and the project's contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in (*ROOMS, "commands"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "workflow/machine.py").write_text("import transitions\n")
    (tmp_path / "rules/expressions").mkdir()
    (tmp_path / "rules/expressions/__init__.py").touch()
    (tmp_path / "rules/expressions/parsing.py").write_text("import rule_engine\n")
    return tmp_path


def contracts() -> dict[str, str]:
    """The name of each contract, by its id."""
    written = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return dict(re.findall(r'^id = "(\w+)"\nname = "(.+)"$', written, re.MULTILINE))


def test_imports_of_the_product_are_in_their_place() -> None:
    found = [
        f"{path}:{line} {name}"
        for path in python_in(*PRODUCT)
        for line, name in out_of_place(str(path), code(path))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("cli.py", "import sqlmodel"),
        ("cli.py", "from scheduler import main"),
        ("scheduler.py", "import click"),
        ("workflow/engine.py", "from transitions import Machine"),
        ("commands/case.py", "import apscheduler"),
    ],
)
def test_an_import_out_of_place_is_seen(path: str, line: str) -> None:
    assert len(out_of_place(path, ast.parse(line))) == 1


def test_contracts_are_kept_by_empty_rooms(skeleton: Path) -> None:
    assert judged(skeleton) == dict.fromkeys(contracts().values(), "KEPT")


def test_each_contract_is_broken_by_its_planted_import(skeleton: Path) -> None:
    for path, line in PLANTED.values():
        (skeleton / path).write_text(f"{line}\n")

    assert set(PLANTED) == set(contracts())
    assert judged(skeleton) == dict.fromkeys(contracts().values(), "BROKEN")
