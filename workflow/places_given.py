"""Reading what names somebody or somewhere: a country, a region, a SIRET, an address of mail."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from forms.errors import Refused
from forms.identifiers import COUNTRY_CODES, FRENCH_CODES, REGION_CODES, is_email, is_siret, without_spaces


@dataclass(frozen=True, slots=True)
class _Sort:
    """One sort of name: whether a text is one, and what to write instead when it is not."""

    fits: Callable[[str], bool]
    wanted: str


_SORTS: Mapping[str, _Sort] = MappingProxyType(
    {
        "country": _Sort(
            (COUNTRY_CODES - FRENCH_CODES).__contains__,
            "un pays partenaire ; écrivez son code à deux lettres, par exemple SN",
        ),
        "region": _Sort(
            REGION_CODES.__contains__, "une région ; écrivez son code de l'INSEE, par exemple 76"
        ),
        "siret": _Sort(is_siret, "un SIRET ; écrivez ses quatorze chiffres"),
        "email": _Sort(is_email, "une adresse de courriel"),
    }
)


def read_place(kind: str, text: str) -> str:
    """Give the code or address a text is, the spaces inside a SIRET left out; any other kind is plain text.

    Raises `Refused`.
    """
    sort = _SORTS.get(kind)
    if sort is None:
        return text
    found = without_spaces(text) if kind == "siret" else text.upper() if kind == "country" else text
    if not sort.fits(found):
        raise Refused(message=f"« {text} » n'est pas {sort.wanted}")
    return found


def read_places(kind: str, texts: Iterable[str]) -> list[str]:
    """Give each of several countries, once. Raises `Refused` at the first that is none."""
    return list(dict.fromkeys(read_place(_SINGLE[kind], text) for text in texts))


_SINGLE: Mapping[str, str] = MappingProxyType({"countries": "country"})
