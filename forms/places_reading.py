"""Reading what names somebody or somewhere: a country, a region, a SIRET, an address of mail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forms.country_names import country_code
from forms.errors import Refused
from forms.identifiers import COUNTRY_CODES, FRENCH_CODES, REGION_CODES, is_email, is_siret, without_spaces


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of name: whether a text is one, what to write instead when it is not, how it is kept."""

    fits: Callable[[str], bool]
    wanted: str
    plain: Callable[[str], str] = str


def _country(text: str) -> str:
    return country_code(text) or text


_SORTS: Mapping[str, _Sort] = MappingProxyType(
    {
        "country": _Sort(
            (COUNTRY_CODES - FRENCH_CODES).__contains__,
            "un pays partenaire ; écrivez son code à deux lettres, par exemple SN",
            _country,
        ),
        "region": _Sort(
            REGION_CODES.__contains__, "une région ; écrivez son code de l'INSEE, par exemple 76"
        ),
        "siret": _Sort(is_siret, "un SIRET ; écrivez ses quatorze chiffres", without_spaces),
        "email": _Sort(is_email, "une adresse de courriel"),
    }
)


def read_place(kind: str, text: str) -> str:
    """Give the code or address a text is: a country by its name too, a SIRET without spaces; else plain text.

    Raises `Refused`.
    """
    sort = _SORTS.get(kind)
    if sort is None:
        return text
    found = sort.plain(text)
    if found in FRENCH_CODES:
        raise Refused(
            message=f"« {text} » est un territoire français, non un pays partenaire ; "
            "écrivez le pays de l'autorité locale étrangère"
        )
    if not sort.fits(found):
        raise Refused(message=f"« {text} » n'est pas {sort.wanted}")
    return found


def read_places(kind: str, texts: Iterable[str]) -> list[str]:
    """Give each of several countries, once. Raises `Refused` at the first that is none."""
    return list(dict.fromkeys(read_place(_SINGLE[kind], text) for text in texts))


_SINGLE: Mapping[str, str] = MappingProxyType({"countries": "country"})
