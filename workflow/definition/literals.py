"""The literals of the language: how a scalar's text becomes a typed value, and back.

Every scalar of a definition is text until the type of its field reads it. Each value object
writes itself back (`str`) in the one canonical spelling that is hashed and stored.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Final, Literal, TypeVar, cast

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from forms.errors import Refused
from forms.money import BasisPoints, Cents, parse_euros, parse_percent, percent, plain

_SPAN = re.compile(
    r"^(0(?= days$)|[1-9][0-9]{0,3}) (working days|working day|days|day|months|month|years|year)$"
)
_AMOUNT = re.compile(r"^(.*\S)\s*(EUR|CAD|MAD|XOF|[A-Z]{3})$")
_MOMENT = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?$")

_ZONED = re.compile(
    r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?(?: ?Z| ?[+-]\d{2}:?\d{2}| [A-Z][A-Za-z_/+-]+)$"
)

_R = TypeVar("_R")

SpanUnit = Literal["days", "working days", "months", "years"]


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """What no source says: legal for any parameter, never replaced by a default."""

    def __str__(self) -> str:
        return "unknown"


UNKNOWN: Final = UnknownValue()


@dataclass(frozen=True, slots=True)
class Percent:
    """A rate, in basis points: 7 000 is 70 %."""

    basis_points: BasisPoints

    def __str__(self) -> str:
        return percent(self.basis_points).replace("\u202f", " ").replace("\xa0", " ")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in cents of its currency."""

    cents: Cents
    currency: str

    def __str__(self) -> str:
        return f"{plain(self.cents)} {self.currency}"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time counted in calendar or working days, months or years."""

    count: int
    unit: SpanUnit

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things."""

    number: int

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Word:
    """A bare word, chosen among those the reader of the parameter knows."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day, with or without a minute; its zone stands beside it in the definition."""

    day: date
    minute: time | None

    def __str__(self) -> str:
        return f"{self.day} {self.minute:%H:%M}" if self.minute else str(self.day)

    def first(self) -> datetime:
        """Give the first local instant the moment covers (naive)."""
        return datetime.combine(self.day, self.minute or time.min)

    def after(self) -> datetime:
        """Give the first local instant that lies after the moment (naive): 23:59 lasts its whole minute."""
        if self.minute is None:
            return datetime.combine(self.day + timedelta(days=1), time.min)
        return self.first() + timedelta(minutes=1)


Quantity = Percent | Amount | Span | Count | Word | UnknownValue
Bound = Amount | Count | date
"""What an answer may be compared with: an amount, a number or a day."""

Limit = Bound | Percent
"""What an answer may not go beyond."""


def read_percent(text: str) -> Percent:
    """Read « 70 % »; `70` and `0.70` are refused, units are types."""
    return Percent(parse_percent(text))


def read_amount(text: str) -> Amount:
    """Read « 800 000,00 EUR » or "800000.00 EUR": digits, then the currency's code."""
    match = _AMOUNT.match(text)
    if match is None:
        raise ValueError(f'« {text} » n\'est pas un montant ; écrivez par exemple "800 000,00 EUR"')
    return Amount(parse_euros(match[1]), match[2])


def read_span(text: str) -> Span:
    """Read « 21 days », « 15 working days », « 2 months », « 3 years »; « 0 days » is that very day."""
    match = _SPAN.match(text)
    if match is None:
        raise ValueError(
            f"« {text} » n'est pas une durée ; écrivez par exemple 21 days, 15 working days ou 2 months"
        )
    unit = match[2] if match[2].endswith("s") else match[2] + "s"
    return Span(int(match[1]), cast("SpanUnit", unit))


