"""The register of the house: persons and rights, each act written down like any other."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import uuid4

from forms.nearest import suggest
from workflow.act import Act
from workflow.case import Case, new_case, read_case
from workflow.engine import PERSON
from workflow.errors import Impossible, NotAllowed, NotFound
from workflow.history import Cause, Deed, record
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.versions import known_calls, known_roles

REGISTER = "registre"
KEEPER = "keeper"
"""The one role of the house itself: who keeps the register may publish, and give rights."""

FOUNDING = 1
"""How many entries of the register tell the founding."""

SUPPLIED = "publish"
"""The entry by which what ships with Jalon is published, in one act, while an instance is founded."""

OF_CALL = "call"
SCOPES = ("all", OF_CALL, "case", "own", "region", "country")
_BY_REF = st.select_all(t.CaseRow, "ref")
_CASES_OF_CALL = st.select_all(t.CaseRow, "call_code")
_COUNTERS = st.select_all(t.CounterRow, "prefix")


def found_house(act: Act, *, name: str, demo: bool, keeper: Mapping[str, str]) -> None:
    """Write the first facts of a new instance: its register, its name, who keeps it."""
    settings = st.insert_into(t.Setting)
    for setting, value in (("name", name), ("demo", "true" if demo else "false"), ("rights_version", "0")):
        act.tx.write(settings, {"name": setting, "value": value})
    act.tx.write(st.insert_into(t.Person), keeper)
    right = _right(keeper["id"], role=KEEPER, scope="all", value="", starts_on=None, ends_on=None)
    act.tx.write(st.insert_into(t.Right), right)
    register = _empty_case(act, ref=REGISTER, machine=REGISTER, title="Registre de la maison")
    act.created.append(register)
    deed = {"name": name, "demo": demo, "right": right}
    known = _known(register, keeper["id"], keeper["name"], keeper["email"])
    record(act, register, Deed(kind="found", cause=Cause(PERSON), register=deed, answers=known))
    _raise_version(act, register)


def add_person(act: Act, *, person: str, name: str, email: str) -> None:
    """Make somebody known who may then hold roles."""
    register = open_register(act)
    if person in act.rights.persons:
        raise Impossible(
            message=f"« {person} » est déjà connu de cette instance.",
            who="vous",
            remedies=("choisir un autre nom court ; ceux qui sont pris : « jalon person list »",),
        )
    act.tx.write(st.insert_into(t.Person), {"id": person, "name": name, "email": email})
    record(
        act, register, Deed(kind="person", cause=Cause(PERSON), answers=_known(register, person, name, email))
    )
    _raise_version(act, register)


def _known(register: Case, person: str, name: str, email: str) -> dict[str, Any]:
    # Names and addresses are answers of the register, not words of its entries: they can be erased.
    told = {"name": name, "email": email}
    register.answers = {"persons": {**register.answers.get("persons", {}), person: told}}
    return {f"persons.{person}": told}


def grant(
    act: Act,
    *,
    person: str,
    role: str,
    scope: str,
    value: str = "",
    starts_on: str | None = None,
    ends_on: str | None = None,
) -> str:
    """Give a person a role over a scope, for a period (ISO days, both inclusive); give the right's id.

    Raises `NotFound` for somebody unknown, `Impossible` for a role or a call that nothing published knows.
    """
    register = open_register(act)
    if person not in act.rights.persons:
        raise NotFound(
            message=f"« {person} » n'est pas une personne connue de cette instance.",
            who="vous",
            remedies=(f"la faire connaître d'abord : « jalon person add {person} --name … --email … »",),
        )
    right = _right(person, role=role, scope=scope, value=value, starts_on=starts_on, ends_on=ends_on)
    _require_published(role, {KEEPER, *known_roles(act)}, what="un rôle")
    if scope == OF_CALL:
        _require_published(value, known_calls(act), what="le code")
    act.tx.write(st.insert_into(t.Right), right)
    record(act, register, Deed(kind="grant", cause=Cause(PERSON), register=right))
    _raise_version(act, register)
    return str(right["id"])


def _require_published(name: str, known: Collection[str], *, what: str) -> None:
    if name not in known:
        raise Impossible(
            message=f"« {name} » n'est {what} d'aucun appel publié dans cette instance.",
            who="vous",
            remedies=(suggest(name, known),),
        )


def _right(
    person: str, *, role: str, scope: str, value: str, starts_on: str | None, ends_on: str | None
) -> dict[str, Any]:
    if scope not in SCOPES:
        raise Impossible(
            message=f"Portée inconnue : « {scope} » (possibles : {', '.join(SCOPES)}).", who="vous"
        )
    return {
        "id": uuid4().hex,
        "person_id": person,
        "role": role,
        "scope_kind": scope,
        "scope_value": value,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }


def open_register(act: Act) -> Case:
    """Give the register, locked; raise `NotAllowed` for whoever does not keep it."""
    _, rows = act.tx.read((st.LOCK_ROOT, {"root": REGISTER}), (_BY_REF, {"ref": REGISTER}))
    if not rows:
        raise NotFound(
            message="L'instance n'est pas initialisée.", who="l'administrateur", remedies=("jalon init",)
        )
    require_keeper(act)
    act.register = act.register or read_case(rows[0])
    return act.register


def keepers(act: Act) -> list[str]:
    """Give who keeps the register today."""
    return sorted({one.person for one in act.rights.of_role(KEEPER) if one.in_force(act.day)})


def require_keeper(act: Act) -> None:
    """Raise `NotAllowed` for whoever does not keep the register."""
    able = keepers(act)
    if act.actor.person not in able:
        raise NotAllowed(
            message="Cet acte revient à qui tient le registre de l'instance.",
            who=", ".join(able),
            seen={"agissant comme": act.actor.person or "personne"},
            remedies=tuple(f"si vous tenez le registre, agir avec « --as {one} »" for one in able),
        )


def _raise_version(act: Act, register: Case) -> None:
    # The hash keeps an act that is rolled back from leaving its rights behind in the cache.
    act.tx.write(st.SET_SETTING, {"setting": "rights_version", "new": f"{register.position}:{register.head}"})
    act.tx.send()
    act.sources.rights = None


def _empty_case(act: Act, *, ref: str, machine: str, title: str) -> Case:
    return new_case(now=act.received, machine=machine, state="open", ref=ref, title=title)
