"""Acts that first make another case act: closing an agenda item decides its application.

Each family moves in its own transaction. The other case goes first, through the same gate and
under a key made of this act: when it is refused, this case stays where it is; when the process
dies between the two, saying the act again finds the first done and does only the second.
"""

from collections.abc import Mapping
from datetime import datetime

from workflow.act import Act
from workflow.actor import Actor
from workflow.case import Case
from workflow.engine import advance, find_visible
from workflow.forms_given import read_given
from workflow.history import LINKED, Cause
from workflow.house import House
from workflow.permission import find_transition, require_role
from workflow.shelf import Pinned


def relay_first(
    house: House,
    actor: Actor,
    *,
    ref: str,
    trigger: str,
    given: Mapping[str, str],
    reason: str | None = None,
    accepted: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> bool:
    """Make the other case act, committed, if the transition relays to one; tell whether it did.

    Takes the arguments of `engine.advance`, which is to be called next with `relayed`; raises
    what the other case's act raises.
    """
    with house.look(actor, at=at) as look:
        relayed = _relayed(look, ref=ref, trigger=trigger, given=given)
    if relayed is None:
        return False
    target, act_name, fields, key = relayed
    cause = Cause(LINKED, case=key.split("#", maxsplit=1)[0])
    with house.act(actor, at=at) as act:
        advance(
            act,
            ref=target,
            trigger=act_name,
            given=fields,
            reason=reason,
            accepted=accepted,
            key=key,
            cause=cause,
        )
    return True


def _relayed(
    look: Act, *, ref: str, trigger: str, given: Mapping[str, str]
) -> tuple[str, str, dict[str, str], str] | None:
    family, _ = look.read_family(ref)
    case, family = find_visible(look, ref=ref, family=family)
    pinned = look.pinned(case)
    transition = pinned.machine(case).transitions.get(trigger)
    if transition is None or transition.relays is None:
        return None
    find_transition(look, case=case, family=family, pinned=pinned, trigger=trigger)
    require_role(look, case=case, family=family, pinned=pinned, transition=transition)
    form = pinned.definition.forms[transition.form or ""]
    read_given(form, given)
    act_name = given[transition.relays.act.rpartition(".")[2]]
    target = str(case.answer(transition.relays.case))
    fields = _fields_of(look, target=target, trigger=act_name, given=given)
    return target, act_name, fields, f"{case.id}#{case.position}"


def _fields_of(look: Act, *, target: str, trigger: str, given: Mapping[str, str]) -> dict[str, str]:
    """Give, of what is given, the fields the target's own form asks."""
    family, _ = look.read_family(target)
    case, _ = find_visible(look, ref=target, family=family)
    form = _form_of(case, look.pinned(case), trigger)
    return {name: value for name, value in given.items() if name in form}


def _form_of(case: Case, pinned: Pinned, trigger: str) -> frozenset[str]:
    transition = pinned.machine(case).transitions.get(trigger)
    if transition is None or transition.form is None:
        return frozenset()
    return frozenset(pinned.definition.forms[transition.form].fields)
