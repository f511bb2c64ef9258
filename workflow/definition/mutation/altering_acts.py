"""Acts altered: what holds them back, where they lead, where they start from, what they ask."""

from collections.abc import Iterator
from itertools import combinations

from forms.strict_yaml import Mapping
from workflow.definition.machine_model import ChildrenJoin, Comparison
from workflow.definition.mutation.alteration import Alteration, Edit, removal, replacement
from workflow.definition.mutation.naming import say_act, say_state
from workflow.definition.mutation.sites import ActSite, act_sites, machine_sites
from workflow.definition.resolved import Resolved
from workflow.definition.tree import Path, entry
from workflow.definition.words import ENGINE, SAME


def drop_guard(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each condition of each act."""
    for site in act_sites(resolved):
        for index, condition in enumerate(site.act.when):
            told = f"condition {_condition(condition)} retirée de {site.said}"
            yield removal((*site.path, "when", index), told)


def drop_rule(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each rule of each act."""
    for site in act_sites(resolved):
        for index, rule in enumerate(site.act.rules):
            yield removal((*site.path, "rules", index), f"règle {rule} retirée de {site.said}")


def retarget(resolved: Resolved) -> Iterator[Alteration]:
    """Lead each act to each state near its origins or its target, to each end, and nowhere else."""
    for site in act_sites(resolved):
        for state in (*_near(site), SAME):
            if state != site.act.target:
                told = f"{site.said} mène à {say_state(site.machine, state)}"
                yield replacement((*site.path, "to"), state, told)


def drop_origin(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each origin of the acts that have several."""
    for site in act_sites(resolved):
        if len(site.act.origins) > 1:
            for index, origin in enumerate(site.act.origins):
                told = f"{site.said} ne part plus de {say_state(site.machine, origin)}"
                yield removal((*site.path, "from", index), told)


def add_origin(resolved: Resolved) -> Iterator[Alteration]:
    """Let each act start from each state near its origins or its target that is not an end."""
    yield from _started_from(resolved, final=False)


def leave_end(resolved: Resolved) -> Iterator[Alteration]:
    """Let each act start from each end, where nothing is awaited any more."""
    yield from _started_from(resolved, final=True)


def _started_from(resolved: Resolved, *, final: bool) -> Iterator[Alteration]:
    for site in act_sites(resolved):
        for state in _near(site):
            if state not in site.act.origins and site.machine.states[state].final is final:
                told = f"{site.said} part aussi de {say_state(site.machine, state)}"
                yield replacement((*site.path, "from", len(site.act.origins)), state, told)


def drop_act(resolved: Resolved) -> Iterator[Alteration]:
    """Take out each act, with what only mentions it: incompatibilities, and clocks it stops."""
    for site in act_sites(resolved):
        mentions = [Edit(path, None) for path in _mentions(site)]
        yield Alteration(site.path, f"{site.said} retiré", (*mentions, Edit(site.path, None)))


def swap_automatic(resolved: Resolved) -> Iterator[Alteration]:
    """Exchange each two moves of the engine that leave one state: the first that can is taken."""
    for path, machine in machine_sites(resolved):
        engine = [name for name, act in machine.transitions.items() if ENGINE in act.by]
        for first, second in combinations(engine, 2):
            if set(machine.transitions[first].origins) & set(machine.transitions[second].origins):
                here = (*path, "transitions")
                node = resolved.place(here).node
                told = f"{say_act(machine, second)} essayé avant {say_act(machine, first)}"
                if isinstance(node, Mapping):
                    yield replacement(here, _swapped(node, first, second), told)


def _swapped(node: Mapping, first: str, second: str) -> Mapping:
    pairs = {first: entry(node, second), second: entry(node, first)}
    return Mapping(tuple(pairs.get(pair[0].text) or pair for pair in node.entries), node.mark)


def _near(site: ActSite) -> list[str]:
    """Give the states that share a phase with an origin or the target, and the final ones."""
    states = site.machine.states
    touched = (*site.act.origins, site.act.target)
    phases = {states[name].phase for name in touched if name in states}
    return [name for name, state in states.items() if state.phase in phases or state.final]


def _mentions(site: ActSite) -> Iterator[Path]:
    machine: Path = site.path[:2]
    for name, act in site.machine.transitions.items():
        if site.name in act.unlike:
            yield (*machine, "transitions", name, "unlike", act.unlike.index(site.name))
    for name, clock in site.machine.clocks.items():
        if site.name in clock.stops:
            yield (*machine, "clocks", name, "stops", clock.stops.index(site.name))


def _condition(condition: ChildrenJoin | Comparison) -> str:
    if isinstance(condition, ChildrenJoin):
        return f"sur « {', '.join(condition.children)} »"
    return f"sur « {condition.field} »"
