"""Reading an answer: one reader for each kind of field, from the text typed to an exact value.

Money becomes cents, percentages basis points, numbers integers, yes and no booleans; days and months
stay ISO text, identifiers lose their spaces. Nothing here is a binary fraction.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from stdnum import iban as iban_number

from forms.asked import Asked
from forms.bounding import require_within, say_bounds
from forms.errors import Malformed, Refused
from forms.field_paths import read_path
from forms.identifiers import is_genuine_siret, without_spaces
from forms.money import parse_euros, parse_percent
from forms.nearest import nearest
from forms.places_reading import read_place, read_places
from forms.tame_text import shown, tame
from forms.traps import aside, foreign_digit, name_number_trap

Value = Any
"""An answer as kept: text, whole number, yes or no, or lists and groups of those."""

_WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")
_PHONE = re.compile(r"\+[1-9][0-9]{5,14}|0[1-9][0-9]{8}")
_PHONE_MARKS = re.compile(r"[\s.\-\u00a0\u202f]|\(0\)")
_FILE = re.compile(
    r"(?P<name>[^/\\:*?\"<>|]+\.(?P<type>[A-Za-z][A-Za-z0-9]{0,4}))(?: \((?P<size>[0-9]{1,12}) octets\))?"
)
_LONGEST_LINE = 1_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
"""Delays are counted from days that are answered, and must end on some day."""
_LONGEST_NAME = 200
_MOST_UNKNOWN = 20
_A_PATH = "lead.contact.email"
_YES, _NO = "oui", "non"
_LONG = "long_text"

EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "money": "70000.00", "percentage": "12,5 %", "integer": "3", "date": "2025-09-01", "month": "2025-09",
        "yes_no": _YES, "country": "SN", "countries": "SN, BJ", "region": "76", "siret": "22110001900019",
        "iban": "FR76 3000 6000 0112 3456 7890 189", "email": "contact@exemple.fr",
        "phone": "+33 1 43 17 53 53", "file": "convention.pdf", "declaration": _YES,
        "calendar": "[{activity: Ateliers, from: 2025-09, to: 2025-12}]",
    }
)  # fmt: skip
"""An answer of each kind that says by itself how it is written."""


def read_one(asked: Asked, text: str) -> Value:
    """Give the value of the answer typed to what asks for no rows.

    Raises `Refused` with what was found, what is expected and an example; the caller names the field.
    """
    value = READERS[asked.kind](asked, _tame(asked, text))
    require_within(asked.kind, value, asked.bounds)
    return value


def _tame(asked: Asked, text: str) -> str:
    """Give the text typed without what hides in it; what is refused is told with an example of the kind."""
    try:
        return tame(text, lines=asked.kind == _LONG)
    except Malformed as refusal:
        if asked.kind not in EXAMPLES:
            raise
        raise Malformed(message=f"{refusal.message} ; écrivez par exemple {EXAMPLES[asked.kind]}") from None


def _line(_asked: Asked, text: str) -> str:
    if len(text) > _LONGEST_LINE:
        raise Malformed(message=f"{len(text)} caractères, et {_LONGEST_LINE} au plus tiennent sur une ligne")
    return text


def _integer(_asked: Asked, text: str) -> int:
    if _WHOLE.fullmatch(text):
        return int(text)
    raise _not("un nombre entier", text, kind="integer")


def _day(_asked: Asked, text: str) -> str:
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            if _FIRST_YEAR <= day.year <= _LAST_YEAR:
                return day.isoformat()
            raise _not(f"une date de {_FIRST_YEAR} à {_LAST_YEAR}", text, kind="date")
    except ValueError:
        pass
    raise _not("une date", text, kind="date")


def _month(_asked: Asked, text: str) -> str:
    if _MONTH.fullmatch(text):
        return text
    raise _not("un mois", text, kind="month")


def _yes_no(_asked: Asked, text: str) -> bool:
    if text in {_YES, _NO}:
        return text == _YES
    raise Malformed(message=f"« {shown(text)} » n'est ni oui ni non ; écrivez {_YES} ou {_NO}")


def _declaration(_asked: Asked, text: str) -> bool:
    if text == _YES:
        return True
    raise Malformed(message=f"« {shown(text)} » ne vaut pas déclaration ; écrivez {_YES} pour la souscrire")


def _choice(asked: Asked, text: str) -> str:
    if text in asked.options:
        return text
    by_label = {label: word for word, label in asked.options.items()}
    close = nearest(text, (*asked.options, *by_label))
    word = by_label.get(close or "", close or next(iter(asked.options)))
    listed = ", ".join(f"{one} : {label}" for one, label in asked.options.items())
    hint = f"vouliez-vous « {word} » ?" if close else f"écrivez par exemple {word}"
    raise Malformed(message=f"« {shown(text)} » n'est pas un choix possible ({listed}) ; {hint}")


def _choices(asked: Asked, text: str) -> list[str]:
    return list(dict.fromkeys(_choice(asked, one) for one in _some(text, example=next(iter(asked.options)))))


def _siret(_asked: Asked, text: str) -> str:
    found = read_place("siret", text)
    if is_genuine_siret(found):
        return found
    raise Malformed(
        message=f"la clé de contrôle de « {shown(text)} » est fausse : un chiffre est sans doute "
        f"mal recopié ; écrivez par exemple {EXAMPLES['siret']}"
    )


def _iban(_asked: Asked, text: str) -> str:
    found = without_spaces(text).upper()
    if not _IBAN.fullmatch(found):
        raise _not("un IBAN", text, kind="iban")
    if iban_number.is_valid(found):
        return found
    raise Malformed(
        message=f"la clé de contrôle de « {shown(text)} » est fausse : un caractère est sans doute mal "
        f"recopié ; écrivez par exemple {EXAMPLES['iban']}"
    )


def _phone(_asked: Asked, text: str) -> str:
    found = _PHONE_MARKS.sub("", text)
    if _PHONE.fullmatch(found):
        return found
    raise _not("un numéro de téléphone", text, kind="phone")


def _file(asked: Asked, text: str) -> dict[str, Value]:
    found = _FILE.fullmatch(text)
    if found is None or len(found["name"]) > _LONGEST_NAME:
        raise _not("un nom de fichier", text, kind="file")
    bounds, size = asked.bounds, found["size"]
    if bounds.types and found["type"].lower() not in bounds.types:
        raise Malformed(message=f"« {shown(text)} » n'est pas un fichier {' ou '.join(bounds.types)}")
    if bounds.size is not None and size is None:
        raise Malformed(
            message=f"la taille de « {shown(text)} » n'est pas dite ; "
            f"écrivez par exemple {found['name']} (204800 octets)"
        )
    if bounds.size is not None and int(size) > bounds.size:
        raise Malformed(message=f"« {shown(text)} » est trop gros : {say_bounds('file', bounds)}")
    return {"name": found["name"]} | ({"size": int(size)} if size is not None else {})


def _not(what: str, text: str, *, kind: str) -> Malformed:
    trap = name_number_trap(text) if kind == "integer" else foreign_digit(text)
    return Malformed(
        message=f"« {shown(text)} » n'est pas {what}{aside(trap)} ; écrivez par exemple {EXAMPLES[kind]}"
    )


def listed(text: str) -> list[str]:
    """Give the parts of an answer that is a list, commas between them."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _some(text: str, *, example: str) -> list[str]:
    """Give the parts of a list, each once; commas alone are no answer."""
    parts = list(dict.fromkeys(listed(text)))
    if not parts:
        raise Malformed(message=f"« {shown(text)} » ne donne rien ; écrivez par exemple {example}")
    return parts


