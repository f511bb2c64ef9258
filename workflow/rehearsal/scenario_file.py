"""The application file a scenario begins with: one beside it or one made up, with what it changes."""

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from forms.errors import Refused
from forms.strict_yaml import read_yaml
from workflow.definition.bundle import Bundle
from workflow.definition.catalogue import beside
from workflow.definition.plain import plain
from workflow.definition.scenario_model import Given
from workflow.rehearsal.files import Tree, synthetic_file
from workflow.rehearsal.wish import Wish

SYNTHETIC = "synthetic"
_STEP = re.compile(r"([A-Za-z_]+)|\[([0-9]+)\]")


def file_of(given: Given, *, bundle: Bundle, source: str) -> Tree:
    """Give the tree of the file a scenario begins with; `source` is the scenario's own file.

    Raises `Refused` when there is no such file, or no such place in it.
    """
    if given.file == SYNTHETIC:
        window = next(iter(bundle.definition.windows.values()))
        tree = synthetic_file(bundle.definition, window=window, reference=bundle.reference, wish=_wish(given))
    else:
        tree = _beside(given.file, source)
    return changed(tree, given.change)


def changed(tree: Tree, changes: Mapping[str, str]) -> Tree:
    """Give a file with the values at some paths replaced: `budget.resources[0].cash[1]`."""
    found: Any = _copy(tree)
    for path, value in changes.items():
        _put(found, path, value)
    return dict(found)


def _wish(given: Given) -> Wish:
    return Wish(
        countries=given.countries or given.countries_count or 1,
        joint=given.joint,
        applicant=given.applicant,
        authorities=given.authorities,
        regions=given.regions or 1,
        months=given.months,
        at_ceiling=given.asks is not None,
        beyond=given.beyond.cents if given.beyond else 0,
    )


def _beside(name: str, source: str) -> Tree:
    found = beside(source, other=name)
    if found is None:
        raise Refused(
            message=f"Il n'y a pas de dossier « {name} » à côté de « {PurePath(source).name} ».",
            who="l'auteur du scénario",
            remedies=("donner le nom d'un fichier du même dossier, ou « synthetic »",),
        )
    tree = plain(read_yaml(found.content, name=found.name))
    return dict(tree) if isinstance(tree, dict) else {}


def _copy(value: object) -> object:
    if isinstance(value, dict):
        return {name: _copy(one) for name, one in value.items()}
    return [_copy(one) for one in value] if isinstance(value, list | tuple) else value


def _put(tree: Any, path: str, value: str) -> None:  # noqa: ANN401 -- a JSON tree of any shape
    steps = [name or int(rank) for name, rank in _STEP.findall(path)]
    here = tree
    try:
        for step in steps[:-1]:
            here = here.setdefault(step, {}) if isinstance(here, dict) else here[step]
        here[steps[-1]] = value
    except (IndexError, TypeError, AttributeError):
        raise Refused(
            message=f"Le dossier n'a rien à « {path} ».",
            who="l'auteur du scénario",
            remedies=("écrire un chemin comme budget.resources[0].cash[1]",),
        ) from None
