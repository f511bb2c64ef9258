"""Reading what names somebody or somewhere: a country, a region, a SIRET, an address of mail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forms.country_names import country_code
from forms.errors import Malformed
from forms.identifiers import COUNTRY_CODES, FRENCH_CODES, REGION_CODES, is_email, is_siret, without_spaces
from forms.tame_text import shown
from forms.traps import aside, foreign_digit


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of name: whether a text is one, what it is, what to write instead, how it is kept."""

    fits: Callable[[str], bool]
    named: str
    wanted: str
    plain: Callable[[str], str] = str


def _country(text: str) -> str:
    return country_code(text) or text


_SORTS: Mapping[str, _Sort] = MappingProxyType(
    {
        "country": _Sort(
            (COUNTRY_CODES - FRENCH_CODES).__contains__,
            "un pays partenaire",
            "son nom ou son code à deux lettres, par exemple SN",
            _country,
        ),
        "region": _Sort(REGION_CODES.__contains__, "une région", "son code de l'INSEE, par exemple 76"),
        "siret": _Sort(
            is_siret, "un SIRET", "ses quatorze chiffres, par exemple 22110001900019", without_spaces
        ),
        "email": _Sort(is_email, "une adresse de courriel", "par exemple contact@exemple.fr"),
    }
)


def read_place(kind: str, text: str) -> str:
    """Give the code or address a text is: a country by its name too, a SIRET without spaces; else plain text.

    Raises `Malformed`.
    """
    sort = _SORTS.get(kind)
    if sort is None:
        return text
    found = sort.plain(text)
    if found in FRENCH_CODES:
        raise Malformed(
            message=f"« {shown(text)} » est un territoire français, non un pays partenaire ; "
            "écrivez le pays de l'autorité locale étrangère, par exemple SN"
        )
    if not sort.fits(found):
        raise Malformed(
            message=f"« {shown(text)} » n'est pas {sort.named}{aside(foreign_digit(text))} ; "
            f"écrivez {sort.wanted}"
        )
    return found


def read_places(kind: str, texts: Iterable[str]) -> list[str]:
    """Give each of several countries, once. Raises `Malformed` at the first that is none."""
    return list(dict.fromkeys(read_place(_SINGLE[kind], text) for text in texts))


_SINGLE: Mapping[str, str] = MappingProxyType({"countries": "country"})
