"""Letters of other alphabets that pass for Latin ones, named by their code point."""

import unicodedata
from dataclasses import dataclass

_LATIN = "LATIN"
_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405"
    "\u03b1\u03b9\u03bd\u03bf\u03c1\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijshdqwABEKMHOPCTXIJSaivopABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters by the Latin one they look like."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """A character that has no place in a name: where it stands, from 0, and what it is."""

    index: int
    character: str

    def __str__(self) -> str:
        """Name it: « о » U+043E (CYRILLIC SMALL LETTER O)."""
        name = unicodedata.name(self.character, "sans nom")
        shown = f"« {self.character} » " if self.character.isprintable() else ""
        return f"{shown}U+{ord(self.character):04X} ({name})"


def stranger_in(text: str) -> Stranger | None:
    """Give the first character that is neither ASCII nor a Latin letter, accents allowed; or None."""
    if text.isascii():
        return None
    return next(
        (
            Stranger(index, character)
            for index, character in enumerate(text)
            if not character.isascii() and not unicodedata.name(character, "").startswith(_LATIN)
        ),
        None,
    )


def in_latin(text: str) -> str:
    """Write the Latin letters that those of a text look like; invisible characters are dropped."""
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return "".join(character for character in plain if unicodedata.category(character) != "Cf").strip()