def read_count(text: str) -> Count:
    """Read a whole number without sign or leading zero."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        raise ValueError(f"« {text} » n'est pas un nombre entier ; écrivez par exemple 3")
    return Count(int(text))


def read_moment(text: str) -> Moment:
    """Read « 2025-05-30 » or « 2025-05-30 23:59 »."""
    match = _MOMENT.match(text)
    if match is None and _ZONED.match(text):
        raise ValueError(
            f"« {text} » porte un fuseau ; écrivez l'heure seule, par exemple 2025-05-30 23:59, "
            "et le fuseau à côté, sous « zone: Europe/Paris »"
        )
    if match is None:
        raise ValueError(
            f"« {text} » n'est pas une date ; écrivez par exemple 2025-05-30 ou 2025-05-30 23:59"
        )
    try:
        minute = time.fromisoformat(match[2]) if match[2] else None
        return Moment(date.fromisoformat(match[1]), minute)
    except ValueError:
        raise ValueError(f"« {text} » n'existe pas au calendrier") from None


def read_day(text: str) -> date:
    """Read « 2025-05-30 »."""
    moment = read_moment(text)
    if moment.minute is not None:
        raise ValueError(f"« {text} » porte une heure ; seul un jour est attendu, par exemple {moment.day}")
    return moment.day


def read_reference(text: str) -> date | Literal["closing"]:
    """Read « closing », or a day."""
    return "closing" if text == "closing" else read_day(text)


def read_flag(text: str) -> bool:
    """Read « true » or « false » (« yes » and « no » too)."""
    if text not in {"true", "false", "yes", "no"}:
        raise ValueError(f"« {text} » n'est ni true ni false")
    return text in {"true", "yes"}


def read_quantity(text: str) -> Quantity:
    """Read any literal a parameter may hold, told apart by its unit."""
    if text == "unknown":
        return UNKNOWN
    if text.endswith("%"):
        return read_percent(text)
    if _SPAN.match(text):
        return read_span(text)
    if re.fullmatch(r"[0-9]+", text):
        return read_count(text)
    if re.fullmatch(r"[a-z][a-z_]*", text):
        return Word(text)
    return read_amount(text)


def read_bound(text: str) -> Bound:
    """Read what an answer is compared with, told apart by its spelling."""
    if _MOMENT.match(text):
        return read_day(text)
    if re.fullmatch(r"[0-9]+", text):
        return read_count(text)
    return read_amount(text)


def read_limit(text: str) -> Limit:
    """Read what an answer may not go beyond: a bound, or a percentage with its sign."""
    return read_percent(text) if text.endswith("%") else read_bound(text)


def or_unknown(reader: Callable[[str], _R]) -> Callable[[str], _R | UnknownValue]:
    """Let a literal also be the word « unknown »."""
    return lambda text: UNKNOWN if text == "unknown" else reader(text)


def _strictly(reader: Callable[[str], _R], kind: type | tuple[type, ...]) -> PlainValidator:
    """Make a validator that reads text with `reader` and lets values already read pass."""

    def read(value: object) -> object:
        if isinstance(value, kind):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("not_simple", "not a simple value")
        try:
            return reader(value)
        except Refused as refusal:
            told = {"said": refusal.message, "remedy": next(iter(refusal.remedies), "")}
            raise PydanticCustomError("not_admitted", "{said} {remedy}", told) from None

    return PlainValidator(read)


_TEXT = PlainSerializer(str, return_type=str)


def _example(*examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": list(examples)})


_QUANTITY = (Percent, Amount, Span, Count, Word, UnknownValue)

PercentText = Annotated[Percent, _strictly(read_percent, Percent), _TEXT, _example("70 %")]
AmountText = Annotated[Amount, _strictly(read_amount, Amount), _TEXT, _example("800 000,00 EUR")]
AmountOrUnknown = Annotated[
    Amount | UnknownValue,
    _strictly(or_unknown(read_amount), (Amount, UnknownValue)),
    _TEXT,
    _example("800 000,00 EUR", "unknown"),
]
SpanText = Annotated[Span, _strictly(read_span, Span), _TEXT, _example("21 days", "2 months")]
SpanOrUnknown = Annotated[
    Span | UnknownValue,
    _strictly(or_unknown(read_span), (Span, UnknownValue)),
    _TEXT,
    _example("21 days", "unknown"),
]
MomentText = Annotated[Moment, _strictly(read_moment, Moment), _TEXT, _example("2025-05-30 23:59")]
DayText = Annotated[date, _strictly(read_day, date), _TEXT, _example("2025-05-30")]
ReferenceText = Annotated[
    date | Literal["closing"], _strictly(read_reference, date), _TEXT, _example("closing", "2025-05-30")
]
Flag = Annotated[bool, _strictly(read_flag, bool), WithJsonSchema({"type": "boolean"})]
QuantityText = Annotated[
    Quantity, _strictly(read_quantity, _QUANTITY), _TEXT, _example("70 %", "unknown", "3", "12 months")
]
BoundText = Annotated[
    Bound,
    _strictly(read_bound, (Amount, Count, date)),
    _TEXT,
    _example("50 000,00 EUR", "3", "2025-05-30"),
]
LimitText = Annotated[
    Limit,
    _strictly(read_limit, (Amount, Count, Percent, date)),
    _TEXT,
    _example("50 000,00 EUR", "3", "15 %", "2025-05-30"),
]
CountText = Annotated[Count, _strictly(read_count, Count), _TEXT, _example("3")]
