"""Defects of lives: paths, automatic moves, deadlines, children and joins that do not hold."""

from collections.abc import Iterator
from random import Random

from forms.strict_yaml import Mapping
from proofs.corpus import Sound
from proofs.planting import Defect, group, listed, places, removed, texts, value
from workflow.definition.machine_model import ChildrenJoin, MachineModel
from workflow.definition.mutation.alteration import Edit
from workflow.definition.tree import Path
from workflow.definition.words import AUTOMATIC, CLOCK, ENGINE

_NEW = "planted"


def _machines(sound: Sound) -> Iterator[tuple[Path, str, MachineModel]]:
    for name, machine in sound.resolved.definition.machines.items():
        yield ("machines", name), name, machine


def _inside(sound: Sound) -> str:
    return next(name for name, role in sound.resolved.definition.roles.items() if role.kind == "inside")


def reserved(sound: Sound, chance: Random) -> Iterator[Defect]:
    """Give a word of the language to a state, or to a role."""
    for path, _, machine in _machines(sound):
        phase = next(iter(machine.phases))
        state = (*path, "states", chance.choice(("same", "any", "cancelled")))
        yield value("DEF-030", state, group(label="Planté", phase=phase), at=state, on_key=True)
    role = ("roles", chance.choice(("clock", "engine", "parent", "giver")))
    yield value("DEF-030", role, group(label="planté", kind="inside"), at=role, on_key=True)


def lost_states(sound: Sound, _: Random) -> Iterator[Defect]:
    """Add a state that nothing reaches, one that nothing leaves, one that nothing ends."""
    for path, served, machine in _machines(sound):
        new, act = (*path, "states", _NEW), (*path, "transitions", _NEW)
        swept = {text for _, text in texts(sound.tree, f"machines.{served}.transitions.*.from.#.phase.#")}
        for phase in (one for one in machine.phases if one not in swept):
            state = group(label="Planté", phase=phase, next_actor=_inside(sound))
            yield value("DEF-040", new, state, at=new, on_key=True)
            for origin in _left_by_people(machine):
                move = _move(sound, origin, _NEW)
                yield Defect("DEF-041", (Edit(new, state), Edit(act, move)), new, on_key=True)
                back = _move(sound, _NEW, _NEW)
                edits = (Edit(new, state), Edit(act, move), Edit((*path, "transitions", "planted_too"), back))
                yield Defect("DEF-042", edits, new, on_key=True)
        if machine.serves == "application":
            for name, model in machine.states.items():
                if model.final:
                    here = (*path, "states", name)
                    yield removed("DEF-043", (*here, "outcome"), at=here)


def twin_acts(sound: Sound, _: Random) -> Iterator[Defect]:
    """Give one act of a person the label of another that leaves the same state."""
    for path, _name, machine in _machines(sound):
        people = [(n, act) for n, act in machine.transitions.items() if not AUTOMATIC.intersection(act.by)]
        for index, (_first, act) in enumerate(people):
            for second, other in people[index + 1 :]:
                if set(act.origins) & set(other.origins) and set(act.by) & set(other.by):
                    yield value("DEF-044", (*path, "transitions", second, "label"), act.label)


def automatic_moves(sound: Sound, _: Random) -> Iterator[Defect]:
    """Ask something of the engine or the clock, give them company, loop them."""
    for path, _name, machine in _machines(sound):
        for trigger, act in machine.transitions.items():
            here = (*path, "transitions", trigger)
            if AUTOMATIC.intersection(act.by):
                yield value("DEF-050", (*here, "rules"), listed("E1"), at=(*here, "rules"), on_key=True)
                yield value("DEF-050", (*here, "reason"), "required", at=(*here, "reason"), on_key=True)
                yield value(
                    "DEF-051", (*here, "by"), listed(*act.by, _inside(sound)), at=(*here, "by"), on_key=True
                )
            elif machine.serves == "application":
                yield value("DEF-052", (*here, "by"), "parent")
        for state in _left_by_people(machine):
            new = (*path, "transitions", _NEW)
            loop = _move(sound, state, "same", by=ENGINE)
            yield value("DEF-054", new, loop, at=new, on_key=True)


def delays(sound: Sound, _: Random) -> Iterator[Defect]:
    """Give deadlines no effect or two, or that of another; reminders no mail, silence no worth."""
    for path, _name, machine in _machines(sound):
        people = [n for n, act in machine.transitions.items() if not AUTOMATIC.intersection(act.by)]
        for state, model in machine.states.items():
            for slot, deadline in model.deadlines.items():
                here = (*path, "states", state, "deadlines", slot)
                key, other = ("fire", "opens") if deadline.fire else ("opens", "fire")
                yield removed("DEF-060", (*here, key), at=here)
                yield value("DEF-060", (*here, other), people[0], at=here, on_key=True)
                if deadline.fire:
                    yield value("DEF-061", (*here, "fire"), people[0])
                if deadline.remind:
                    yield removed("DEF-066", (*here, "mails"), at=(*here, "remind"))
                yield from _away(machine, state, (*here, key), people)
        for trigger, act in machine.transitions.items():
            target = machine.states.get(act.target)
            if CLOCK in act.by and target is not None and target.silence:
                quiet = (*path, "states", act.target, "silence")
                yield removed("DEF-067", quiet, at=(*path, "transitions", trigger, "to"), on_key=False)


