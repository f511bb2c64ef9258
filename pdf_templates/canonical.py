"""A letter as bytes: the one spelling that is hashed, embedded and compared."""

import json
from collections.abc import Mapping
from hashlib import sha256

from pdf_templates.errors import Unprintable


def canonical(letter: Mapping[str, object]) -> bytes:
    """Spell a letter as canonical JSON: sorted keys, no spaces, UTF-8.

    Raises `Unprintable` for what a letter never holds: numbers with decimals, other objects.
    """
    try:
        _only_plain(letter)
        text = json.dumps(letter, default=dict, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return text.encode()
    except (TypeError, ValueError) as error:
        raise Unprintable(
            code="DOC-109",
            message=f"Les données du document ne sont pas une lettre : {error}.",
            who="l'administrateur",
        ) from error


def digest(content: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return sha256(content).hexdigest()


def _only_plain(value: object) -> None:
    if isinstance(value, Mapping):
        for name, part in value.items():
            if not isinstance(name, str):
                raise TypeError(f"le nom « {name} » n'est pas un texte")
            _only_plain(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _only_plain(part)
    elif not (value is None or isinstance(value, str | bool | int)):
        raise TypeError(f"« {value} » n'est ni un texte, ni un entier, ni une liste")
