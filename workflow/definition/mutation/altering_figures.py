"""Figures altered: parameters left out or raised, windows turned round."""

from collections.abc import Iterator

from workflow.definition.literals import Amount, Count, Percent
from workflow.definition.model import Dated
from workflow.definition.mutation.alteration import Alteration, Edit, removal, replacement
from workflow.definition.resolved import Resolved

_WHOLE = 10_000
_STEP = 100
"""Basis points: a rate is raised by one point."""


def drop_parameter(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each parameter."""
    for name in resolved.definition.parameters:
        yield removal(("parameters", name), f"paramètre « {name} » retiré")


def drop_dated(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each value of the parameters that have several."""
    for name, values in resolved.definition.parameters.items():
        for index, value in enumerate(values if len(values) > 1 else ()):
            told = f"valeur « {value.value} » de « {name} » retirée"
            yield removal(("parameters", name, index), told)


def raise_figure(resolved: Resolved) -> Iterator[Alteration]:
    """Raise each rate by one point, each amount tenfold, each count by one."""
    for name, values in resolved.definition.parameters.items():
        for index, value in enumerate(values):
            text = _raised(value)
            if text is not None:
                here = ("parameters", name, index, "value")
                yield replacement(here, text, f"« {name} » porté de {value.value} à {text}")


def drop_source(resolved: Resolved) -> Iterator[Alteration]:
    """Take the source away from each value of each parameter."""
    for name, values in resolved.definition.parameters.items():
        for index, value in enumerate(values):
            if value.source:
                yield removal(
                    ("parameters", name, index, "source"), f"« {name} » : {value.value} sans source"
                )


def invert_window(resolved: Resolved) -> Iterator[Alteration]:
    """Close each window on the day it opens, and open it on the day it closes."""
    for name in resolved.definition.windows:
        path = ("windows", name)
        opens, closes = (resolved.place((*path, key)).node for key in ("opens", "closes"))
        edits = (Edit((*path, "opens"), closes), Edit((*path, "closes"), opens))
        yield Alteration(path, f"guichet « {name} » fermé avant d'ouvrir", edits)


def _raised(value: Dated) -> str | None:
    match value.value:
        case Percent(basis_points) if basis_points < _WHOLE:
            return f"{(basis_points + _STEP) // _STEP} %"
        case Amount(cents, currency):
            return f"{cents // 10} {currency}"
        case Count(count):
            return str(count + 1)
        case _:
            return None
