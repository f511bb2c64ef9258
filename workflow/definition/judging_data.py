"""What letters write and rules read must have been given, on every path, before they are asked for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from notifications import messages
from pdf_templates import documents
from workflow.definition.examination import Examination
from workflow.definition.exploration.space import Occasion, Situation, Space
from workflow.definition.exploration.space import Path as Way
from workflow.definition.exploration.steps import Step
from workflow.definition.exploration.telling import tell
from workflow.definition.facts_given import GRANTED_FACT, born_with, sets
from workflow.definition.machine_model import Effects, Transition
from workflow.definition.own_rules import reads_of
from workflow.definition.tree import Path
from workflow.definition.words import GRANTED, REASON


@dataclass(frozen=True, slots=True)
class _Letter:
    """A mail or a document at one place of the definition, and when it is written."""

    path: Path
    name: str
    title: str
    needed: frozenset[str]
    occasion: Occasion


def judge_data(exam: Examination) -> None:
    """Report letters and rules for which a path leaves out what they need; the shortest is told."""
    given = frozenset(
        f"{form.into}.{name}" for form in exam.definition.forms.values() for name in form.fields
    )
    for path, name, machine in exam.machines():
        space = exam.space(name) if not exam.faulted(name) else None
        if space is None:
            continue
        born = born_with(exam.definition, machine)
        for letter in _letters(exam, path, space):
            for datum in sorted(letter.needed & given - born):
                _ungiven(exam, space, letter, datum)
        _unnamed(exam, path, space)
        if machine.serves == "application":
            for trigger, transition in machine.transitions.items():
                _unread(exam, space, (*path, "transitions", trigger, "rules"), transition)
                _unmotivated(exam, space, (*path, "transitions", trigger), transition)


def _letters(exam: Examination, path: Path, space: Space) -> Iterator[_Letter]:
    """Give what the acts of the case itself send, and what its children do at birth and by their acts."""
    if space.model.serves != "child":
        yield from _of_acts(exam, path, space, slots=frozenset({None}))
    machines: dict[str, list[str]] = {}
    for kind in space.kinds:
        machines.setdefault(kind.machine, []).append(kind.slot)
    for machine, slots in machines.items():
        here: Path = ("machines", machine)
        yield from _of_acts(exam, here, space, slots=frozenset(slots), machine=machine)
        born = exam.definition.machines[machine].created
        yield from _sent(exam, (*here, "created"), born, _birth(space, frozenset(slots)))


def _of_acts(
    exam: Examination, path: Path, space: Space, *, slots: frozenset[str | None], machine: str | None = None
) -> Iterator[_Letter]:
    model = exam.definition.machines[machine] if machine else space.model
    for trigger, transition in model.transitions.items():

        def made(_origin: Situation, step: Step, _target: Situation, *, name: str = trigger) -> bool:
            return step.trigger == name and step.slot in slots and step.kind != "open"

        effects = Effects(mails=transition.mails, documents=transition.documents)
        yield from _sent(exam, (*path, "transitions", trigger), effects, made)


def _birth(space: Space, slots: frozenset[str]) -> Occasion:
    """Tell when children of these names are born: opened by hand, or by the entry into a state."""
    born = {state for state, told in space.model.states.items() if slots.intersection(told.spawn)}

    def made(origin: Situation, step: Step, target: Situation) -> bool:
        entered = step.slot is None and target[0] in born and (origin[0] != target[0])
        return entered or (step.kind == "open" and step.slot in slots)

    return made


def _sent(exam: Examination, path: Path, effects: Effects, occasion: Occasion) -> Iterator[_Letter]:
    for name in effects.mails:
        if name in messages.known():
            needed = messages.needed(name, exam.mails)
            yield _Letter((*path, "mails", name), name, messages.known()[name].title, needed, occasion)
    for index, name in enumerate(effects.documents):
        if name in documents.known():
            needed = documents.needed(name, exam.documents)
            yield _Letter((*path, "documents", index), name, documents.known()[name].title, needed, occasion)


def _ungiven(exam: Examination, space: Space, letter: _Letter, datum: str) -> None:
    way = _without(space, (datum,), letter.occasion)
    if way is not None:
        exam.say(
            "DEF-115",
            letter.path,
            f"« {letter.title} » écrit « {datum} », que rien n'a donné sur ce chemin : "
            f"{tell(way, exam.definition)}.",
            remedy="Faites-la donner par le formulaire d'un acte qui précède, ou nommez une autre lettre.",
            on_key=letter.path[-2] == "mails",
            way=way,
        )


def _unnamed(exam: Examination, path: Path, space: Space) -> None:
    """Report acts that make another case act, where no path said which."""
    slots = {kind.slot: kind for kind in space.kinds}
    born = born_with(exam.definition, space.model)
    told: set[Step] = set()
    for _, step, _target in space.edges():
        relay = step.transition.relays if step.transition is not None else None
        if (
            relay is None
            or relay.case in born
            or step in told
            or (step.slot is None and space.model.serves == "child")
        ):
            continue
        told.add(step)
        way = _without(space, (relay.case,), lambda _o, one, _t, done=step: one is done)  # type: ignore[misc] # bound now
        here: Path = path if step.slot is None else ("machines", slots[step.slot].machine)
        if way is not None:
            exam.say(
                "DEF-119",
                (*here, "transitions", step.trigger, "relays", "case"),
                f"Rien n'a nommé « {relay.case} » sur ce chemin : {tell(way, exam.definition)}.",
                remedy="Rendez ce champ obligatoire dans le formulaire d'un acte qui précède.",
                way=way,
            )


def _unread(exam: Examination, space: Space, path: Path, transition: Transition) -> None:
    """Report a rule that weighs the amount granted before anything granted it."""
    for index, rule in enumerate(transition.rules):
        if GRANTED_FACT not in reads_of(exam.definition, rule):
            continue
        way = _without(space, GRANTED, lambda _origin, step, _target: step.transition is transition)
        if way is not None:
            exam.say(
                "DEF-116",
                (*path, index),
                f"La règle « {rule} » juge le montant accordé, et rien ne l'a donné sur ce chemin : "
                f"{tell(way, exam.definition)}.",
                remedy="Retirez la règle de cet acte, ou faites donner le montant par son formulaire.",
                way=way,
            )


def _unmotivated(exam: Examination, space: Space, path: Path, transition: Transition) -> None:
    """Report refusals announced on a path that gave no reason for them."""
    target = space.model.states.get(transition.target)
    if target is None or not target.final or target.outcome != "negative" or transition.reason != "none":
        return
    forms = exam.definition.forms.values()
    reasons = tuple(f"{form.into}.{name}" for form in forms for name in form.fields if name == REASON)
    way = _without(space, reasons, lambda _origin, step, _target: step.transition is transition)
    if way is not None:
        exam.say(
            "DEF-154",
            path,
            f"« {transition.label} » refuse sans qu'aucun motif soit donné : {tell(way, exam.definition)}.",
            remedy="Ajoutez « reason: required » à l'acte, ou un formulaire dont le motif est obligatoire.",
            on_key=True,
            way=way,
        )


def _without(space: Space, data: tuple[str, ...], occasion: Occasion) -> Way | None:
    """Give the shortest path to an occasion on which none of the data was surely given, or None."""

    def silent(step: Step) -> bool:
        return not sets(space.definition, step).intersection(data)

    def bare(origin: Situation, step: Step, target: Situation) -> bool:
        return occasion(origin, step, target) and silent(step)

    return space.path_to_step(space.starts, bare, chosen=silent)
