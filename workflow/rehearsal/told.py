"""A step of a rehearsal as a person reads it: who did what, what was checked, what left, what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass

from forms.typography import typeset
from forms.wording import long_instant
from workflow.case import Case, Family
from workflow.cases import shown_phase
from workflow.deadlines import zone_of
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Definition, Form
from workflow.definition.words import CANCELLED
from workflow.letter_case import place_name
from workflow.placing import record_form
from workflow.rehearsal.stages import Stage
from workflow.rehearsal.standing import Target
from workflow.rehearsal.walk import Walked
from workflow.rehearsal.witness import Entry, Sent
from workflow.shelf import Pinned

TIME = "Le temps passe"
_LEVELS = {
    "info": "tient ; à savoir",
    "warn": "avertit",
    "block": "s'oppose",
}
_EVERYONE, _ANNOUNCED = "everyone", "announced"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What one rule had to say of an act."""

    rule: str
    title: str
    verdict: str
    said: str


@dataclass(frozen=True, slots=True)
class Told:
    """One step, in French."""

    number: int
    after: tuple[int, ...]
    who: str
    what: str
    on: str
    when: str
    state: str
    given: tuple[tuple[str, str], ...]
    reason: str
    rules: tuple[Ruled, ...]
    consequences: tuple[str, ...]
    leads_to: str
    reads: str
    hidden: tuple[str, ...]
    sent: tuple[Sent, ...]


def tell(stage: Stage, walked: Walked) -> Told:
    """Tell the step that has just been walked, while the house stands where it led."""
    performed, pinned = walked.performed, stage.scene.pinned
    with stage.house.look() as look:
        family = stage.house.family(look, stage.performer.ref)
    case = family.find(performed.ref) or family.root
    act = next((one for one in performed.entries if one.ref == case.ref), None)
    form = _form(walked, case, pinned)
    return Told(
        number=walked.number,
        after=walked.after,
        who=performed.who.name if performed.who else TIME,
        what=_what(walked, case, pinned),
        on=_named(case, family, pinned),
        when=long_instant(performed.at, zone_of(pinned)),
        state=_state(case, pinned),
        given=tuple(_given(form, performed.given)),
        reason=_reason(walked, case, pinned),
        rules=tuple(_ruled(walked, case, act, pinned)),
        consequences=tuple(_consequences(walked, case, family, pinned)),
        leads_to=_state(family.root, pinned),
        reads=_reads(family.root, pinned),
        hidden=tuple(_hidden(family, case, form, pinned)),
        sent=performed.sent,
    )


def tell_target(target: Target, definition: Definition) -> str:
    """Name something that may happen, for who reads what was not walked."""
    model = definition.machines[target.machine]
    origin = model.states.get(target.origin)
    where = f" depuis « {origin.label} »" if origin else ""
    return typeset(f"{model.label} : {_happening(target, model)}{where}")


def _happening(target: Target, model: MachineModel) -> str:
    match target.kind:
        case "end":
            return "l'annulation par la fin du dossier"
        case "delay":
            return f"l'échéance « {target.name} » et ses rappels"
        case "relay":
            return f"la décision « {target.name} »"
        case "act":
            return f"l'acte « {model.transitions[target.name].label} » ({target.name})"


def _what(walked: Walked, case: Case, pinned: Pinned) -> str:
    move, model = walked.step.move, pinned.machine(case)
    match move.kind:
        case "make":
            return f"crée ({model.label})"
        case "wait":
            return "jusqu'à l'échéance suivante"
        case "open":
            states = model.states.values()
            return next(state.open[move.name].label for state in states if move.name in state.open)
        case "act":
            transition = model.transitions[move.name]
            return f"{transition.verb} ({transition.label})"


def _named(case: Case, family: Family, pinned: Pinned) -> str:
    label = pinned.machine(case).label
    if case.id == family.root.id:
        return f"{label} {case.ref}"
    where = f", {place_name(case.key, pinned)}" if case.key else ""
    return f"{label}{where} ({case.ref})"


