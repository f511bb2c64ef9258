"""Syntax errors of YAML told in French, with the likely cause and what to do."""

from dataclasses import dataclass

from ruamel.yaml.error import MarkedYAMLError, StringMark

from forms.problems import Mark, Problem, report
from forms.yaml_surroundings import look_around


@dataclass(frozen=True, slots=True)
class _Cause:
    """A sign found in the parser's words, and what it most often means.

    The mark is that of the opening where `at_opening`; the lines around may tell better where `around`.
    """

    signs: tuple[str, ...]
    code: str
    message: str
    remedy: str
    at_opening: bool = False
    around: bool = False


_CAUSES = (
    _Cause(
        ("character '\\t'",),
        "YAML-002",
        "Tabulation en début de ligne : l'indentation se fait avec des espaces.",
        "Remplacez la tabulation par des espaces.",
        around=True,
    ),
    _Cause(
        ("quoted scalar", "end of stream"),
        "YAML-003",
        "Un guillemet ouvert ici n'est jamais refermé.",
        'Refermez le guillemet, par exemple "70 000,00".',
        at_opening=True,
    ),
    _Cause(
        ("double-quoted scalar", "escape"),
        "YAML-001",
        "Séquence d'échappement inconnue après une barre oblique inverse.",
        "Doublez la barre (\\\\) ou employez des guillemets simples.",
    ),
    _Cause(
        ("mapping values are not allowed",),
        "YAML-001",
        "Deux-points inattendu : soit cette ligne est mal alignée, soit le texte contient « : ».",
        'Alignez la ligne sur ses voisines, ou mettez le texte entre guillemets : "a : b".',
        around=True,
    ),
    _Cause(
        ("<block end>", "'<scalar>'"),
        "YAML-003",
        "Texte inattendu après un guillemet fermant : une apostrophe a peut-être fermé le texte trop tôt.",
        'Employez des guillemets doubles : "l\'eau".',
        around=True,
    ),
    _Cause(
        ("flow sequence",),
        "YAML-001",
        "La liste ouverte par « [ » n'est pas bien formée : il manque une virgule ou « ] ».",
        "Refermez la liste, ou séparez ses valeurs par des virgules.",
    ),
    _Cause(
        ("flow mapping",),
        "YAML-001",
        "Le groupe ouvert par « { » n'est pas bien formé : il manque une virgule ou « } ».",
        "Refermez le groupe, ou séparez ses clés par des virgules.",
    ),
    _Cause(
        ("found '}'",),
        "YAML-001",
        "Une accolade fermante n'a pas d'accolade ouvrante.",
        "Retirez cette accolade ou ouvrez le groupe par « { ».",
    ),
    _Cause(
        ("found ']'",),
        "YAML-001",
        "Un crochet fermant n'a pas de crochet ouvrant.",
        "Retirez ce crochet ou ouvrez la liste par « [ ».",
    ),
    _Cause(
        ("<block end>",),
        "YAML-016",
        "Indentation inattendue : cette ligne ne s'aligne sur aucune des précédentes.",
        "Alignez la ligne sur les clés du même groupe, avec des espaces.",
    ),
    _Cause(
        ("expected ':'",),
        "YAML-001",
        "Ligne sans deux-points : une clé s'écrit « clé : valeur ».",
        "Ajoutez « : » après la clé, ou mettez le texte sur la ligne de sa clé.",
    ),
    _Cause(
        ("scanning an alias",),
        "YAML-006",
        "Une étoile seule n'a pas de sens ici : en YAML elle annonce un alias.",
        'Mettez-la entre guillemets ("*") ; dans une définition, « toutes » s\'écrit any.',
    ),
    _Cause(
        ("scanning an anchor",),
        "YAML-005",
        "Une esperluette seule n'a pas de sens ici : en YAML elle annonce une ancre.",
        'Mettez le texte entre guillemets : "A & B".',
    ),
    _Cause(
        ("cannot start any token",),
        "YAML-001",
        "Un texte ne peut pas commencer par ce caractère sans guillemets.",
        'Mettez le texte entre guillemets : "@ville".',
    ),
)

_OTHERWISE = _Cause(
    (),
    "YAML-001",
    "La syntaxe n'est pas comprise à cet endroit.",
    "Vérifiez l'indentation, les guillemets et les deux-points de cette ligne et de la précédente.",
)


def explain_syntax(error: MarkedYAMLError, *, name: str, text: str) -> Problem:
    """Turn the parser's error into a problem with its likely cause, looking at the lines around it."""
    words = f"{error.context or ''} {error.problem or ''}"
    cause = next((c for c in _CAUSES if all(sign in words for sign in c.signs)), _OTHERWISE)
    place = error.context_mark if cause.at_opening else error.problem_mark
    mark = _mark(place or error.problem_mark or error.context_mark, name=name)
    clue = look_around(cause.code, mark, text) if cause.around else None
    if clue is not None:
        return report(code=clue.code, message=clue.message, mark=clue.mark, remedy=clue.remedy)
    return report(code=cause.code, message=cause.message, mark=mark, remedy=cause.remedy)


def _mark(place: StringMark | None, *, name: str) -> Mark:
    return Mark(name, place.line + 1, place.column + 1) if place else Mark(name, 1, 1)
