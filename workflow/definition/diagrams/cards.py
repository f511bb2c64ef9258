"""What is written on each thing drawn, line by line, and the room it takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from forms.typography import typeset
from workflow.definition.deadline_wording import say_deadline
from workflow.definition.diagrams.lettering import width_of, wrapped
from workflow.definition.machine_model import MachineModel, Opening, Phase, Spawn, Transition
from workflow.definition.model import Definition
from workflow.definition.names import Names
from workflow.definition.nouns import word
from workflow.definition.words import SAME

Style = Literal["label", "note", "act", "mover", "title"]

SIZES: Final[dict[Style, int]] = {"label": 14, "note": 11, "act": 12, "mover": 11, "title": 12}
LEADING: Final[dict[Style, int]] = {"label": 18, "note": 15, "act": 15, "mover": 14, "title": 16}
BOLD: Final = frozenset({"label", "title"})
PADDING: Final = {"state": (14, 9), "act": (7, 3), "title": (0, 2)}
"""Room left around the text of each kind, sideways and above."""

_STATE_WIDTH, _ACT_WIDTH, _TITLE_WIDTH = 200, 132, 190


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and how it is written."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Card:
    """Lines one below the other, and the size of what holds them, in pixels."""

    lines: tuple[Line, ...]
    width: int
    height: int


def state_card(definition: Definition, machine: MachineModel, state: str) -> Card:
    """Write a state: its name, what its marks mean, its children, its deadlines, the acts done in place."""
    model = machine.states[state]
    texts: list[tuple[Style, str]] = [("label", model.label)]
    texts += [("note", note) for note in _notes(definition, machine, state)]
    return _card("state", texts, _STATE_WIDTH)


def act_card(definition: Definition, transition: Transition, *, upward: bool) -> Card:
    """Write an act: its name, with an arrow when it leads back up, and who does it."""
    names = Names(definition)
    who = " ou ".join(names.role(role) for role in transition.by)
    label = f"↑ {transition.label}" if upward else transition.label
    return _card("act", [("act", label), ("mover", who)], _ACT_WIDTH)


def title_card(phase: Phase) -> Card:
    """Write the name of a phase."""
    return _card("title", [("title", phase.label)], _TITLE_WIDTH)


def _card(kind: str, texts: Iterable[tuple[Style, str]], most: int) -> Card:
    side, above = PADDING[kind]
    lines = tuple(
        Line(line, style)
        for style, text in texts
        for line in wrapped(typeset(text), size=SIZES[style], width=most, bold=style in BOLD)
    )
    width = max(width_of(line.text, size=SIZES[line.style], bold=line.style in BOLD) for line in lines)
    height = sum(LEADING[line.style] for line in lines)
    return Card(lines, width + 2 * side, height + 2 * above)


def _notes(definition: Definition, machine: MachineModel, state: str) -> Iterator[str]:
    model, names = machine.states[state], Names(definition)
    if state == machine.initial and machine.form is not None:
        yield f"formulaire : {names.form(machine.form)}"
    if model.draft:
        yield "brouillon"
    if model.final:
        outcome = word("State", "outcome", model.outcome or "")
        yield f"fin, issue {outcome}" if outcome else "fin"
    yield from _children("ouvre", names, model.spawn.values())
    yield from _children("peut s'ouvrir", names, model.open.values())
    for deadline in model.deadlines.values():
        act = machine.transitions.get(deadline.fire or deadline.opens or "")
        yield f"échéance : {say_deadline(deadline, names)}" + (f" → {act.label}" if act is not None else "")
    for how, target in (("sur place", SAME), ("recommence", state)):
        yield from _in_place(how, names, machine, state, target)


def _children(how: str, names: Names, all_means: Iterable[Spawn | Opening]) -> Iterator[str]:
    """Name what is opened, once for all those who are asked."""
    asked: dict[str, list[str]] = {}
    for means in all_means:
        givers = asked.setdefault(names.machine(means.machine), [])
        givers += [names.role(means.giver)] if means.giver is not None else []
    for child, givers in asked.items():
        yield f"{how} : {child}" + (f" ({', '.join(givers)})" if givers else "")


def _in_place(how: str, names: Names, machine: MachineModel, state: str, target: str) -> Iterator[str]:
    """Name the acts that leave the case where it is, once for all those of one person."""
    acts: dict[str, list[str]] = {}
    for transition in machine.transitions.values():
        if state in transition.origins and transition.target == target:
            who = " ou ".join(names.role(role) for role in transition.by)
            acts.setdefault(who, []).append(transition.label)
    for who, labels in acts.items():
        yield f"{how} : {', '.join(labels)} ({who})"