def _away(machine: MachineModel, state: str, path: Path, people: list[str]) -> Iterator[Defect]:
    """Name acts of people that do not leave this state."""
    for trigger in people:
        if state not in machine.transitions[trigger].origins:
            yield value("DEF-062", path, trigger)


def joins(sound: Sound, _: Random) -> Iterator[Defect]:
    """Wait too early, for outcomes that are not all, for nothing said."""
    for path, _name, machine in _machines(sound):
        for trigger, act in machine.transitions.items():
            for index, join in enumerate(act.when):
                if isinstance(join, ChildrenJoin):
                    here = (*path, "transitions", trigger, "when", index)
                    yield from _spoilt_join(here, join, automatic=ENGINE in act.by)


def _spoilt_join(path: Path, join: ChildrenJoin, *, automatic: bool) -> Iterator[Defect]:
    said = [key for key in ("all", "any", "none") if getattr(join, key)]
    if len(said) == 1:
        yield removed("DEF-077", (*path, said[0]), at=path, on_key=False)
    if automatic and len(join.all) > 1:
        for outcome in range(len(join.all)):
            yield removed("DEF-075", (*path, "all", outcome), at=path[:-1])
    if automatic and join.or_none:
        yield removed("DEF-076", (*path, "or_none"), at=path, on_key=False)


def children(sound: Sound, _: Random) -> Iterator[Defect]:
    """Open machines that are no children, children of children without end, ask nobody or another scope."""
    roots = [name for _, name, machine in _machines(sound) if machine.serves != "child"]
    for place in places(sound.tree, "machines.*.states.*.open.*.machine"):
        for name in roots:
            yield value("DEF-070", place.path, name)
    for place in places(sound.tree, "machines.*.states.*.spawn.*.giver"):
        yield removed("DEF-033", place.path, at=place.path[:-1])
        wrong = [name for name, role in sound.resolved.definition.roles.items() if role.scope == "own"]
        for name in wrong:
            yield value("DEF-034", place.path, name)
    for path, name, machine in _machines(sound):
        if machine.serves == "child":
            state = next(one for one, model in machine.states.items() if not model.final)
            slot = (*path, "states", state, "open", _NEW)
            child = group(
                machine=name, by=_inside(sound), label="Planté", giver=_inside(sound), on_leave="cancel"
            )
            yield value("DEF-071", slot, child, at=(*slot, "machine"))
    lone = ("machines", _NEW)
    yield value("DEF-072", lone, _lone_machine(sound), at=lone, on_key=True)


def _lone_machine(sound: Sound) -> Mapping:
    return group(
        label="Planté",
        initial="here",
        phases=group(only=group(label="Planté", public="Rien.")),
        states=group(
            here=group(label="Ici", phase="only", next_actor=_inside(sound)),
            there=group(label="Là", phase="only", final="true", outcome="neutral"),
        ),
        transitions=group(go=_move(sound, "here", "there")),
    )


def people(sound: Sound, _: Random) -> Iterator[Defect]:
    """Await nobody; change what the applicant sees without a word to anybody."""
    outside = {name for name, role in sound.resolved.definition.roles.items() if role.kind == "outside"}
    for path, _name, machine in _machines(sound):
        for name, state in machine.states.items():
            leaving = [
                act for act in machine.transitions.values() if name in act.origins and not act.exceptional
            ]
            moved = [act for act in leaving if act.target != "same"]
            if state.next_actor and moved and not all(AUTOMATIC.intersection(act.by) for act in moved):
                here = (*path, "states", name)
                yield removed("DEF-081", (*here, "next_actor"), at=here)
        for trigger, act in machine.transitions.items():
            here = (*path, "transitions", trigger)
            told = outside.intersection(act.mails.values())
            if told and act.silent is None and machine.serves != "child" and _is_seen(machine, trigger):
                yield removed("DEF-080", (*here, "mails"), at=here)


def _is_seen(machine: MachineModel, trigger: str) -> bool:
    act = machine.transitions[trigger]
    shown = [
        machine.phases[machine.states[one].phase].shown_as or machine.states[one].phase for one in act.origins
    ]
    target = machine.states.get(act.target)
    return target is not None and (machine.phases[target.phase].shown_as or target.phase) not in shown


def _left_by_people(machine: MachineModel) -> list[str]:
    """Give the states that people leave, and only people."""
    automatic = {
        o for act in machine.transitions.values() if AUTOMATIC.intersection(act.by) for o in act.origins
    }
    left = {o for act in machine.transitions.values() for o in act.origins}
    return [name for name, state in machine.states.items() if name in left - automatic and not state.final]


def _move(sound: Sound, origin: str, target: str, *, by: str | None = None) -> Mapping:
    return group(
        label="Planté",
        verb="plante",
        from_=origin,
        to=target,
        by=by or _inside(sound),
        silent="Planté ici sans un mot.",
    )
