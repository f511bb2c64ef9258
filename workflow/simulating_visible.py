"""Which stored cases somebody may replay: those of one call that are filed and read from inside."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.act import PUBLICATION, Act
from workflow.case import Family
from workflow.cases import list_cases
from workflow.creation import published
from workflow.definition.bundle import Bundle
from workflow.errors import NotFound
from workflow.moving import FILE
from workflow.viewpoint import look_at

DIGEST = "sha256:"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The call the cases were filed under, those to replay, and how many drafts are left out."""

    call: str
    bundle: Bundle
    families: tuple[Family, ...]
    drafts: int


def choose_cases(act: Act, past: str) -> Chosen:
    """Choose the applications of a call, by its code, or of one publication, by its digest.

    A replay tells everything of a case, so only those are chosen that the actor reads from inside;
    of others nothing is told, not even their number. Raises `NotFound` for what was never published.
    """
    pinned = act.pinned_by(_known(act, past)) if past.startswith(DIGEST) else published(act, past)
    code = pinned.definition.code
    families = [
        family
        for family in _inside(act, code)
        if not past.startswith(DIGEST) or family.root.definition == past
    ]
    filed = tuple(family for family in families if FILE in family.root.milestones)
    return Chosen(code, pinned.bundle, filed, len(families) - len(filed))


def _inside(act: Act, code: str) -> Iterator[Family]:
    for line in list_cases(act, call=code):
        view = look_at(act, line.ref)
        if view.inside:
            yield view.family


def _known(act: Act, digest: str) -> str:
    if act.tx.read((PUBLICATION, {"digest": digest}))[0]:
        return digest
    raise NotFound(
        message=f"Aucune définition « {digest} » n'est publiée dans cette instance.",
        who="vous",
        remedies=("donner le code d'un appel publié, ou son empreinte entière",),
    )
