"""Which stored cases somebody may replay: those of one call that are filed and read from inside."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow.act import Act
from workflow.case import Family
from workflow.cases import list_cases
from workflow.definition.bundle import Bundle
from workflow.moving import FILE
from workflow.versions import find_version
from workflow.viewpoint import look_at


@dataclass(frozen=True, slots=True)
class Chosen:
    """The call the cases were filed under, those to replay, and how many drafts are left out."""

    call: str
    bundle: Bundle
    families: tuple[Family, ...]
    drafts: int


def choose_cases(act: Act, past: str) -> Chosen:
    """Choose the applications of a call, by its code, or of one version, by its name or its digest.

    A replay tells everything of a case, so only those are chosen that the actor reads from inside;
    of others nothing is told, not even their number. Raises `NotFound` for what was never published.
    """
    version = find_version(act, past)
    families = [
        family
        for family in _inside(act, version.code)
        if past == version.code or family.root.definition == version.digest
    ]
    filed = tuple(family for family in families if FILE in family.root.milestones)
    bundle = act.pinned_by(version.digest).bundle
    return Chosen(version.code, bundle, filed, len(families) - len(filed))


def _inside(act: Act, code: str) -> Iterator[Family]:
    for line in list_cases(act, call=code):
        view = look_at(act, line.ref)
        if view.inside:
            yield view.family
