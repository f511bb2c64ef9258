"""From the text of an expression to its words: names, values with their unit, signs.

Every value carries its unit as it is written: `70 %`, `50 000,00 €`, `12 months`, `2025-05-30`, `3`, `"gip"`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.errors import Refused
from forms.money import parse_euros
from rules.expressions.problems import Flaw, Flawed
from rules.expressions.units import Unit

Value = int | str | bool | date
MOST_CHARACTERS, MOST_WORDS = 500, 120
WORDS = frozenset({"and", "or", "not", "in"})
TRUTHS = {"true": True, "false": False}
_DIGITS = r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]+"
_FORMS = re.compile(
    rf"""
    (?P<space>[ \t\n]+)
  | (?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?![0-9A-Za-z])
  | (?P<number>(?:{_DIGITS})(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?)
    (?P<unit>[ \u00a0\u202f]?(?:%|€|EUR\b|months?\b|mois\b))?
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)
  | (?P<text>"[^"\n]*")
  | (?P<sign>\*\*|//|=~~?|!~~?|\?\?|<<|>>|<=|>=|==|!=|[-+*/()\[\],<>])
    """,
    re.VERBOSE,
)
_SIGNS = frozenset({"<=", ">=", "==", "!=", "-", "+", "*", "/", "(", ")", "[", "]", ",", "<", ">"})
_CENTS, _BASIS_POINTS = 2, 2
_LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an expression and its place; a value has its `unit`, a name none yet."""

    text: str
    start: int
    unit: Unit | None = None
    value: Value | None = None
    named: bool = False

    @property
    def end(self) -> int:
        """Where the next character stands."""
        return self.start + len(self.text)

    @property
    def operand(self) -> bool:
        """Whether it stands for a value, written or named."""
        return self.named or self.unit is not None


def read_words(text: str) -> tuple[Word, ...]:
    """Cut an expression into words. Raises `Flawed` at the first that is none."""
    if len(text) > MOST_CHARACTERS:
        raise Flawed(_limit(f"Expression de plus de {MOST_CHARACTERS} caractères : c'est la limite.", text))
    words = tuple(_words(text))
    if len(words) > MOST_WORDS:
        raise Flawed(_limit(f"Expression de plus de {MOST_WORDS} mots : c'est la limite.", text))
    return words


def _limit(message: str, text: str) -> Flaw:
    return Flaw("limit", message, "Partagez-la en plusieurs règles.", 0, min(len(text), MOST_CHARACTERS))


def _words(text: str) -> Iterator[Word]:
    position = 0
    while position < len(text):
        found = _FORMS.match(text, position)
        if found is None:
            raise Flawed(_stranger(text, position))
        if found["space"] is None:
            yield _word(found)
        position = found.end()


def _word(found: re.Match[str]) -> Word:
    whole, start = found.group(), found.start()
    if found["day"] is not None:
        return _day(whole, start)
    if found["number"] is not None:
        return _quantity(found)
    if found["text"] is not None:
        return Word(whole, start, Unit.TEXT, whole[1:-1])
    if found["name"] is not None:
        if whole in TRUTHS:
            return Word(whole, start, Unit.YES_NO, TRUTHS[whole])
        return Word(whole, start, named=whole not in WORDS)
    if whole not in _SIGNS:
        message = f"« {whole} » n'existe pas dans les expressions."
        raise Flawed(Flaw("forbidden", message, f"Les signes admis : {_listed()}.", start, len(whole)))
    return Word(whole, start)


def _listed() -> str:
    return "+ - * / < <= > >= == != ( ) [ ] et les mots and, or, not, in"


def _stranger(text: str, position: int) -> Flaw:
    character = text[position]
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    if character == '"':
        return Flaw("syntax", "Guillemet jamais refermé.", 'Écrivez le mot entre "…".', position, 1)
    if character == "=":
        return Flaw("syntax", "« = » seul ne compare pas.", "Écrivez « == ».", position, 1)
    return Flaw(
        "forbidden",
        f"Le caractère « {shown} » n'existe pas dans les expressions.",
        f"Écrivez des noms, des valeurs et ces signes : {_listed()}.",
        position,
        1,
    )


def _day(text: str, start: int) -> Word:
    try:
        return Word(text, start, Unit.DAY, date.fromisoformat(text))
    except ValueError:
        message = f"« {text} » n'est pas une date du calendrier."
        raise Flawed(Flaw("syntax", message, "Écrivez par exemple 2025-05-30.", start, len(text))) from None


def _quantity(found: re.Match[str]) -> Word:
    number, sign = found["number"], (found["unit"] or "").strip(" \u00a0\u202f")
    text, start = found.group(), found.start()
    if len(number) > _LONGEST_NUMBER or "e" in number.lower():
        message = f"« {number[:_LONGEST_NUMBER]}… » : nombre trop long ou trop grand."
        raise Flawed(Flaw("limit", message, "Écrivez au plus douze chiffres.", start, len(text)))
    if sign in {"€", "EUR"}:
        return Word(text, start, Unit.MONEY, _cents(number, text, start))
    if sign == "%":
        return Word(text, start, Unit.RATE, _hundredths(number, text, start))
    bare = re.sub(r"[ \u00a0\u202f]", "", number)
    if not bare.isdigit():
        raise Flawed(_unitless(number, start))
    return Word(text, start, Unit.MONTHS if sign else Unit.COUNT, int(bare))


def _unitless(number: str, start: int) -> Flaw:
    return Flaw(
        "units",
        f"« {number} » est un nombre à virgule sans unité.",
        f"Écrivez un taux (« 70 % ») ou un montant (« {number.replace('.', ',')} € »).",
        start,
        len(number),
    )


def _cents(number: str, text: str, start: int) -> int:
    try:
        return int(parse_euros(number))
    except Refused as refusal:
        raise Flawed(
            Flaw("syntax", refusal.message, "Écrivez par exemple « 50 000,00 € ».", start, len(text))
        ) from None


def _hundredths(number: str, text: str, start: int) -> int:
    whole, _, rest = re.sub(r"[ \u00a0\u202f]", "", number).replace(",", ".").partition(".")
    if len(rest) > _BASIS_POINTS:
        message = f"« {text} » a plus de deux décimales."
        raise Flawed(Flaw("syntax", message, "Écrivez par exemple « 12,50 % ».", start, len(text)))
    return int(whole) * 100 + int(rest.ljust(_BASIS_POINTS, "0") or 0)
