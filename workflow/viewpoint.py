"""A case as one actor may look at it: what everything that is shown starts from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workflow.act import Act
from workflow.case import Case, Family
from workflow.definition.machine_model import Transition
from workflow.engine import find_visible
from workflow.roles import asked_roles, holds, is_inside, may_see
from workflow.shelf import Pinned


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """One case, its family and its definition, seen from inside the house or from outside."""

    act: Act
    case: Case
    family: Family
    pinned: Pinned
    inside: bool

    def of(self, case: Case) -> "Viewpoint":
        """Look at another member of the family."""
        inside = _inside(self.act, case, self.family, self.pinned)
        return Viewpoint(self.act, case, self.family, self.pinned, inside)

    def readable_children(self) -> Iterator[Case]:
        """Give the children of the case that the actor may see, in the order they were opened."""
        act, family = self.act, self.family
        for child in family.children(self.case):
            if may_see(
                act.rights, actor=act.actor, pinned=self.pinned, case=child, family=family, day=act.day
            ):
                yield child

    def as_of(self, *, digest: str, machine: str) -> "Viewpoint":
        """Look at the case as it was under an earlier version of its call, by the machine it then had."""
        if (digest, machine) == (self.pinned.digest, self.case.machine):
            return self
        case, pinned = replace(self.case, machine=machine), self.act.pinned_by(digest)
        return Viewpoint(self.act, case, self.family, pinned, self.inside)

    def held(self, transition: Transition) -> str | None:
        """Give the role under which the actor may do a transition of the case, if any."""
        return self.holds_any(tuple(asked_roles(transition.by, self.case)))

    def holds_any(self, roles: tuple[str, ...]) -> str | None:
        """Give the first of these roles the actor holds on the case, or None."""
        person, day = self.act.actor.person, self.act.day
        return holds(self.act.rights, person=person, roles=roles, case=self.case, family=self.family, day=day)

    def role_labels(self) -> frozenset[str]:
        """Give the labels of every role the actor holds on the case."""
        roles = self.pinned.definition.roles
        return frozenset(role.label for name, role in roles.items() if self.holds_any((name,)))

    def hides_decision(self) -> bool:
        """Tell whether the case is where a decision is taken and not yet announced."""
        model = self.pinned.machine(self.case)
        found = model.states.get(self.case.state)
        return found is not None and model.phases[found.phase].shown_as is not None


def look_at(act: Act, ref: str) -> Viewpoint:
    """Look at a case by its reference; raise `NotFound` when the actor may not see it."""
    family, _ = act.read_family(ref)
    case, family = find_visible(act, ref=ref, family=family)
    return viewpoint(act, case=case, family=family, pinned=act.pinned(case))


def viewpoint(act: Act, *, case: Case, family: Family, pinned: Pinned) -> Viewpoint:
    """Look at a case that was found already."""
    return Viewpoint(act, case, family, pinned, _inside(act, case, family, pinned))


def _inside(act: Act, case: Case, family: Family, pinned: Pinned) -> bool:
    definition = pinned.definition
    return is_inside(
        act.rights, actor=act.actor, definition=definition, case=case, family=family, day=act.day
    )
