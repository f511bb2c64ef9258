"""One recorded act done again in a house apart, with what was given then."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.money import Cents, plain
from rules.findings import Finding
from workflow.act import Act
from workflow.actor import Actor
from workflow.amending import amend_answers
from workflow.creation import create_application, open_child
from workflow.definition.bundle import Bundle
from workflow.definition.machine_model import Opening
from workflow.definition.model import Definition, Form, FormField
from workflow.definition.own_rules import rules_of
from workflow.engine import advance
from workflow.simulating_house import CHANNEL, Stage
from workflow.simulating_past import ADVANCE, AMEND, CREATE, Done, Past

_PASSED_OVER = "avertissement passé dans la simulation"
_YES_NO = {True: "oui", False: "non"}


@dataclass(frozen=True, slots=True)
class Performed:
    """What an act done again left: the case's reference there, and what its rules found."""

    ref: str
    findings: tuple[Finding, ...] = ()


def perform(made: Stage, done: Done, *, past: Past, ref: str, bundle: Bundle) -> Performed:
    """Do one recorded act again, as the same person; `ref` is the application's reference there.

    What is given is what was recorded, for the fields that the other definition asks; warnings are
    passed over, with the reasons recorded. Kinds of entries that are no acts of people do nothing.
    Raises what the verbs raise.
    """
    with made.house.act(Actor(done.person, CHANNEL)) as act:
        if done.kind == CREATE and not done.of:
            return _create(act, past=past, bundle=bundle)
        if done.kind == CREATE:
            return _open(act, done, ref=ref, definition=bundle.definition)
        if done.kind == AMEND:
            parts = {part: done.answers[part] for part in done.changed if part in done.answers}
            return Performed(amend_answers(act, ref=f"{ref}{done.of}", answers=parts).ref)
        if done.kind == ADVANCE:
            return _advance(act, done, ref=ref, definition=bundle.definition)
        return Performed(ref)


def _create(act: Act, *, past: Past, bundle: Bundle) -> Performed:
    definition = bundle.definition
    slot = past.slot if past.slot in definition.windows else next(iter(definition.windows))
    return Performed(create_application(act, code=definition.code, answers=past.filed, window=slot).ref)


def _open(act: Act, done: Done, *, ref: str, definition: Definition) -> Performed:
    parent, slot = f"{ref}{done.of.rpartition('/')[0]}", done.slot or ""
    opening = _opening(definition, slot)
    form = definition.forms.get(opening.form or "") if opening is not None else None
    opened = open_child(act, parent=parent, slot=slot, given=_given(form, done.answers))
    return Performed(opened.ref)


def _opening(definition: Definition, slot: str) -> Opening | None:
    states = (state for machine in definition.machines.values() for state in machine.states.values())
    return next((state.open[slot] for state in states if slot in state.open), None)


def _advance(act: Act, done: Done, *, ref: str, definition: Definition) -> Performed:
    machine = definition.machines.get(done.machine)
    transition = machine.transitions.get(done.trigger or "") if machine is not None else None
    form = definition.forms.get(transition.form or "") if transition is not None else None
    outcome, findings = advance(
        act,
        ref=f"{ref}{done.of}",
        trigger=done.trigger or "",
        given=_given(form, done.answers),
        reason=done.reason,
        accepted=dict.fromkeys(rules_of(definition), _PASSED_OVER) | done.reasons,
        relayed=True,
    )
    return Performed(outcome.ref, findings)


def _given(form: Form | None, answers: Mapping[str, Any]) -> dict[str, str]:
    """Write what was recorded as it would be typed, for the fields a form asks."""
    part = answers.get(form.into, {}) if form is not None else {}
    if form is None or not isinstance(part, Mapping):
        return {}
    return {name: _typed(field, part[name]) for name, field in form.fields.items() if name in part}


def _typed(field: FormField, value: Any) -> str:  # noqa: ANN401 -- an answer is any JSON value
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return plain(Cents(value)) if field.kind == "money" and isinstance(value, int) else str(value)
