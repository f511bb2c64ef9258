"""The three verbs by which anything changes: `create`, `advance`, `amend_answers`.

Every refusal precedes the first change. One gate serves the command line, imports and timers;
the door that opened the transaction commits all or nothing.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from rules.findings import Finding
from workflow.act import Act
from workflow.case import Case, Family, canonical
from workflow.errors import Impossible, KeyReused, NotFound, Stale
from workflow.gate import Passed, Request, examine
from workflow.grounds import entry_ground
from workflow.history import Cause
from workflow.moving import Moving, move
from workflow.roles import is_inside, may_see
from workflow.store import statements as st
from workflow.store import tables as t

PERSON = "person"
_KEEP_KEY = st.insert_into(t.KeyRow)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act left behind: the case, its state, its version."""

    ref: str
    state: str
    version: int
    replayed: bool = False


def advance(
    act: Act,
    *,
    ref: str,
    trigger: str,
    version: int | None = None,
    given: Mapping[str, str] | None = None,
    reason: str | None = None,
    accepted: Mapping[str, str] | None = None,
    key: str | None = None,
    cause: Cause | None = None,
    relayed: bool = False,
) -> tuple[Outcome, tuple[Finding, ...]]:
    """Move one case along one transition, or refuse with reasons.

    `version` is the one the caller saw (None: the newest); `given` the fields of the
    transition's form, as text; `accepted` the reason for each warning passed over; `key` makes
    a retry safe: the same content gives the first outcome again, other content `KeyReused`;
    `cause` tells why when it is not the person's own wish; `relayed` that the case this act
    relays to has acted (`workflow.relaying` sees to it).
    In order: the case is found among those the actor may see and its family locked; the gate
    examines; the machine fires; history, children, automatic moves and outbox rows follow.
    Raises `NotFound`, `Stale`, `Impossible`, `NotAllowed`, `Incomplete`, `RuleRefused`,
    `EnvelopeSpent`, `KeyReused`.
    """
    request = Request(trigger, given or {}, reason, accepted or {})
    asked = _digest(act, "advance", ref, version, trigger, request.given, reason, request.accepted)
    family, kept = act.read_family(ref, key=key)
    if kept is not None:
        return _replay(kept, asked), ()
    case, family = find_visible(act, ref=ref, family=family)
    pinned = act.pinned(case)
    if version not in (None, case.position):
        raise stale(act, case=case, family=family, version=version)
    passed: Passed = examine(act, case=case, family=family, pinned=pinned, request=request)
    if passed.transition.relays is not None and not relayed:
        raise Impossible(
            message=f"« {passed.transition.label} » fait d'abord agir un autre dossier.", who="vous"
        )
    move(act, Moving(case=case, family=family, pinned=pinned, passed=passed, cause=cause or Cause(PERSON)))
    outcome = Outcome(case.ref, case.state, case.position)
    _keep(act, key=key, asked=asked, outcome=outcome)
    return outcome, passed.findings


def find_visible(act: Act, *, ref: str, family: Family | None) -> tuple[Case, Family]:
    """Give the case of a reference if the actor may see it; else it does not exist for him."""
    case = family.find(ref) if family else None
    if (
        case is None
        or family is None
        or case.definition is None
        or not may_see(
            act.rights,
            actor=act.actor,
            pinned=act.pinned(case),
            case=case,
            family=family,
            day=act.day,
        )
    ):
        raise NotFound(
            message=f"Aucun dossier « {ref} » parmi ceux que vous pouvez voir.",
            who="vous",
            remedies=("vérifier la référence avec « jalon case list »",),
        )
    return case, family


def stale(act: Act, *, case: Case, family: Family, version: int | None) -> Stale:
    """Say that a case moved since it was read; where it is now is told to those who may count its acts."""
    definition, state = act.pinned(case).definition, act.pinned(case).machine(case).states.get(case.state)
    told = (state is not None and state.draft) or is_inside(
        act.rights, actor=act.actor, definition=definition, case=case, family=family, day=act.day
    )
    again = f"puis recommencer avec « --version {case.position} »" if told else "puis recommencer"
    return Stale(
        message=f"{case.ref} a changé depuis que vous l'avez lu ; rien n'a été fait.",
        who="vous",
        seen={"version vue": str(version)} | ({"version actuelle": str(case.position)} if told else {}),
        source=entry_ground(act, case) if told else f"histoire de {case.ref}",
        remedies=(
            f"voir ce qui a changé avec « jalon history show {case.ref} »",
            f"relire avec « jalon case show {case.ref} », {again}",
        ),
    )


def once(act: Act, *, key: str | None, asked: tuple[Any, ...], perform: Callable[[], Outcome]) -> Outcome:
    """Perform an act once for a key; the same key and content give the first outcome again."""
    digest = _digest(act, *asked)
    rows = act.tx.read((st.KEY, {"asked_key": key or ""}))[0] if key else []
    if rows:
        return _replay(rows[0], digest)
    outcome = perform()
    _keep(act, key=key, asked=digest, outcome=outcome)
    return outcome


def _digest(act: Act, *parts: object) -> str:
    return hashlib.sha256(canonical([act.actor.person, *parts]).encode()).hexdigest()


def _replay(kept: tuple[Any, ...], asked: str) -> Outcome:
    digest, result = kept
    if digest != asked:
        raise KeyReused(
            message="Cette clé d'idempotence a déjà servi pour une autre demande ; rien n'a été fait.",
            who="vous",
            remedies=("recommencer avec une clé nouvelle, ou redire exactement la première demande",),
        )
    return Outcome(**orjson.loads(result), replayed=True)


def _keep(act: Act, *, key: str | None, asked: str, outcome: Outcome) -> None:
    if key:
        result = canonical({"ref": outcome.ref, "state": outcome.state, "version": outcome.version})
        act.add(_KEEP_KEY, {"key": key, "digest": asked, "result": result, "at": act.received})
