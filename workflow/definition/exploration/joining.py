"""Whether the children present are where a transition wants them: exact, for classes follow the joins."""

from workflow.definition.exploration.classes import ChildKind
from workflow.definition.machine_model import ChildrenJoin, Transition


def joined(transition: Transition, kinds: tuple[ChildKind, ...], masks: tuple[int, ...]) -> bool:
    """Tell whether every join of a transition holds over the classes present, kind by kind."""
    held = {kind.slot: (kind, mask) for kind, mask in zip(kinds, masks, strict=True)}
    return all(
        _holds(condition, [held[slot] for slot in condition.children])
        for condition in transition.when
        if isinstance(condition, ChildrenJoin)
    )


def _holds(join: ChildrenJoin, held: list[tuple[ChildKind, int]]) -> bool:
    if join.all and not (any(mask for _, mask in held) or join.or_none):
        return False
    return (
        all(not join.all or not mask & ~kind.mask(join.all) for kind, mask in held)
        and (not join.any or any(mask & kind.mask(join.any) for kind, mask in held))
        and not any(mask & kind.mask(join.none) for kind, mask in held)
    )
