"""The limits of a YAML text, named with the place where they are passed."""

from forms.errors import LimitExceeded
from forms.problems import Mark, report
from forms.yaml_text import Limits


def too_deep(*, mark: Mark, limits: Limits, where: str = "") -> LimitExceeded:
    """Name the limit on depth."""
    return LimitExceeded(
        limit="depth",
        problem=report(
            code="LIM-002",
            message=f"Plus de {limits.depth} niveaux imbriqués : c'est la limite.",
            mark=mark,
            where=where,
            remedy="Aplatissez le fichier : aucune demande n'a besoin de tant de niveaux.",
        ),
    )


def too_many(*, mark: Mark, limits: Limits, where: str = "") -> LimitExceeded:
    """Name the limit on the number of nodes."""
    return LimitExceeded(
        limit="nodes",
        problem=report(
            code="LIM-003",
            message=f"Plus de {limits.nodes} éléments dans le fichier : c'est la limite.",
            mark=mark,
            where=where,
            remedy="Allégez le fichier ou partagez-le en plusieurs.",
        ),
    )


def too_long(*, mark: Mark, limits: Limits, where: str = "") -> LimitExceeded:
    """Name the limit on the length of one text."""
    return LimitExceeded(
        limit="scalar",
        problem=report(
            code="LIM-004",
            message=f"Texte de plus de {limits.scalar} caractères : c'est la limite.",
            mark=mark,
            where=where,
            remedy="Raccourcissez ce texte, ou joignez-le comme pièce.",
        ),
    )
