"""What somebody answers about a new call, read kindly; every refusal says what would do."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import time
from typing import TypeVar
from zoneinfo import available_timezones

from forms.errors import Refused
from forms.money import Cents, parse_euros
from forms.nearest import nearest, suggest
from rules.reference_data import FRENCH, PartnerCountry, ReferenceData
from workflow.definition.literals import Moment, read_moment

UNKNOWN = frozenset({"unknown", "inconnu", "inconnue", "?"})
"""How people say that no source tells something."""

_STEM = 6
Countries = tuple[PartnerCountry, ...]
"""Partner countries, in the order they were named."""

_CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_REF = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_MONTHS = re.compile(r"(?:(\d{1,3})\s*(?:-|à|a)\s*)?(\d{1,3})(?:\s*mois)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = 64
_LAST_MINUTE = time(23, 59)
_T = TypeVar("_T")


def read_code(text: str) -> str:
    """Read the code of a call: lower-case words and numbers joined by hyphens."""
    if _CODE.fullmatch(text) and len(text) <= _LONGEST:
        return text
    proposed = "-".join(re.findall(r"[a-z0-9]+", folded(text)))[:_LONGEST].strip("-")
    raise Refused(
        message=f"« {text} » n'est pas un code : des mots en minuscules sans accent, joints par un tiret.",
        remedies=(f"écrire par exemple « {proposed if _CODE.fullmatch(proposed) else 'sport-2026'} »",),
    )


def read_ref(text: str, *, taken: Mapping[str, str]) -> str:
    """Read the prefix of references, in capitals; `taken` gives, by prefix, the call that has it."""
    text = text.strip().upper()
    if not _REF.fullmatch(text):
        raise Refused(
            message=f"« {text} » n'est pas un préfixe : 2 à 12 majuscules et chiffres.",
            remedies=("écrire par exemple « SPO26 »",),
        )
    if text in taken:
        raise Refused(
            message=f"Le préfixe « {text} » est déjà celui de l'appel « {taken[text]} ».",
            remedies=(f"en choisir un autre, par exemple « {_free(text, taken)} »",),
        )
    return text


def propose_ref(code: str, *, taken: Mapping[str, str]) -> str:
    """Propose a free prefix for a code: `sport-2026` gives SPO26, `cles-en-main-2026` CEM26."""
    words = [word for word in code.split("-") if not _YEAR.fullmatch(word)] or [code]
    year = next((word[-2:] for word in code.split("-") if _YEAR.fullmatch(word)), "")
    short = "".join(word[0] for word in words) if len(words) > 2 else words[-1][:3]  # noqa: PLR2004 -- initials from three words on
    proposed = f"{short}{year}".upper()
    return _free(proposed if _REF.fullmatch(proposed) else f"A{year or 1}", taken)


def _free(wanted: str, taken: Mapping[str, str]) -> str:
    further = (f"{wanted}{letter}" for letter in "BCDEFGHIJKLMNOPQRSTUVWXYZ")
    return next(one for one in (wanted, *further) if one not in taken)


def read_line(text: str) -> str:
    """Read one line of text, its spaces made plain."""
    found = " ".join(text.split())
    if found:
        return found
    raise Refused(message="Ce texte est vide.", remedies=("écrire au moins un mot",))


def read_country(text: str) -> PartnerCountry:
    """Read a partner country by its code or its French name, accents and capitals aside."""
    countries = ReferenceData.shipped().countries
    names = {folded(country.name): country for country in countries.values()}
    found = countries.get(text.strip().upper()) or names.get(folded(text))
    if found is None:
        close = _like(folded(text), names)
        hint = f"vouliez-vous « {names[close].name} » ({names[close].code}) ?" if close else ""
        raise Refused(
            message=f"Pays « {text.strip()} » inconnu.",
            remedies=(hint or "écrire son nom français, ou son code à deux lettres (SN)",),
        )
    if any(aid.status == FRENCH for aid in found.aid):
        raise Refused(
            message=f"« {found.name} » est un territoire français : ce n'est pas un pays partenaire.",
            remedies=("nommer un pays partenaire",),
        )
    return found


def _like(text: str, names: Mapping[str, PartnerCountry]) -> str | None:
    """Give the name that has a word of the same stem, else the nearest."""
    stem = text[:_STEM]
    return next((name for name in names if len(stem) == _STEM and stem in name), None) or nearest(text, names)


def read_countries(text: str) -> Countries:
    """Read countries separated by commas, each once; at least one."""
    found = _listed(text)
    if not found:
        raise Refused(message="Aucun pays n'est nommé.", remedies=("en nommer au moins un, par exemple SN",))
    return found


def read_joint(text: str, *, included: Countries) -> Countries:
    """Read the countries whose partner side is consulted: among those included, when some are; or none."""
    found = _listed(text)
    for country in found:
        if included and country not in included:
            admitted = ", ".join(one.name for one in included)
            raise Refused(
                message=f"« {country.name} » n'est pas un pays de cet appel ({admitted}).",
                remedies=("nommer un pays admis, ou l'ajouter à --countries",),
            )
    return found


def _listed(text: str) -> Countries:
    named = [part for part in text.split(",") if part.strip()]
    return tuple({country.code: country for country in map(read_country, named)}.values())


def read_opening(text: str) -> Moment:
    """Read when a window opens: a day, or a day and an hour."""
    return _said(read_moment, text)


def read_closing(text: str, *, opens: Moment | None = None) -> Moment:
    """Read when a window closes; a bare day closes at 23:59. Refuses what does not come after the opening."""
    read = _said(read_moment, text)
    found = Moment(read.day, read.minute or _LAST_MINUTE)
    if opens is not None and found.after() <= opens.first():
        raise Refused(
            message=f"La clôture ({found}) vient avant l'ouverture ({opens}).",
            remedies=(f"donner un jour à partir du {opens.day}", "ou avancer l'ouverture"),
        )
    return found


def read_zone(text: str) -> str:
    """Read an IANA zone."""
    known = available_timezones()
    if text in known:
        return text
    raise Refused(message=f"Fuseau horaire « {text} » inconnu.", remedies=(suggest(text, known),))


def read_months(text: str) -> tuple[int | None, int] | None:
    """Read how long projects last: « 12-36 », « 12 à 36 mois », « 24 » at most; None when unknown."""
    if folded(text) in UNKNOWN:
        return None
    found = _MONTHS.fullmatch(text.strip())
    if found is None:
        raise Refused(
            message=f"« {text} » n'est pas une durée de projet en mois.",
            remedies=("écrire « 12-36 » (au moins, au plus), « 36 » (au plus) ou « inconnu »",),
        )
    least, most = int(found[1]) if found[1] else None, int(found[2])
    if most == 0 or least == 0 or (least or 0) > most:
        raise Refused(
            message=f"« {text} » : la durée la plus courte passe la plus longue, ou vaut zéro.",
            remedies=("écrire la plus courte d'abord, par exemple « 12-36 »",),
        )
    return least, most


def read_envelope(text: str) -> Cents | None:
    """Read the envelope in euros; None when no source tells it."""
    if folded(text) in UNKNOWN:
        return None
    return parse_euros(text.strip().removesuffix("EUR").strip())


def folded(text: str) -> str:
    """Write a text without accents nor capitals, so that « Sénégal » and « senegal » are one."""
    spread = unicodedata.normalize("NFKD", text.strip().replace("’", "'"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold()


def _said(read: Callable[[str], _T], text: str) -> _T:
    """Read a literal of the language, its complaint made a refusal."""
    try:
        return read(text.strip())
    except ValueError as error:
        message, _, remedy = str(error).partition(" ; ")
        raise Refused(
            message=f"{message}.",
            remedies=(remedy or "écrire une date du calendrier, par exemple 2026-05-29",),
        ) from None
