"""The words a mail template may put after a bar: how values are written."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from forms.amount_in_words import in_words
from forms.money import BasisPoints, Cents, euros, percent
from forms.wording import long_date, long_instant
from notifications.guarding import Verbatim
from notifications.values import Absent, Misused, Part

_ADDRESS = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
ADDRESS = "address"
"""The one filter kept to the service's own values: it writes a text that mail readers may make a link of."""


def _present(value: object) -> object:
    if isinstance(value, Absent):
        value.refuse()
    return value


def _number(value: object) -> int:
    number = _present(value)
    if isinstance(number, bool) or not isinstance(number, int):
        raise Misused("un nombre entier est attendu")
    return number


def _text(value: object) -> str:
    text = _present(value)
    if not isinstance(text, str):
        raise Misused("un texte est attendu")
    return text


def _items(values: object) -> tuple[object, ...]:
    items = _present(values)
    if not isinstance(items, tuple):
        raise Misused("une liste est attendue")
    return items


def _date(day: object) -> str:
    try:
        return long_date(_text(day)).replace(" ", "\u00a0")
    except ValueError:
        raise Misused(f"« {day} » n'est pas un jour (AAAA-MM-JJ)") from None


def _instant(instant: object, zone: object) -> str:
    try:
        return long_instant(_text(instant), _text(zone))
    except (ValueError, KeyError, OSError):
        raise Misused(f"« {instant} » et « {zone} » ne font pas un instant et un fuseau") from None


def _listed(values: object, attribute: str | None = None) -> str:
    """Write « A, B et C » of the items, or of one value of each."""
    items = (
        item.member(attribute) if isinstance(item, Part) and attribute else item for item in _items(values)
    )
    texts = [str(_number(item)) if isinstance(item, int) else _text(item) for item in items]
    if not texts:
        raise Misused("la liste à énumérer est vide")
    return " et ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def _address(text: object) -> Verbatim:
    if not _ADDRESS.fullmatch(_text(text)):
        raise Misused(f"« {text} » n'est pas une adresse électronique")
    return Verbatim(text)


def _capital(text: object) -> str:
    written = _text(text)
    return written[:1].upper() + written[1:]


FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        ADDRESS: _address,
        "capital": _capital,
        "date": _date,
        "euros": lambda cents: euros(Cents(_number(cents))),
        "in_words": lambda cents: in_words(Cents(_number(cents))),
        "instant": _instant,
        "length": lambda values: len(_items(values)),
        "listed": _listed,
        "percent": lambda points: percent(BasisPoints(_number(points))),
    }
)
"""`euros` and `in_words` take cents, `percent` basis points, `date` a day, `instant` also a zone."""