def _fields(asked: Asked, text: str) -> list[str]:
    """Take the fields that a correction opens, of the file or among `options`; all unknown told at once."""
    found: list[str] = []
    unknown: list[str] = []
    for name in _some(text, example=_A_PATH):
        if len(unknown) == _MOST_UNKNOWN:
            break
        try:
            found.append(name if name in asked.options else read_path(name))
        except Refused as refusal:
            unknown.append(" ".join((refusal.message, refusal.remedies[0])))
    if unknown:
        raise Malformed(message=" ; ".join(unknown))
    return list(dict.fromkeys(found))


def _place(asked: Asked, text: str) -> str:
    return read_place(asked.kind, _line(asked, text))


READERS: Mapping[str, Callable[[Asked, str], Value]] = MappingProxyType(
    {
        "text": _line,
        _LONG: lambda _asked, text: text,
        "money": lambda _asked, text: int(parse_euros(text)),
        "percentage": lambda _asked, text: int(parse_percent(text)),
        "integer": _integer,
        "date": _day,
        "month": _month,
        "yes_no": _yes_no,
        "choice": _choice,
        "choices": _choices,
        "fields": _fields,
        "case": _line,
        "rule": _line,
        "country": _place,
        "countries": lambda asked, text: read_places(asked.kind, _some(text, example=EXAMPLES["countries"])),
        "region": _place,
        "siret": _siret,
        "iban": _iban,
        "email": _place,
        "phone": _phone,
        "file": _file,
        "declaration": _declaration,
    }
)
"""The reader of each kind of field that asks for no rows."""
