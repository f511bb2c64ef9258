"""Parameter sets as definitions resolve them: 2024, 2025, the joint call with Senegal."""

from collections.abc import Mapping
from datetime import date

from forms.money import BasisPoints, Cents, parse_percent
from rules.parameters import AMOUNT, COUNT, MONTHS, PERCENT, TEXT, AnyKnown, Known, Parameters, Unknown

RATES_2024 = {"rate.pma": "90 %", "rate.oda": "70 %", "rate.non_oda": "70 %"}
RATES_2025 = {
    "rate.pma": "70 %",
    "rate.oda": "50 %",
    "rate.non_oda": "30 %",
    "rate.single": "60 %",
    "rate.ceiling": "70 %",
}
SHARES_2025 = {"contribution.french.min": "10 %", "contribution.french.in_kind_max": "50 %"}
SHARES_SENEGAL = {
    "contribution.french.min": "20 %",
    "contribution.french.in_kind_max": "50 %",
    "contribution.foreign.min": "10 %",
    "contribution.foreign.in_kind_max": "50 %",
}


def rate(name: str, text: str, *, source: str, since: date) -> Known[BasisPoints]:
    return Known(name, parse_percent(text), PERCENT, source, "B", since)


def word(name: str, text: str, *, source: str, since: date) -> Known[str]:
    return Known(name, text, TEXT, source, "B", since)


def amount(name: str, cents: int) -> Known[Cents]:
    return Known(name, Cents(cents), AMOUNT, "exemple", "D", date(2023, 1, 1))


def parameters_2025(**changes: AnyKnown | Unknown) -> Parameters:
    """What every call of 2025 shares, lengths of 12 to 36 months, one authority at least.

    `changes` replace entries; a double underscore stands for the dot of a name.
    """
    since = date(2025, 1, 1)
    entries: dict[str, AnyKnown | Unknown] = {
        name: rate(name, text, source="BZH25", since=since)
        for name, text in {**RATES_2025, **SHARES_2025, "ceiling.staff": "15 %"}.items()
    }
    entries["contribution.foreign"] = word("contribution.foreign", "sought", source="BZH25", since=since)
    entries["costs.common"] = word("costs.common", "pro_rata", source="JALON", since=since)
    for name, months in {"length.min": 12, "length.max": 36, "report.within": 6}.items():
        entries[name] = Known(name, months, MONTHS, "LIB25", "B", since)
    entries["authorities.min"] = Known("authorities.min", 1, COUNT, "RESG25", "B", since)
    return _changed(date(2025, 5, 30), entries, changes)


def parameters_2024(**changes: AnyKnown | Unknown) -> Parameters:
    """The general rates of 2024; its shares are unknown, its single rate too."""
    since = date(2024, 1, 1)
    entries: dict[str, AnyKnown | Unknown] = {
        name: rate(name, text, source="BDT24", since=since) for name, text in RATES_2024.items()
    }
    unknown = (
        "rate.single",
        "contribution.french.min",
        "contribution.french.in_kind_max",
        "contribution.foreign",
    )
    for name in unknown:
        entries[name] = Unknown(name, "GEN24", stated=True)
    return _changed(date(2024, 5, 6), entries, changes)


def parameters_senegal(**changes: AnyKnown | Unknown) -> Parameters:
    """The joint call with Senegal: its own shares, the rate of least developed countries of 2025."""
    since = date(2024, 1, 1)
    rates = {**SHARES_SENEGAL, "rate.pma": "70 %"}
    entries: dict[str, AnyKnown | Unknown] = {
        name: rate(name, text, source="SEN24", since=since) for name, text in rates.items()
    }
    entries["contribution.foreign"] = word("contribution.foreign", "required", source="SEN24", since=since)
    return _changed(date(2024, 2, 23), entries, changes)


def _changed(
    day: date, entries: dict[str, AnyKnown | Unknown], changes: Mapping[str, AnyKnown | Unknown]
) -> Parameters:
    return Parameters(day, entries | {name.replace("__", "."): value for name, value in changes.items()})
