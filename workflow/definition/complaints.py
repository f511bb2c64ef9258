"""What the model refuses, told in French at the place where it was written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from forms.alphabets import Stranger, in_latin, stranger_in
from forms.nearest import suggest
from forms.problems import Mark, Problem, report
from forms.strict_yaml import Mapping, Scalar
from forms.traps import is_date, name_trap
from workflow.definition.fields import known_keys
from workflow.definition.inheritance import is_edit
from workflow.definition.model import Definition
from workflow.definition.plain import is_trap
from workflow.definition.shape import Shape
from workflow.definition.tree import Place, dotted, find

_STRANGE = "DEF-104"
_NAMES = frozenset({"extra_forbidden", "string_pattern_mismatch", "literal_error"})
"""The refusals of a name, in which a letter of another alphabet is told as such."""

_Told = tuple[str, str, str]
"""Code, message, remedy."""

_SPELLINGS = {
    r"^[a-z][a-z0-9_]{": (
        "un identifiant",
        "lettres minuscules sans accent, chiffres et _ ; par exemple en_attente",
    ),
    r"^[A-Za-z][A-Za-z0-9": ("un nom", "lettres sans accent, chiffres, point, _ et - ; par exemple rate.pma"),
    r"^[a-z][a-z0-9]*(-": ("un code", "mots en minuscules joints par un tiret ; par exemple sport-2025"),
    r"^[A-Z]{2}$": ("un code de pays", "deux lettres majuscules de la norme ISO 3166 ; par exemple SN"),
    r"^[A-Z][A-Z0-9]{1,11}$": ("un préfixe de référence", "majuscules et chiffres ; par exemple SPO25"),
    r"^[A-Z][A-Za-z_": ("un fuseau horaire", "continent/ville en anglais ; par exemple Europe/Paris"),
}


def complaints(
    error: ValidationError, root: Mapping, *, shape: type[Shape] = Definition
) -> Iterator[Problem]:
    """Turn the model's refusals into problems, each at its place in the tree; `shape` is the model's root."""
    seen: set[tuple[object, ...]] = set()
    for detail in error.errors(include_url=False):
        place = find(root, detail["loc"])
        refusal = _Refusal(detail, place, shape)
        code, message, remedy = _told(refusal)
        mark, length = place.key_token if refusal.on_key else place.token
        if code == _STRANGE and refusal.stranger is not None:
            mark, length = _inside(mark, refusal), 1
        where = (*place.path, detail["loc"][-1]) if code == "DEF-002" else place.path
        if (code, where) not in seen:
            seen.add((code, where))
            yield report(
                code=code, message=message, mark=mark, where=dotted(where), remedy=remedy, length=length
            )


@dataclass(frozen=True, slots=True)
class _Refusal:
    """One refusal of the model, with the place it is about."""

    detail: ErrorDetails
    place: Place
    shape: type[Shape]

    @property
    def on_key(self) -> bool:
        """Tell whether the refusal is about a key, not about its value."""
        return self.detail["type"] == "extra_forbidden" or self.last == "[key]"

    @property
    def written(self) -> Scalar | None:
        """Give the scalar that is refused: the key, or the value."""
        node = self.place.key if self.on_key else self.place.node
        return node if isinstance(node, Scalar) else None

    @property
    def stranger(self) -> Stranger | None:
        """Give the first character of the scalar that no name may hold."""
        return stranger_in(self.written.text) if self.written is not None else None

    @property
    def last(self) -> str:
        """Give the last step of the model's path: often the key that is missing or too many."""
        return str(self.detail["loc"][-1])

    @property
    def named(self) -> str:
        return f"« {dotted(self.place.path)} »" if self.place.path else "le fichier"

    @property
    def text(self) -> str:
        node = self.place.node
        return node.text if isinstance(node, Scalar) else dotted(self.place.path)

    def context(self, name: str) -> str:
        return str(self.detail.get("ctx", {}).get(name, ""))


def _inside(mark: Mark, refusal: _Refusal) -> Mark:
    """Give the place of the strange character within its scalar."""
    quote = 1 if refusal.written is not None and refusal.written.quoted else 0
    index = refusal.stranger.index if refusal.stranger is not None else 0
    return Mark(mark.file, mark.line, mark.column + quote + index)


