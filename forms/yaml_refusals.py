"""What the strict reader refuses in well-formed YAML, each with its reason in French."""

from collections.abc import Callable

from ruamel.yaml.events import AliasEvent, NodeEvent

from forms.problems import Mark, Problem, report
from forms.yaml_nodes import Scalar

_STANDARD_TAGS = "tag:yaml.org,2002:"


def refused_feature(event: NodeEvent, *, mark: Mark, where: Callable[[], str]) -> Problem | None:
    """Report an alias, an anchor or a tag; None for a plain node, whose path is then not asked."""
    if isinstance(event, AliasEvent):
        return report(
            code="YAML-006",
            message=f"Alias « *{event.anchor} » refusé : une étoile en tête de texte est un alias.",
            mark=mark,
            where=where(),
            remedy="Écrivez la valeur elle-même ; un texte qui commence par * se met entre guillemets.",
            length=len(str(event.anchor)) + 1,
        )
    if event.anchor:
        return report(
            code="YAML-005",
            message=f"Ancre « &{event.anchor} » refusée : une valeur ne se nomme pas pour être reprise.",
            mark=mark,
            where=where(),
            remedy="Retirez l'ancre ; un texte qui commence par & se met entre guillemets.",
            length=len(str(event.anchor)) + 1,
        )
    given = getattr(event, "ctag", None)
    if given is not None:
        tag = str(given).replace(_STANDARD_TAGS, "!!")
        return report(
            code="YAML-008",
            message=f"Étiquette de type « {tag} » refusée : le type vient du champ.",
            mark=mark,
            where=where(),
            remedy="Retirez l'étiquette ; un texte qui commence par ! se met entre guillemets.",
            length=len(tag),
        )
    return None


def duplicate_key(key: Scalar, *, first: Scalar, where: str) -> Problem:
    """Report a key at its second place, pointing at the first."""
    return report(
        code="YAML-004",
        message=f"La clé « {key.text} » est donnée deux fois ; elle l'est déjà ligne {first.mark.line}.",
        mark=key.mark,
        where=f"{where}.{key.text}" if where else key.text,
        remedy=f"Gardez une seule clé « {key.text} ».",
        length=key.length,
    )


def key_not_text(mark: Mark, *, where: str) -> Problem:
    """Report a key that is a list or a group."""
    return report(
        code="YAML-015",
        message="Une clé est un texte simple, non une liste ni un groupe.",
        mark=mark,
        where=where,
        remedy="Mettez le texte entre guillemets s'il commence par [ ou {.",
    )


def second_document(mark: Mark) -> Problem:
    """Report a second document in one file."""
    return report(
        code="YAML-010",
        message="Le fichier contient plusieurs documents (une ligne « --- » ou « ... » les sépare).",
        mark=mark,
        remedy="Mettez un seul document par fichier.",
        length=3,
    )


def directive(mark: Mark) -> Problem:
    """Report a `%` directive."""
    return report(
        code="YAML-009",
        message="Directive « % » refusée : elle change la façon de lire le fichier.",
        mark=mark,
        remedy="Effacez cette ligne.",
    )


def empty_document(name: str) -> Problem:
    """Report a file with nothing in it."""
    return report(
        code="YAML-014",
        message="Le fichier est vide.",
        mark=Mark(name, 1, 1),
        remedy="Vérifiez que le bon fichier a été donné et qu'il a été enregistré.",
    )


def too_many_problems(count: int) -> Problem:
    """Say that the list stops here."""
    return report(
        code="YAML-017",
        message=f"Plus de {count} problèmes : les suivants ne sont pas listés.",
        remedy="Corrigez ceux-ci, puis relisez le fichier.",
    )


def nothing_given(value: Scalar, *, key: Scalar | None, in_flow: bool, where: str) -> Problem:
    """Report an empty value, with the trap that most often makes one.

    In flow style a bare comma in an amount cuts it in two and leaves an empty value behind;
    after a space, `#` starts a comment and takes the value away.
    """
    if in_flow and key is not None and not value.text:
        return report(
            code="YAML-013",
            message=f"« {key.text} » n'a pas de valeur : dans {{ }} ou [ ], une virgule sépare deux valeurs.",
            mark=key.mark,
            where=where,
            remedy='Mettez le montant entre guillemets : "800 000,00".',
            length=key.length,
        )
    named = f"« {key.text} »" if key is not None else "Cet élément"
    return report(
        code="YAML-013",
        message=f"{named} n'a pas de valeur : elle est vide, « null », ou cachée derrière un « # ».",
        mark=key.mark if key is not None and not value.text else value.mark,
        where=where,
        remedy='Donnez une valeur, entre guillemets si elle contient # ("Pièce # 2"), ou retirez la clé.',
        length=key.length if key is not None and not value.text else value.length,
    )
