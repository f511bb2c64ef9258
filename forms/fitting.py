"""An answer that fits: what stands for somebody's answer in trials, moved within what is admitted."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from forms.answer_reading import EXAMPLES, read_answer
from forms.asked import Asked
from forms.bounding import month_text
from forms.errors import Refused
from forms.money import BasisPoints, Cents, percent, plain

_WORD = "Essai"
_TYPED: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "money": lambda number: plain(Cents(number)),
        "percentage": lambda number: percent(BasisPoints(number)),
        "integer": str,
        "date": lambda number: date.fromordinal(number).isoformat(),
        "month": month_text,
    }
)


def fitted(asked: Asked, text: str) -> str:
    """Give an answer that is admitted, as near as can be to the one given; that one when none is found."""
    return next((one for one in (text, *_others(asked, text)) if _passes(asked, one)), text)


def one_row(columns: Mapping[str, Asked]) -> str:
    """Write one row of a table, each cell as its column admits."""
    cells = (
        f'{name}: "{fitted(column, next(iter(column.options), EXAMPLES.get(column.kind, _WORD)))}"'
        for name, column in columns.items()
    )
    return f"[{{{', '.join(cells)}}}]"


def _others(asked: Asked, text: str) -> tuple[str, ...]:
    bounds = asked.bounds
    fewest = bounds.fewest or 1
    if asked.kind in _TYPED:
        return tuple(
            _TYPED[asked.kind](number) for number in (bounds.least, bounds.greatest) if number is not None
        )
    if asked.kind == "choices":
        return (", ".join([*asked.options][:fewest]),)
    if asked.kind in {"table", "calendar"}:
        row = text.removeprefix("[").removesuffix("]")
        return (f"[{', '.join([row] * fewest)}]",)
    if asked.kind == "file":
        ending = bounds.types[0] if bounds.types else "pdf"
        return (f"essai.{ending} ({min(1_000, bounds.size or 1_000)} octets)",)
    return ((text * (bounds.shortest or 1))[: bounds.longest],)


def _passes(asked: Asked, text: str) -> bool:
    try:
        read_answer(asked, text)
    except Refused:
        return False
    return True
