"""The register of the house: publications, persons and rights, each act written down like any other."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from workflow.act import Act, instant
from workflow.case import Case, new_case, read_case
from workflow.creation import PUBLISHED, WINDOW, serving
from workflow.definition.bundle import Bundle
from workflow.definition.literals import Amount
from workflow.definition.model import Definition, Window
from workflow.engine import PERSON
from workflow.envelopes import INSERT as INSERT_ENVELOPE
from workflow.envelopes import PARTNER
from workflow.errors import Impossible, NotAllowed, NotFound
from workflow.history import Cause, Deed, flatten, record
from workflow.shortfall import FRENCH
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.windows import opening

REGISTER = "registre"
KEEPER = "keeper"
"""The one role of the house itself: who keeps the register may publish, and give rights."""

SCOPES = ("all", "call", "case", "own", "region", "country")
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


def publish(act: Act, bundle: Bundle) -> bool:
    """Publish a definition with its templates and lists: immutable, found by its digest.

    Opens a case for each filing window that the call did not have yet, and its envelopes.
    Gives False when that very text was published before (nothing is written then).
    """
    register = _register(act)
    definition = bundle.definition
    rows = act.tx.read((PUBLISHED, {"code": definition.code}))[0]
    if any(row[PUBLISHED.columns.index("digest")] == bundle.digest for row in rows):
        return False
    number = len(rows) + 1
    act.tx.write(
        st.insert_into(t.Publication),
        {
            "digest": bundle.digest,
            "code": definition.code,
            "number": number,
            "title": definition.title,
            "text": bundle.text.decode(),
            "published_at": instant(act.received_at),
            "published_by": act.actor.person or "",
        },
    )
    deed = {"code": definition.code, "digest": bundle.digest, "number": number, "title": definition.title}
    record(act, register, Deed(kind="publish", cause=Cause(PERSON), register=deed))
    _open_windows(act, definition, digest=bundle.digest, register=register)
    return True


def add_person(act: Act, *, person: str, name: str, email: str) -> None:
    """Make somebody known who may then hold roles."""
    register = _register(act)
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
    """Give a person a role over a scope, for a period (ISO days, both inclusive); give the right's id."""
    register = _register(act)
    if person not in act.rights.persons:
        raise NotFound(
            message=f"« {person} » n'est pas une personne connue de cette instance.",
            who="vous",
            remedies=(f"la faire connaître d'abord : « jalon person add {person} --name … --email … »",),
        )
    right = _right(person, role=role, scope=scope, value=value, starts_on=starts_on, ends_on=ends_on)
    act.tx.write(st.insert_into(t.Right), right)
    record(act, register, Deed(kind="grant", cause=Cause(PERSON), register=right))
    _raise_version(act, register)
    return str(right["id"])


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


def _register(act: Act) -> Case:
    """Give the register, locked; refuse whoever does not keep it."""
    _, rows = act.tx.read((st.LOCK_ROOT, {"root": REGISTER}), (_BY_REF, {"ref": REGISTER}))
    if not rows:
        raise NotFound(
            message="L'instance n'est pas initialisée.", who="l'administrateur", remedies=("jalon init",)
        )
    keepers = {one.person for one in act.rights.of_role(KEEPER) if one.in_force(act.day)}
    if act.actor.person not in keepers:
        raise NotAllowed(
            message="Cet acte revient à qui tient le registre de l'instance.",
            who=", ".join(sorted(keepers)),
            seen={"agissant comme": act.actor.person or "personne"},
            remedies=tuple(f"si vous tenez le registre, agir avec « --as {one} »" for one in sorted(keepers)),
        )
    act.register = act.register or read_case(rows[0])
    return act.register


def _raise_version(act: Act, register: Case) -> None:
    # The hash keeps an act that is rolled back from leaving its rights behind in the cache.
    act.tx.write(st.SET_SETTING, {"setting": "rights_version", "new": f"{register.position}:{register.head}"})
    act.tx.send()
    act.sources.rights = None


def _open_windows(act: Act, definition: Definition, *, digest: str, register: Case) -> None:
    prefix = definition.ref or definition.code
    if not act.tx.read((_COUNTERS, {"prefix": prefix}))[0]:
        act.tx.write(st.insert_into(t.CounterRow), {"prefix": prefix, "last": 0})
    if not definition.is_call():
        return
    machine, model = serving(definition, WINDOW)
    had = {
        row[_CASES_OF_CALL.columns.index("ref")]
        for row in act.tx.read((_CASES_OF_CALL, {"call_code": definition.code}))[0]
    }
    for name, window in definition.windows.items():
        ref = f"{prefix}@{name}"
        if ref in had:
            continue
        case = _empty_case(act, ref=ref, machine=machine, title=f"{definition.title} — guichet {name}")
        case.definition, case.call_code, case.slot, case.state = digest, definition.code, name, model.initial
        case.answers = opening(window)
        act.created.append(case)
        cause = Cause("entry", case=register.id, position=register.position)
        envelopes = _envelopes(act, case, window)
        answers = dict(flatten(case.answers))
        record(act, case, Deed(kind="create", cause=cause, answers=answers, envelopes=envelopes))


def _envelopes(act: Act, case: Case, window: Window) -> list[dict[str, Any]]:
    rows = []
    for side, envelope in ((FRENCH, window.envelope), (PARTNER, window.partner_envelope)):
        if envelope is None:
            continue
        known = isinstance(envelope, Amount)
        row = {
            "window_id": case.id,
            "side": side,
            "currency": envelope.currency if isinstance(envelope, Amount) else "EUR",
            "total": envelope.cents if isinstance(envelope, Amount) else None,
            "reserved": 0,
        }
        act.add(INSERT_ENVELOPE, row)
        rows.append(
            {
                "window": case.id,
                "side": side,
                "currency": row["currency"],
                "total": row["total"] if known else None,
            }
        )
    return rows


def _empty_case(act: Act, *, ref: str, machine: str, title: str) -> Case:
    return new_case(now=act.received, machine=machine, state="open", ref=ref, title=title)
