"""Promises of a rule, where the rule may be waived: a rule waived by derogation does not count as held."""

from collections.abc import Iterable

from workflow.definition.exploration.classes import waives
from workflow.definition.exploration.space import Choice, Path, Place, Situation, Space


def way_round(
    space: Space, rule: str, *, starts: Iterable[Situation], goal: Place, unruled: Choice
) -> Path | None:
    """Give the shortest path on which a derogation to the rule is asked before it was held, to the goal.

    None where the definition lets nobody waive the rule. Once one is asked, no evaluation of the rule
    counts: it may be waived there.
    """
    if rule not in (space.definition.derogations or {}):
        return None
    reached = space.reach([one for one in starts if not goal(one)], chosen=unruled)
    asked = {
        target: (here, step)
        for here in reversed(reached)
        for step, target in space.ways[here]
        if step.opening is not None and waives(space.definition.machines[step.opening.machine])
    }
    after = space.path(list(reversed(asked)), goal)
    if after is None:
        return None
    here, step = asked[after.start]
    before = space.back(reached, here)
    return Path(before.start, (*before.edges, (step, after.start), *after.edges))
