"""The words a template may put after a bar: how values are written."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from forms.amount_in_words import in_words
from forms.money import BasisPoints, Cents, euros, grouped, percent
from forms.templates.faults import Misused
from forms.templates.values import Absent, Part
from forms.wording import long_date, long_instant

LISTED = "listed"
"""The one filter that takes the name of a value: « countries | listed("name") »."""


def text_of(value: object) -> str:
    """Give a value that must be a text. Raises `Missing` when it is absent, `Misused` when it is none."""
    text = _present(value)
    if not isinstance(text, str):
        raise Misused("un texte est attendu")
    return text


def _present(value: object) -> object:
    if isinstance(value, Absent):
        value.refuse()
    return value


def _number(value: object) -> int:
    number = _present(value)
    if isinstance(number, bool) or not isinstance(number, int):
        raise Misused("un nombre entier est attendu")
    return number


def _items(values: object) -> tuple[object, ...]:
    items = _present(values)
    if not isinstance(items, tuple):
        raise Misused("une liste est attendue")
    return items


def _date(day: object) -> str:
    try:
        return long_date(text_of(day)).replace(" ", "\u00a0")
    except ValueError:
        raise Misused(f"« {day} » n'est pas un jour (AAAA-MM-JJ)") from None


def _instant(instant: object, zone: object) -> str:
    try:
        return long_instant(text_of(instant), text_of(zone))
    except (ValueError, KeyError, OSError):
        raise Misused(f"« {instant} » et « {zone} » ne font pas un instant et un fuseau") from None


def _listed(values: object, attribute: str | None = None) -> str:
    """Write « A, B et C », of the items or of one value of each."""
    items = (
        item.member(attribute) if isinstance(item, Part) and attribute else item for item in _items(values)
    )
    texts = [str(_number(item)) if isinstance(item, int) else text_of(item) for item in items]
    if not texts:
        raise Misused("la liste à énumérer est vide")
    return " et ".join(filter(None, (", ".join(texts[:-1]), texts[-1])))


def _capital(text: object) -> str:
    written = text_of(text)
    return written[:1].upper() + written[1:]


FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "amount": lambda hundredths: grouped(Cents(_number(hundredths))),
        "capital": _capital,
        "date": _date,
        "euros": lambda cents: euros(Cents(_number(cents))),
        "in_words": lambda cents: in_words(Cents(_number(cents))),
        "instant": _instant,
        "length": lambda values: len(_items(values)),
        LISTED: _listed,
        "percent": lambda points: percent(BasisPoints(_number(points))),
    }
)
"""`amount` takes hundredths of any currency, `euros` and `in_words` cents,
`percent` basis points, `date` a day, `instant` also a zone."""
