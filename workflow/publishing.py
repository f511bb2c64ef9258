"""Publishing with four eyes: one person puts a definition forward, another approves it.

Both keep the register. Until then nothing can be made under it; from then on it is the version of
new cases, and those that run keep theirs. Each act is an entry of the register, and its row the
projection of these entries.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, update

from workflow.act import Act, instant
from workflow.case import Case, canonical
from workflow.definition.bundle import Bundle, pack
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.judged import PACKAGE, Judged, checker, sizes_of
from workflow.engine import PERSON
from workflow.errors import Impossible, NotAllowed, NotFound, Stale
from workflow.history import Cause, Deed, record
from workflow.register import FOUNDING, SUPPLIED, keepers, open_register
from workflow.store import statements as st
from workflow.store import tables as t
from workflow.versions import PENDING, PUBLISHED, RETRACTED, Version, current, pending, versions
from workflow.window_opening import open_windows

PROPOSAL = "proposal"
APPROVAL = "approval"
RETRACTION = "retraction"
SUPPLIER = f"Jalon {PACKAGE}"
_NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})
_TEXT = st.select_all(t.Publication, "digest")
_versions = st.table(t.Version)
_DECIDE = st.prepare(
    update(_versions)
    .where(_versions.c.code == bindparam("of_code"), _versions.c.number == bindparam("of_number"))
    .values(status=bindparam("new_status"), decided_by=bindparam("new_by"), decided_at=bindparam("new_at"))
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of a text put forward: its version, and whether it is a new one."""

    version: Version
    fresh: bool


def propose(act: Act, bundle: Bundle, judged: Judged) -> Proposed:
    """Put a judged text forward: stored for good, and waiting for another person's approval.

    Nothing is written when that very text is the current version, or already waits. An older
    version put forward again becomes a new one. Raises `NotAllowed` for who does not keep the
    register, `Impossible` while another text of the same code waits.
    """
    register = open_register(act)
    if judged.digest != bundle.digest:
        raise ValueError(f"the judgement is of {judged.digest}, not of {bundle.digest}")
    code = bundle.definition.code
    known = versions(act, code)
    waiting, now = pending(known), current(known)
    for one in (waiting, now):
        if one is not None and one.digest == bundle.digest:
            return Proposed(one, fresh=False)
    if waiting is not None:
        raise _one_at_a_time(act, waiting)
    version = _new(act, bundle, number=len(known) + 1, judged=judged.tree())
    _store(act, bundle, version)
    told = {"title": bundle.definition.title, "judged": version.judged}
    _write(act, register, PROPOSAL, version, told=told)
    return Proposed(version, fresh=True)


def approve(act: Act, *, code: str, digest: str | None = None) -> Version:
    """Publish what waits for approval under a code; from now on new cases are made under it.

    `digest` is the text the approver has read, or its beginning. Opens a case for each filing
    window that the call did not have yet, and its envelopes. Raises `NotAllowed` for who does not
    keep the register and for the author, `NotFound` when nothing waits, `Stale` when what waits is
    not what was read.
    """
    register = open_register(act)
    waiting = awaiting(act, code=code, digest=digest)
    if waiting.author == act.actor.person:
        raise _own_proposal(act, waiting)
    version = _decide(act, waiting, status=PUBLISHED)
    _write(act, register, APPROVAL, version)
    definition = act.pinned_by(version.digest).definition
    open_windows(act, definition, digest=version.digest, register=register)
    return version


def retract(act: Act, *, code: str, reason: str | None = None) -> Version:
    """Take back what waits for approval under a code, whoever put it forward; its number is not given again.

    Raises `NotAllowed` for who does not keep the register, `NotFound` when nothing waits.
    """
    register = open_register(act)
    version = _decide(act, awaiting(act, code=code), status=RETRACTED)
    _write(act, register, RETRACTION, version, reason=reason)
    return version


def publish_supplied(act: Act, bundle: Bundle) -> Version:
    """Publish a definition that ships with Jalon, while the register holds nothing but its founding.

    Its author is Jalon, whose tests judge all that ships; who founds the instance approves it. So a
    new instance works with one person; anything later takes two. Raises `Impossible` for any other
    text, and once the register holds another act.
    """
    register = open_register(act)
    known = versions(act)
    code = bundle.definition.code
    if len(known) != register.position - FOUNDING or any(one.code == code for one in known):
        raise Impossible(
            message=f"« {code} » ne peut plus être publié d'office : l'instance est déjà fondée.",
            who="vous",
            remedies=(f"le proposer : « jalon calls publish {code} »",),
        )
    if code not in shipped_codes() or pack(load(code).definition).digest != bundle.digest:
        raise Impossible(message=f"« {code} » n'est pas, tel quel, livré avec Jalon.", who="vous")
    judged = {"checker": checker(), "sizes": sizes_of(bundle.definition)}
    waiting = replace(_new(act, bundle, number=1, judged=judged), author=None)
    version = _decided(act, waiting, status=PUBLISHED)
    _store(act, bundle, version)
    told = {"title": bundle.definition.title, "judged": judged, "supplier": SUPPLIER}
    _write(act, register, SUPPLIED, version, told=told)
    open_windows(act, bundle.definition, digest=version.digest, register=register)
    return version


