"""Names of countries as people write them, and the code each stands for.

Accents, capitals, hyphens and the form of apostrophes make no difference. Names come from the
Unicode locale data, in French and in English, completed by those that official lists use.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from forms.identifiers import COUNTRY_CODES
from forms.nearest import nearest

_LANGUAGES = ("fr", "en")
_ALSO: Mapping[str, tuple[str, ...]] = {
    "CD": ("République démocratique du Congo", "Democratic Republic of the Congo", "RDC"),
    "CG": ("République du Congo", "Congo (Brazzaville)"),
    "CN": ("Chine (République populaire de)", "China (People's Republic of)"),
    "CV": ("Cabo Verde",),
    "CZ": ("République tchèque",),
    "FR": ("France métropolitaine",),
    "GF": ("Guyane",),
    "HK": ("Hong Kong",),
    "KP": ("République populaire démocratique de Corée", "Democratic People's Republic of Korea"),
    "LA": ("République démocratique populaire lao", "Lao People's Democratic Republic"),
    "MM": ("Birmanie (Myanmar)", "Birmanie", "Myanmar"),
    "MO": ("Macao",),
    "PF": ("Polynésie", "Tahiti"),
    "PS": ("Palestine", "Cisjordanie et bande de Gaza", "West Bank and Gaza Strip"),
    "RE": ("Réunion", "Île de la Réunion"),
    "SY": ("République arabe syrienne", "Syrian Arab Republic"),
    "TF": ("TAAF", "Terres australes et antarctiques françaises"),
}


def country_code(text: str) -> str | None:
    """Give the ISO code a text stands for: a code in any case, or a name; None when it is neither."""
    upper = text.strip().upper()
    return upper if upper in COUNTRY_CODES else _codes().get(folded(text))


def nearest_country(text: str) -> tuple[str, str] | None:
    """Give the code and the French name of the country a misspelt name most likely means, if one is close."""
    close = nearest(folded(text), _codes())
    return (_codes()[close], _french_name(_codes()[close])) if close else None


def written_country(code: str) -> str:
    """Give the French name of a country where it reads back as that code; else the code itself."""
    name = _french_names().get(code, code)
    return name if country_code(name) == code else code


def named_country(code: str) -> str:
    """Name a country by both: « La Réunion » (RE)."""
    return f"« {_french_names().get(code, code)} » ({code})"


def folded(text: str) -> str:
    """Write a name without what people write in several ways: only its bare letters and digits."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in decomposed if character.isalnum())


@cache
def _codes() -> Mapping[str, str]:
    return {folded(name): code for code, name in _names() if code in COUNTRY_CODES}


def _french_name(code: str) -> str:
    return _french_names()[code]


@cache
def _french_names() -> Mapping[str, str]:
    return dict(reversed([(code, name) for code, name in _names()]))


def _names() -> Iterator[tuple[str, str]]:
    from babel import Locale  # noqa: PLC0415 -- slow import

    for language in _LANGUAGES:
        yield from Locale(language).territories.items()
    for code, names in _ALSO.items():
        yield from ((code, name) for name in names)
