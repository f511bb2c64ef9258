"""Dated parameters: known by name, in their unit, one value at a time, each with its source."""

from collections.abc import Iterator
from datetime import date, timedelta

from forms.nearest import suggest
from workflow.definition.examination import Examination
from workflow.definition.literals import UnknownValue
from workflow.definition.model import Dated, Definition
from workflow.definition.tree import Path
from workflow.definition.units import UNITS


def judge_parameters(exam: Examination) -> None:
    """Report parameters that nobody reads, in another unit, twice in force, or that rest on nothing."""
    for base, name, values in stated_parameters(exam.definition):
        if name not in UNITS:
            exam.say(
                "DEF-090",
                (*base, name),
                f"Paramètre « {name} » : rien ne le lit.",
                remedy=suggest(name, UNITS),
                on_key=True,
            )
        for index, dated in enumerate(values):
            path: Path = (*base, name, index)
            _unit(exam, path, name, dated)
            _grounds(exam, path, name, dated)
            if dated.since and dated.until and dated.until < dated.since:
                exam.say(
                    "DEF-092",
                    (*path, "until"),
                    f"Une valeur de « {name} » cesse ({dated.until}) avant de valoir ({dated.since}).",
                    remedy="Corrigez « from » ou « until ».",
                )
        _at_once(exam, (*base, name), name, values)


def stated_parameters(definition: Definition) -> Iterator[tuple[Path, str, tuple[Dated, ...]]]:
    """Give every parameter with the path of its group: the definition's, then each window's own."""
    for name, values in definition.parameters.items():
        yield ("parameters",), name, values
    for slot, window in definition.windows.items():
        for name, values in window.parameters.items():
            yield ("windows", slot, "parameters"), name, values


def last_day(values: tuple[Dated, ...], dated: Dated) -> date:
    """Give the last day a value is in force: its own, or the eve of the next one's first."""
    own = dated.until or date.max
    first = dated.since or date.min
    later = [other.since for other in values if other.since is not None and other.since > first]
    return min([own, *(day - timedelta(days=1) for day in later)])


def _unit(exam: Examination, path: Path, name: str, dated: Dated) -> None:
    wanted = UNITS.get(name)
    if wanted is None or isinstance(dated.value, (UnknownValue, wanted.kind)):
        return
    exam.say(
        "DEF-091",
        (*path, "value"),
        f"« {name} » attend {wanted.written} ; « {dated.value} » est d'une autre unité.",
        remedy="Écrivez la valeur avec son unité, ou « unknown » si aucune source ne la donne.",
    )


def _grounds(exam: Examination, path: Path, name: str, dated: Dated) -> None:
    if isinstance(dated.value, UnknownValue):
        return
    if dated.source is None:
        exam.say(
            "DEF-093",
            (*path, "value"),
            f"La valeur de « {name} » n'a pas de source.",
            remedy="Ajoutez « source: » et un nom de « sources », ou écrivez « value: unknown ».",
        )
        return
    note = exam.definition.sources.get(dated.source)
    if dated.sure is None and note is not None and note.sure is None:
        exam.say(
            "DEF-094",
            (*path, "source"),
            f"Ni la valeur de « {name} » ni sa source ne disent combien elles sont sûres.",
            remedy="Ajoutez « sure: A », B, C ou D, à l'une ou à l'autre.",
        )


def _at_once(exam: Examination, path: Path, name: str, values: tuple[Dated, ...]) -> None:
    """Report values that begin the same day, or one that ends after the next has begun."""
    for index, dated in enumerate(values):
        for other in values[:index]:
            first, second = sorted([other, dated], key=lambda value: value.since or date.min)
            same_start = first.since == second.since
            overlap = first.until is not None and second.since is not None and first.until >= second.since
            if same_start or overlap:
                exam.say(
                    "DEF-095",
                    (*path, index),
                    f"Deux valeurs de « {name} » valent le même jour ({second.since or 'depuis toujours'}).",
                    remedy="Donnez à chacune son « from », et « until » là où la première s'arrête.",
                )
