"""Dated parameters as they are shown: value with its unit, source, certainty, day it holds from."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from forms.money import euros, percent, plain
from forms.typography import typeset
from forms.wording import long_date
from rules.parameters import AMOUNT, MONTHS, PERCENT, TEXT, AnyKnown, Known, Parameters, Unknown, label

_UNKNOWN = "inconnu"
_SHOWN: Mapping[str, Callable[..., str]] = {
    PERCENT: percent,
    AMOUNT: euros,
    MONTHS: lambda months: f"{months} mois",
    TEXT: lambda word: typeset(f"« {word} »"),
}
_WRITTEN: Mapping[str, Callable[..., str]] = {PERCENT: percent, AMOUNT: plain}


def among(reads: Iterable[str], parameters: Parameters) -> dict[str, AnyKnown | Unknown]:
    """Give the parameters in force among what rules read, by name, in the order read."""
    return {name: parameters[name] for name in dict.fromkeys(reads) if name in parameters}


def parameter_lines(entries: Mapping[str, AnyKnown | Unknown], *, indent: str = "  ") -> Iterator[str]:
    """Write each parameter on one line, with the text that gives it."""
    for name, entry in entries.items():
        yield f"{indent}{name} = {_value(entry)} — {label(name)} ({_ground(entry)})"


def parameters_tree(entries: Mapping[str, AnyKnown | Unknown]) -> list[dict[str, object]]:
    """Give parameters as JSON; a value is text, null when no source gives it."""
    return [_tree(name, entry) for name, entry in entries.items()]


def _tree(name: str, entry: AnyKnown | Unknown) -> dict[str, object]:
    if isinstance(entry, Unknown):
        return {
            "name": name,
            "label": label(name),
            "value": None,
            "source": entry.source,
            "sure": None,
            "from": None,
        }
    since = entry.since.isoformat() if entry.since else None
    value = _WRITTEN.get(entry.unit, str)(entry.value)
    return {
        "name": name,
        "label": label(name),
        "value": value,
        "source": entry.source,
        "sure": entry.sure,
        "from": since,
    }


def _value(entry: AnyKnown | Unknown) -> str:
    return _SHOWN.get(entry.unit, str)(entry.value) if isinstance(entry, Known) else _UNKNOWN


def _ground(entry: AnyKnown | Unknown) -> str:
    """Say where a parameter comes from: the text, since when, how sure."""
    if isinstance(entry, Unknown):
        return f"{entry.source} : aucune valeur" if entry.source else "aucune source"
    since = f", depuis le {long_date(entry.since)}" if entry.since else ""
    return f"{entry.source}{since} ; certitude {entry.sure}"
