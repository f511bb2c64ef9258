"""Who may do what on a case: person × role × scope × period."""

from collections.abc import Iterator, Sequence
from datetime import date

from workflow.actor import Actor, Grant, Person, Rights
from workflow.case import Case, Family
from workflow.definition.model import Definition
from workflow.shelf import Pinned

GIVER = "giver"
"""The word of the language for « the role this child is asked from »."""

AUTOMATIC = frozenset({"clock", "engine", "parent"})
"""The words of the language for movers that are no persons."""


def covers(grant: Grant, *, case: Case, family: Family) -> bool:
    """Tell whether a grant's scope takes in this case.

    A child asked from somebody is covered through its own key (region or country); its
    application through the fact that they were asked: nobody sees a file before that.
    """
    root = family.root
    match grant.scope:
        case "all":
            return True
        case "call":
            return root.call_code == grant.value
        case "case":
            return root.ref == grant.value
        case "own":
            return root.owner is not None and root.owner == grant.value
        case "region" | "country":
            asked = (case,) if case.giver else family.cases.values()
            return any(one.giver == grant.role and one.key == grant.value for one in asked)
        case _:
            return False


def countries_of(root: Case) -> list[str]:
    """Give the partner countries an application names (ISO codes)."""
    return [str(country["code"]) for country in root.answers.get("countries", ())]


def asked_roles(by: Sequence[str], case: Case) -> list[str]:
    """Give the role ids a transition asks for, `giver` read on this case."""
    return [role for role in ((case.giver if name == GIVER else name) for name in by) if role]


def holds(
    rights: Rights, *, person: str | None, roles: Sequence[str], case: Case, family: Family, day: date
) -> str | None:
    """Give the first of `roles` the person holds on the case that day, or None."""
    if person is None:
        return None
    held = [g for g in rights.of(person) if g.in_force(day) and covers(g, case=case, family=family)]
    return next((role for role in roles if any(grant.role == role for grant in held)), None)


def may_see(rights: Rights, *, actor: Actor, pinned: Pinned, case: Case, family: Family, day: date) -> bool:
    """Tell whether the actor holds any role on the case, or on the application it belongs to.

    A child that would betray a hidden decision is seen inside and by those it is asked from. The
    automatic movers see everything.
    """
    if actor.person is None:
        return True
    seen = (case, family.root, *family.cases.values()) if case.is_root() else (case, family.root)
    held = [
        grant.role
        for grant in rights.of(actor.person)
        if grant.in_force(day) and any(covers(grant, case=one, family=family) for one in seen)
    ]
    if case.slot in pinned.betraying:
        return any(role == case.giver or stands_inside(pinned, role) for role in held)
    return bool(held)


def stands_inside(pinned: Pinned, role: str) -> bool:
    """Tell whether a role is one of the house's own."""
    found = pinned.definition.roles.get(role)
    return found is not None and found.kind == "inside"


def is_inside(
    rights: Rights, *, actor: Actor, definition: Definition, case: Case, family: Family, day: date
) -> bool:
    """Tell whether the actor reads the case as somebody of the house."""
    if actor.person is None:
        return True
    inside = [name for name, role in definition.roles.items() if role.kind == "inside"]
    return holds(rights, person=actor.person, roles=inside, case=case, family=family, day=day) is not None


def holders(rights: Rights, *, role: str, case: Case, family: Family, day: date) -> Iterator[Person]:
    """Give the persons who hold a role on the case that day, each once, in order of id."""
    found = {
        grant.person
        for grant in rights.of_role(role)
        if grant.in_force(day) and covers(grant, case=case, family=family)
    }
    return (rights.persons[person] for person in sorted(found) if person in rights.persons)
