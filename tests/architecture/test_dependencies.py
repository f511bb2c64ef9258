"""What the code imports is declared, and what is declared is used."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import CODE, PRODUCT, ROOT, code, imports, python_in

# Used without being imported by name.
LOADED_OTHERWISE = {"tzdata": "zoneinfo reads it where the machine has no zones"}
# Imported under a name of its own, in the version its parent pins.
COMES_WITH = {"pydantic-core": "pydantic"}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}


def foreign(tree: ast.Module) -> set[str]:
    """The root names imported from neither the standard library nor this tree."""
    names = {name.partition(".")[0] for _, name in imports(tree)}
    ours = {name.removesuffix(".py") for name in (*CODE, "tests")}
    return names - sys.stdlib_module_names - ours


def imported() -> set[str]:
    """The distributions whose modules the product imports."""
    owners = packages_distributions()
    names = set().union(*(foreign(code(path)) for path in python_in(*PRODUCT)))
    found = {canonicalize_name(owner) for name in names for owner in owners.get(name, [name])}
    return {COMES_WITH.get(name, name) for name in found}


def test_the_product_imports_only_what_it_declares() -> None:
    assert imported() - declared() == set()


def test_the_product_uses_all_that_it_declares() -> None:
    assert declared() - imported() == LOADED_OTHERWISE.keys()


def test_standard_and_own_modules_are_not_foreign() -> None:
    tree = ast.parse(
        "import json, forms.money, tests.conftest\nfrom cli import main\nfrom stdnum.fr import siret"
    )

    assert foreign(tree) == {"stdnum"}
