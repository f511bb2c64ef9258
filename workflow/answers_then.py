"""The application as it was at a version of its case, and what changed between two of them."""

from dataclasses import dataclass
from typing import Any

from forms.answer_changes import Change
from workflow.answers_changed import changed_answers
from workflow.errors import Impossible, NotFound
from workflow.moments import Moment, moments
from workflow.placing import own_places
from workflow.sheet import application_of, unread_beside
from workflow.viewpoint import Viewpoint


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed between two moments of a case; versions are for people inside alone."""

    ref: str
    since: str
    since_version: int | None
    until_version: int | None
    changes: tuple[Change, ...]

    def tree(self) -> dict[str, Any]:
        """Give the comparison as JSON."""
        return {
            "ref": self.ref,
            "since": self.since,
            "from": self.since_version,
            "to": self.until_version,
            "changes": [change.tree() for change in self.changes],
        }


def compare(view: Viewpoint, *, since: int | None = None, until: int | None = None) -> Compared:
    """Tell what changed in an application: by default, from what was filed to what stands now.

    Versions are numbers of the case's history, read inside alone: outside, `Impossible`. A draft
    that was never filed has nothing to be compared with: `Impossible`; a version that does not
    exist: `NotFound`.
    """
    if (since is not None or until is not None) and not view.inside:
        raise Impossible(
            message="Les versions d'un dossier ne se lisent que dans le service.",
            who="vous",
            remedies=("comparer sans --from ni --to : le dossier déposé, et ce qu'il est maintenant",),
        )
    if not view.case.is_root():
        raise Impossible(
            message=f"{view.case.ref} n'est pas une demande : ses réponses ne se comparent pas.",
            who="vous",
            remedies=(f"le lire avec « jalon case show {view.case.ref} »",),
        )
    told = list(moments(view.act, view.case))
    first = _at(told, since, view.case.ref) if since is not None else _filed(told, view.case.ref)
    after = _at(told, until, view.case.ref).answers if until is not None else view.case.answers
    return Compared(
        ref=view.case.ref,
        since=first.at,
        since_version=first.version if view.inside else None,
        until_version=(until if until is not None else view.case.position) if view.inside else None,
        changes=changed_answers(
            view.case, view.pinned, before=first.answers, after=after, hidden=unread_beside(view)
        ),
    )


def _filed(told: list[Moment], ref: str) -> Moment:
    found = next((one for one in told if one.filed), None)
    if found is None:
        raise Impossible(
            message=f"{ref} n'est pas encore déposé : rien à quoi le comparer.",
            who="vous",
            remedies=(f"lire le brouillon avec « jalon case answers show {ref} »",),
        )
    return found


def _at(told: list[Moment], version: int, ref: str) -> Moment:
    found = next((one for one in told if one.version == version), None)
    if found is None:
        raise NotFound(
            message=f"{ref} n'a pas de version {version}.",
            who="vous",
            seen={"version demandée": str(version), "versions": f"1 à {len(told)}"},
            remedies=(f"lire les versions avec « jalon history show {ref} »",),
        )
    return found


def fields_now(view: Viewpoint) -> tuple[Change, ...]:
    """Give every answer that the actor may read as it stands, each as if it had come from nothing."""
    case, pinned = view.case, view.pinned
    own = own_places(pinned.definition, pinned.machine(case))
    beside = {place.partition(".")[0] for place in own}
    after = {**application_of(view), **{part: case.answers[part] for part in beside if part in case.answers}}
    return changed_answers(case, pinned, before={}, after=after, hidden=unread_beside(view))
