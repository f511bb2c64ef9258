"""Answers written back as the application file says them: money as text, exchange beside its line.

What the reader reads of this tree is the same application: paths in messages, in commands and in
differences are those of the public format.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from forms.answers import Answers
from forms.field_labels import LABELS
from forms.money import Cents, plain

FILE_KEYS = frozenset(path.partition(".")[0].partition("[")[0] for path in LABELS)
_MONEY = frozenset({"share", "total", "requested", "cash", "in_kind"})
_AMOUNTS = frozenset({"cash", "in_kind"})
_EXCHANGE = "exchange"


def to_file(answers: Answers) -> dict[str, Any]:
    """Give the parts of an application file among a case's answers, every value as text."""
    return {name: _written(name, value) for name, value in answers.items() if name in FILE_KEYS}


def _written(name: str, value: Any) -> Any:  # noqa: ANN401 -- an answer is a JSON tree of any shape
    if isinstance(value, Mapping):
        exchange = value.get(_EXCHANGE) or {}
        flat = {key: item for key, item in value.items() if key != _EXCHANGE} | dict(exchange)
        return {key: _written(key, item) for key, item in flat.items() if item is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        if name in _AMOUNTS and len(value) == 1:
            return _written(name, value[0])  # One amount for the whole, whatever the years.
        return [_written(name, item) for item in value]
    return plain(Cents(value)) if name in _MONEY else str(value)