def _told(refusal: _Refusal) -> _Told:
    kind, node = refusal.detail["type"], refusal.place.node
    trapped = isinstance(node, Scalar) and is_trap(node) and kind != "extra_forbidden"
    if kind == "trapped" or (trapped and not is_date(refusal.text)):
        return _trap(refusal)
    if refusal.stranger is not None and kind in _NAMES:
        return _strange(refusal, refusal.stranger)
    return _TELLERS.get(kind, _unexpected)(refusal)


def _trap(refusal: _Refusal) -> _Told:
    text, said = refusal.text, name_trap(refusal.text)
    return (
        "DEF-007",
        f"« {text} » n'est pas ce qui est attendu ici, et sans guillemets il trompe : {said}.",
        f'Si c\'est un texte, écrivez "{text}" entre guillemets ; sinon, écrivez la valeur attendue.',
    )


def _strange(refusal: _Refusal, stranger: Stranger) -> _Told:
    text = refusal.written.text if refusal.written is not None else ""
    return (
        _STRANGE,
        f"« {text} » contient {stranger}, qui n'est pas une lettre latine.",
        f"Retapez ce mot : « {in_latin(text)} ».",
    )


def _unknown_key(refusal: _Refusal) -> _Told:
    known = known_keys(refusal.detail["loc"][:-1], shape=refusal.shape)
    return "DEF-001", f"Clé « {refusal.last} » inconnue.", suggest(refusal.last, known)


def _missing(refusal: _Refusal) -> _Told:
    message = f"Il manque la clé « {refusal.last} » dans {refusal.named}."
    return "DEF-002", message, f"Ajoutez « {refusal.last}: … »."


def _misspelt(refusal: _Refusal) -> _Told:
    pattern = refusal.context("pattern")
    what, how = next(
        (told for start, told in _SPELLINGS.items() if pattern.startswith(start)), ("une valeur permise", "")
    )
    key = refusal.place.key
    shown = key.text if refusal.last == "[key]" and key else refusal.text
    return "DEF-004", f"« {shown} » n'est pas {what}.", _sentence(how)


def _not_in_list(refusal: _Refusal) -> _Told:
    known = re.findall(r"'([^']*)'", refusal.context("expected"))
    return "DEF-005", f"« {refusal.text} » ne convient pas ici.", suggest(refusal.text, known)


def _written_wrong(refusal: _Refusal) -> _Told:
    said, _, remedy = refusal.context("error").partition(" ; ")
    return "DEF-003", _sentence(said), _sentence(remedy or "corrigez cette valeur")


def _not_admitted(refusal: _Refusal) -> _Told:
    return "DEF-003", refusal.context("said"), refusal.context("remedy") or "Corrigez cette valeur."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].removesuffix(".") + "."


def _wrong_length(refusal: _Refusal) -> _Told:
    return "DEF-008", f"{refusal.named} est vide ou trop long.", "Écrivez un texte plus court, non vide."


def _wanted(what: str, how: str) -> Callable[[_Refusal], _Told]:
    def tell(refusal: _Refusal) -> _Told:
        if is_edit(refusal.place.node):
            return (
                "DEF-013",
                f"{refusal.named} n'hérite de rien que l'on puisse modifier par « add » ou « remove ».",
                "Écrivez la liste elle-même.",
            )
        return "DEF-006", f"{refusal.named} : {what}.", how

    return tell


def _unexpected(refusal: _Refusal) -> _Told:
    return "DEF-003", f"{refusal.named} ne convient pas.", "Voyez la page de référence du langage."


_GROUP = _wanted("un groupe de clés est attendu", "Écrivez des lignes « clé: valeur », en retrait.")
_LIST = _wanted("une liste est attendue", "Écrivez [a, b], ou une ligne « - a » par élément.")
_SIMPLE = _wanted("une valeur simple est attendue", "Écrivez un texte, sans crochets ni accolades.")
_TELLERS: dict[str, Callable[[_Refusal], _Told]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "string_pattern_mismatch": _misspelt,
    "literal_error": _not_in_list,
    "value_error": _written_wrong,
    "not_admitted": _not_admitted,
    "model_type": _GROUP,
    "dict_type": _GROUP,
    "mapping_type": _GROUP,
    "tuple_type": _LIST,
    "string_type": _SIMPLE,
    "not_simple": _SIMPLE,
    "string_too_short": _wrong_length,
    "string_too_long": _wrong_length,
}