def awaiting(act: Act, *, code: str, digest: str | None = None) -> Version:
    """Give what waits for approval under a code, if it is the text of `digest`."""
    found = versions(act)
    waiting = pending(one for one in found if one.code == code)
    if waiting is None:
        others = sorted(one.code for one in found if one.status == PENDING)
        raise NotFound(
            message=f"Aucune proposition n'attend d'être approuvée pour « {code} ».",
            who="vous",
            seen={"propositions en attente": ", ".join(others) or "aucune"},
            remedies=("voir celles qui attendent : « jalon calls proposals »",),
        )
    if digest is not None and not waiting.digest.startswith(digest):
        raise Stale(
            message=f"Ce qui attend pour « {code} » n'est pas le texte {digest} ; rien n'a été approuvé.",
            who="vous",
            seen={"texte en attente": waiting.digest},
            remedies=(f"relire la proposition : « jalon calls approve {code} »",),
        )
    return waiting


def _new(act: Act, bundle: Bundle, *, number: int, judged: Mapping[str, Any]) -> Version:
    now = instant(act.received_at)
    code = bundle.definition.code
    return Version(code, number, bundle.digest, PENDING, act.actor.person, now, None, None, judged)


def _store(act: Act, bundle: Bundle, version: Version) -> None:
    if not act.tx.read((_TEXT, {"digest": bundle.digest}))[0]:
        title, text = bundle.definition.title, bundle.text.decode()
        row = {"digest": bundle.digest, "code": version.code, "title": title, "text": text}
        act.tx.write(st.insert_into(t.Publication), row)
    act.tx.write(st.insert_into(t.Version), row_of(version))


def row_of(version: Version) -> dict[str, Any]:
    """Give a version as written in the base."""
    return version.tree() | {"judged": canonical(version.judged)}


def _decided(act: Act, version: Version, *, status: str) -> Version:
    now = instant(act.received_at)
    return replace(version, status=status, decided_by=act.actor.person, decided_at=now)


def _decide(act: Act, waiting: Version, *, status: str) -> Version:
    version = _decided(act, waiting, status=status)
    told = {"new_status": status, "new_by": version.decided_by, "new_at": version.decided_at}
    act.tx.write(_DECIDE, {"of_code": version.code, "of_number": version.number, **told})
    return version


def _write(
    act: Act,
    register: Case,
    kind: str,
    version: Version,
    *,
    told: Mapping[str, Any] = _NOTHING_MORE,
    reason: str | None = None,
) -> None:
    deed = {"code": version.code, "digest": version.digest, "number": version.number, **told}
    record(act, register, Deed(kind=kind, cause=Cause(PERSON), register=deed, reason_text=reason))


def _one_at_a_time(act: Act, waiting: Version) -> Impossible:
    return Impossible(
        message=f"Une autre proposition attend déjà pour « {waiting.code} » : n° {waiting.number}.",
        who=", ".join(others(act, waiting)) or "vous",
        seen={"texte en attente": waiting.digest, "proposé par": waiting.author or SUPPLIER},
        remedies=(
            f"la faire approuver : « jalon calls approve {waiting.code} »",
            f"ou la retirer : « jalon calls withdraw {waiting.code} »",
        ),
    )


def _own_proposal(act: Act, waiting: Version) -> NotAllowed:
    able = others(act, waiting)
    return NotAllowed(
        message="Qui propose une version ne l'approuve pas : il faut quatre yeux.",
        who=", ".join(able) or "une seconde personne qui tienne le registre ; il n'y en a pas encore",
        seen={"proposé par": waiting.author or SUPPLIER},
        remedies=tuple(
            f"faire approuver par {one} : « jalon calls approve {waiting.code} --as {one} »" for one in able
        )
        or ("confier aussi le registre à quelqu'un d'autre : « jalon right grant PERSONNE keeper »",),
    )


def others(act: Act, waiting: Version) -> tuple[str, ...]:
    """Give who may approve a version: who keeps the register, its author left out."""
    return tuple(one for one in keepers(act) if one != waiting.author)
