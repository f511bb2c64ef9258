"""The words a template may put after a bar: how values are written on paper."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from jinja2 import Undefined

from forms.amount_in_words import in_words
from forms.money import BasisPoints, Cents, euros, percent
from forms.wording import long_date, long_instant
from pdf_templates.values import Branch

_NO_BREAK = "\u00a0"


class WrongKind(TypeError):
    """A filter was given something it does not write."""


def _number(value: object) -> int:
    if isinstance(value, Undefined):
        str(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise WrongKind("un nombre entier est attendu")
    return value


def _text(value: object) -> str:
    if isinstance(value, Undefined) or not isinstance(value, str):
        str(value)
        raise WrongKind("un texte est attendu")
    return value


def _items(values: object) -> tuple[object, ...]:
    if isinstance(values, Undefined):
        str(values)
    if not isinstance(values, tuple):
        raise WrongKind("une liste est attendue")
    return values


def _euros(cents: object) -> str:
    return euros(Cents(_number(cents)))


def _words(cents: object) -> str:
    return in_words(Cents(_number(cents)))


def _percent(points: object) -> str:
    return percent(BasisPoints(_number(points)))


def _date(day: object) -> str:
    return long_date(_text(day)).replace(" ", _NO_BREAK)


def _instant(instant: object, zone: object) -> str:
    return long_instant(_text(instant), _text(zone))


def _count(values: object) -> int:
    return len(_items(values))


def _capital(text: object) -> str:
    written = _text(text)
    return written[:1].upper() + written[1:]


def _listed(values: object, attribute: str | None = None) -> str:
    """Write « A, B et C », of the items or of one value of each."""
    items = [
        item.child(attribute) if isinstance(item, Branch) and attribute else item for item in _items(values)
    ]
    texts = [str(_number(item)) if isinstance(item, int) else _text(item) for item in items]
    if not texts:
        raise WrongKind("la liste à énumérer est vide")
    return " et ".join(part for part in (", ".join(texts[:-1]), texts[-1]) if part)


FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "capital": _capital,
        "date": _date,
        "euros": _euros,
        "in_words": _words,
        "instant": _instant,
        "length": _count,
        "listed": _listed,
        "percent": _percent,
    }
)
"""`euros` and `in_words` take cents, `percent` basis points, `date` a day, `instant` also a zone."""
