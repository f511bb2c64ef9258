"""Running cases moved to another version of their call, by a plan proved total; nothing moves silently.

A family, an application with all that is attached to it, moves whole and in its own transaction, or
keeps its version. Each of its cases has an entry that tells both versions, both states and the plan;
the plan itself is in the register. A plan that leads back works the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from workflow.act import Act
from workflow.actor import Actor
from workflow.case import Family
from workflow.deadlines import write_due
from workflow.definition.machine_model import Effects
from workflow.definition.migration_plan import Plan
from workflow.definition.migration_proof import prove
from workflow.effects import enqueue
from workflow.engine import PERSON
from workflow.errors import Impossible, Incomplete
from workflow.history import Cause, Deed, differences, record
from workflow.house import House
from workflow.letters import LetterWriter
from workflow.migration_fit import Fit, Moved, Passage, fit
from workflow.moving import ENTRY
from workflow.register import open_register, require_keeper
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.versions import find_version

MIGRATE = "migrate"
MIGRATION = "migration"
_cases = st.table(t.CaseRow)
_ROOTS = st.prepare(
    select(_cases.c.ref)
    .where(_cases.c.definition == bindparam("digest"), _cases.c.parent_id.is_(None))
    .order_by(_cases.c.ref)
)
_TAKEN = (
    "definition", "machine", "state", "slot", "giver", "rounds", "clocks", "milestones",
)  # fmt: skip
"""What a plan may change of a case beside its answers and what is due."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one family: whether it moved, and how it held against the plan."""

    fit: Fit
    moved: bool


def open_passage(act: Act, *, start: str, end: str, plan: Plan) -> Passage:
    """Find both versions by their names and prove the plan between them.

    Raises `NotAllowed` for who does not keep the register, `NotFound` for a version that is not
    published, `Impossible` between two calls or within one text, `Unproved` with every problem.
    """
    require_keeper(act)
    old, new = find_version(act, start), find_version(act, end)
    if old.code != new.code:
        raise Impossible(
            message=f"Un dossier ne passe pas d'un appel à un autre : « {old.code} » et « {new.code} ».",
            who="vous",
            remedies=("choisir deux versions du même appel : « jalon calls published »",),
        )
    if old.digest == new.digest:
        raise Impossible(message=f"{old.name} et {new.name} sont un seul et même texte.", who="vous")
    before, after = act.pinned_by(old.digest), act.pinned_by(new.digest)
    return Passage(before, after, prove(plan, before=before.bundle, after=after.bundle))


def rehearse(act: Act, passage: Passage) -> Iterator[Fit]:
    """Hold every family pinned to the first version against the plan; nothing is written."""
    for ref in _roots(act, passage):
        family, _ = act.read_family(ref)
        if family is not None:
            yield fit(act, family, passage)


def carry_out(
    house: House,
    actor: Actor,
    passage: Passage,
    *,
    plan: Plan,
    reason: str | None,
    at: datetime | None = None,
) -> Iterator[Carried]:
    """Move every family that fits, each in its own transaction, and tell what became of each.

    A family is held against the plan again as it then stands. The plan enters the register before
    the first one moves; where none does, nothing is written. Raises `Incomplete` without a reason.
    """
    if not (reason or "").strip():
        raise Incomplete(
            message="Une migration demande un motif, que chaque dossier gardera.",
            who="vous",
            remedies=("donner --reason",),
        )
    with house.look(actor, at=at) as look:
        refs = list(_roots(look, passage))
        waiting = any(not one.kept for one in rehearse(look, passage))
    cause = _announce(house, actor, passage, plan=plan, at=at) if waiting else None
    for ref in refs:
        with house.act(actor, at=at) as act:
            require_keeper(act)
            family, _ = act.read_family(ref)
            if family is None or family.root.definition != passage.before.digest:
                continue
            found = fit(act, family, passage)
            moves = cause is not None and not found.kept
            if cause is not None and moves:
                _move(act, family, found, passage, cause=cause, reason=reason)
        yield Carried(found, moves)


def _roots(act: Act, passage: Passage) -> list[str]:
    return [str(row[0]) for row in act.tx.read((_ROOTS, {"digest": passage.before.digest}))[0]]


def _announce(house: House, actor: Actor, passage: Passage, *, plan: Plan, at: datetime | None) -> Cause:
    deed = {
        "code": passage.after.definition.code,
        "from": passage.before.digest,
        "to": passage.after.digest,
        "plan": plan.digest,
        "text": plan.text,
    }
    with house.act(actor, at=at) as act:
        register = open_register(act)
        record(act, register, Deed(kind=MIGRATION, cause=Cause(PERSON), register=deed))
        return Cause(ENTRY, case=register.id, position=register.position)


def _move(
    act: Act, family: Family, found: Fit, passage: Passage, *, cause: Cause, reason: str | None
) -> None:
    """Write the family down as the plan would have it: its root first, then what is attached to it."""
    for one in sorted(found.moved, key=lambda one: not one.case.is_root()):
        position = _move_one(act, one, family, passage, cause=cause, reason=reason)
        if one.case.is_root():
            cause = Cause(ENTRY, case=one.case.id, position=position)


def _move_one(
    act: Act, one: Moved, family: Family, passage: Passage, *, cause: Cause, reason: str | None
) -> int:
    case, becomes, proof = one.case, one.becomes, passage.proof
    letters = proof.machines[case.machine].mails
    told = differences(case.answers, becomes.answers)
    case.set(
        **{name: getattr(becomes, name) for name in _TAKEN if getattr(becomes, name) != getattr(case, name)}
    )
    # A copy, so that the whole row is written: the columns changed here seldom change.
    case.answers = dict(becomes.answers)
    due = [dict(row) for row in one.due]
    write_due(act, case, due, had=bool(one.had))
    letter = LetterWriter(act=act, case=case, family=family, pinned=passage.after, passed=None)
    outbox = enqueue(
        act, case=case, family=family, pinned=passage.after, effects=Effects(mails=letters), letter=letter
    )
    migration = {"from": passage.before.digest, "to": passage.after.digest, "plan": proof.plan}
    deed = Deed(
        kind=MIGRATE,
        cause=cause,
        origin=one.origin,
        reason_text=reason,
        answers=told,
        due=due,
        outbox=outbox,
        migration=migration,
    )
    return record(act, case, deed)