def _state(case: Case, pinned: Pinned) -> str:
    found = pinned.machine(case).states.get(case.state)
    return found.label if found else "Annulé"


def _form(walked: Walked, case: Case, pinned: Pinned) -> Form | None:
    move, model = walked.step.move, pinned.machine(case)
    if move.kind == "make" and model.is_record():
        return record_form(pinned.definition, model)
    if move.kind == "act":
        name = model.transitions[move.name].form
    else:
        found = (state.open[move.name] for state in model.states.values() if move.name in state.open)
        name = next((one.form for one in found), None)
    return pinned.definition.forms[name] if name else None


def _given(form: Form | None, given: object) -> Iterator[tuple[str, str]]:
    if form is None or not isinstance(given, dict):
        return
    for name, value in given.items():
        field = form.fields[name]
        yield field.label, field.options.get(value, value)


def _reason(walked: Walked, case: Case, pinned: Pinned) -> str:
    reason = walked.performed.reason
    if reason is None or walked.step.move.kind != "act":
        return ""
    asked = pinned.machine(case).transitions[walked.step.move.name].reason
    return reason if isinstance(asked, str) else asked.get(reason, reason)


def _ruled(walked: Walked, case: Case, act: Entry | None, pinned: Pinned) -> Iterator[Ruled]:
    if walked.step.move.kind != "act":
        return
    found = act.findings if act else ()
    for rule in pinned.machine(case).transitions[walked.step.move.name].rules:
        said = [one for one in found if one["rule"] == rule]
        if not said:
            yield Ruled(rule, pinned.rules[rule].title, "tient", "")
        for one in said:
            reason = f" (motif : {one['reason']})" if one.get("reason") else ""
            verdict = f"{_LEVELS[one['level']]}{reason}"
            yield Ruled(rule, pinned.rules[rule].title, typeset(verdict), str(one["message"]))


def _consequences(walked: Walked, case: Case, family: Family, pinned: Pinned) -> Iterator[str]:
    """Tell what followed by itself: children opened and ended, automatic acts, reminders."""
    acted = False
    for entry in walked.performed.entries:
        if entry.ref == case.ref and entry.kind in {"advance", "create"} and not acted:
            acted = walked.step.move.kind != "wait"
            if acted:
                continue
        other = family.find(entry.ref)
        if other is not None and (line := _consequence(entry, other, family, pinned)):
            yield typeset(line)


def _consequence(entry: Entry, case: Case, family: Family, pinned: Pinned) -> str:
    model, named = pinned.machine(case), _named(case, family, pinned)
    match entry.kind:
        case "create":
            return f"s'ouvre : {named}"
        case "cancel":
            return f"est annulé : {named}"
        case "reminder":
            return f"rappel : {named}"
        case "advance":
            found = model.states.get(entry.state)
            label = model.transitions[entry.trigger or ""].label
            return f"{label} : {named} → « {found.label if found else CANCELLED} »"
        case _:
            return ""


def _reads(root: Case, pinned: Pinned) -> str:
    """Give the sentence people outside read of the root."""
    model = pinned.machine(root)
    phase = shown_phase(model.phases, model.states.get(root.state), inside=False)
    return phase.public if phase else ""


def _hidden(family: Family, case: Case, form: Form | None, pinned: Pinned) -> Iterator[str]:
    """Tell what people outside are not shown after the step."""
    root = family.root
    state = pinned.machine(root).states[root.state]
    shown_as = pinned.machine(root).phases[state.phase].shown_as
    if shown_as is not None:
        label = pinned.machine(root).phases[shown_as].label
        yield typeset(f"l'état « {state.label} », montré comme « {label} » jusqu'à l'annonce")
    if case.slot in pinned.betraying:
        yield typeset(f"l'existence de « {pinned.machine(case).label} »")
    if form is not None and form.visible != _EVERYONE:
        until = " avant l'annonce" if form.visible == _ANNOUNCED else ""
        yield typeset(f"ce que contient « {form.label} »{until}")
