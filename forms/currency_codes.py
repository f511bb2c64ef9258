"""The currencies of the world, by their codes of ISO 4217: which had course somewhere on a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

EURO = "EUR"
_LENGTH = 3
_ALIKE = 2
_EXAMPLE = "XOF"
_CFA = "CFA"
_BOTH_CFA = ("XAF", "XOF")


@dataclass(frozen=True, slots=True)
class _Tender:
    """A currency that was legal tender in a territory, from a day to another, both included."""

    code: str
    territory: str
    first: date
    last: date


@lru_cache(maxsize=256)
def in_use(day: date) -> frozenset[str]:
    """Give the codes of the currencies that were legal tender in a country on a day."""
    return frozenset(one.code for one in _tenders() if one.first <= day <= one.last)


def problem_of(code: str, *, day: date | None) -> tuple[str, str] | None:
    """Tell what is wrong with the code of a currency whose rate is of that day, and what would do.

    Give None for a currency other than the euro that was in use then, or ever where no day is known.
    """
    written = len(code) == _LENGTH and code.isascii() and code.isalpha() and code.isupper()
    if not written or code == EURO:
        return "n'est pas le code d'une devise autre que l'euro", _remedy(_nearest(code, day))
    if all(code != one.code for one in _tenders()):
        return (
            "n'est le code d'aucune devise qui ait, ou ait eu, cours légal (norme ISO 4217)",
            _remedy(_nearest(code, day)),
        )
    if day is None or code in in_use(day):
        return None
    from forms.wording import long_date  # noqa: PLC0415 -- slow import

    told = f"({_named(code)}) n'avait pas cours le {long_date(day)}, date du taux"
    return told, _remedy(_beside(code, day))


def _remedy(meant: Collection[str]) -> str:
    asked = f"Vouliez-vous {' ou '.join(f'« {one} » ({_named(one)})' for one in meant)} ? " if meant else ""
    return (
        f"{asked}Écrivez le code à trois capitales d'une devise qui a cours, par exemple {_EXAMPLE} "
        "(franc CFA) ; pour un montant en euros, retirez devise, taux, date et source."
    )


def _nearest(code: str, day: date | None) -> tuple[str, ...]:
    """Give the code in use that has most of the letters written, the first ones before others.

    « CFA » is what people write for two currencies, neither of which has these letters.
    """
    typed = code[: _LENGTH + 1].upper()
    if _CFA in typed:
        return _BOTH_CFA
    known = sorted(in_use(day or date.max) - {EURO})
    if not known or typed == EURO or len(code) > _LENGTH:
        return ()

    def alike(one: str) -> tuple[bool, int, bool]:
        same = sum(here == there for here, there in zip(typed, one, strict=False))
        return sorted(typed) == sorted(one), same, typed[:_ALIKE] == one[:_ALIKE]

    best = max(known, key=alike)
    swapped, same, _ = alike(best)
    return (best,) if swapped or same >= _ALIKE else ()


def _beside(code: str, day: date) -> Collection[str]:
    """Give what was legal tender on a day where this currency is, or was."""
    places = {one.territory for one in _tenders() if one.code == code}
    here = (one for one in _tenders() if one.territory in places and one.first <= day <= one.last)
    return sorted({one.code for one in here})


def _named(code: str) -> str:
    """Give the French name of a currency; one too young to have a name keeps its code."""
    from babel import Locale  # noqa: PLC0415 -- slow import

    return str(Locale("fr").currencies.get(code, code))


@cache
def _tenders() -> tuple[_Tender, ...]:
    from babel.core import get_global  # noqa: PLC0415 -- slow import

    rows: Iterable[tuple[str, Iterable[tuple[str, _Day, _Day, bool]]]]
    rows = get_global("territory_currencies").items()
    return tuple(
        _Tender(code, territory, date(*first) if first else date.min, date(*last) if last else date.max)
        for territory, history in rows
        for code, first, last, tender in history
        if tender
    )


_Day = tuple[int, int, int] | None
