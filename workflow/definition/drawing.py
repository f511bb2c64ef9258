"""A machine drawn for people: Mermaid text, French labels, one box for each phase."""

from collections.abc import Iterator

from workflow.definition.deadline_wording import say_deadline
from workflow.definition.graphs import Move, mover, moves
from workflow.definition.machine_model import MachineModel, StateModel
from workflow.definition.model import Definition
from workflow.definition.names import Names
from workflow.definition.words import SAME


def draw(definition: Definition, machine: str) -> str:
    """Draw one machine as a Mermaid flowchart. Raises `KeyError` when there is none of that name.

    Final states are doubled, automatic moves dotted; each state tells its children and deadlines,
    each move its name and who makes it.
    """
    model = definition.machines[machine]
    lines = ["flowchart TD"]
    for index, (phase, told) in enumerate(model.phases.items()):
        states = [(name, state) for name, state in model.states.items() if state.phase == phase]
        if states:
            lines.append(f'    subgraph phase{index}["{_clean(told.label)}"]')
            lines += [f"        {_box(definition, name, state)}" for name, state in states]
            lines.append("    end")
    lines.append(f"    start(( )) --> {_id(model.initial)}")
    lines += [f"    {line}" for line in _arrows(definition, model)]
    return "\n".join(lines) + "\n"


def draw_all(definition: Definition) -> str:
    """Draw every machine, each in its own Markdown section."""
    drawn = [
        f"## {model.label}\n\n```mermaid\n{draw(definition, name)}```\n"
        for name, model in definition.machines.items()
    ]
    return "\n".join(drawn)


def _arrows(definition: Definition, model: MachineModel) -> Iterator[str]:
    for move in moves(model):
        arrow = "-.->" if move.automatic else "-->"
        told = _clean(f"{move.transition.label} ({_who(definition, move)})")
        yield f'{_id(move.origin)} {arrow}|"{told}"| {_id(move.target)}'
    for transition in model.transitions.values():
        if transition.target == SAME:
            for origin in transition.origins:
                yield f'{_id(origin)} -->|"{_clean(transition.label)}"| {_id(origin)}'


def _who(definition: Definition, move: Move) -> str:
    return mover(definition, move.transition)


def _box(definition: Definition, name: str, state: StateModel) -> str:
    told = "<br/>".join([_clean(state.label), *_notes(definition, state)])
    if state.final:
        return f'{_id(name)}((("{told}")))'
    return f'{_id(name)}(["{told}"])' if state.draft else f'{_id(name)}["{told}"]'


def _notes(definition: Definition, state: StateModel) -> Iterator[str]:
    for spawn in state.spawn.values():
        yield _clean(f"⇉ {_child(definition, spawn.machine, spawn.giver)}")
    for opening in state.open.values():
        yield _clean(f"→ {opening.label}")
    for deadline in state.deadlines.values():
        yield _clean(f"⏱ {say_deadline(deadline, Names(definition))}")


def _child(definition: Definition, machine: str, giver: str | None) -> str:
    model, role = definition.machines.get(machine), definition.roles.get(giver or "")
    label = model.label if model is not None else machine
    return f"{label} : {role.label}" if role is not None else label


def _id(state: str) -> str:
    """Keep ids of states away from the words of Mermaid."""
    return f"s_{state}"


def _clean(text: str) -> str:
    return text.replace('"', "#quot;").replace("\n", " ").strip()
