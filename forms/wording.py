"""French wording of dates and instants, for every text a person reads."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

_LOCALE = "fr_FR"
_FIRST = "1 "


@lru_cache(maxsize=1024)  # Babel takes its time, and one page says the same few days over and over.
def long_date(value: date | str) -> str:
    """Write a calendar day as letters do: « 3 juin 2025 », « 1er mars 2025 ».

    `value` is a date or its ISO 8601 text.
    """
    day = date.fromisoformat(value) if isinstance(value, str) else value
    text = format_date(day, "d MMMM y", locale=_LOCALE)
    return "1er " + text.removeprefix(_FIRST) if text.startswith(_FIRST) else text


def long_instant(value: datetime | str, zone: str) -> str:
    """Write an instant with its zone: « 30 mai 2025 à 23:59 (heure de Paris) ».

    `value` is an aware instant or its ISO 8601 text; `zone` is an IANA zone name.
    """
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = instant.astimezone(ZoneInfo(zone))
    clock = format_datetime(local, "HH:mm", locale=_LOCALE)
    place = zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return f"{long_date(local.date())} à {clock} (heure de {place})"
