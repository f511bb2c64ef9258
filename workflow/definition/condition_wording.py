"""What a transition waits for, in words: children in some states, answers that are given."""

from workflow.definition.intervals import bounds_of
from workflow.definition.machine_model import ChildrenJoin, Comparison
from workflow.definition.names import Names
from workflow.definition.wording import say_bounds


def say_condition(condition: ChildrenJoin | Comparison, *, machine: str, names: Names) -> str:
    """Write one condition of a circuit's transition as a clause: « aucune « Avis » n'est « en cours » »."""
    if isinstance(condition, Comparison):
        return _comparison(condition, names)
    awaited = _either([names.slot(machine, slot) for slot in condition.children])
    first = condition.children[0]

    def states(listed: tuple[str, ...]) -> str:
        return _either([names.child_state(machine, first, state) for state in listed])

    clauses = []
    if condition.all:
        or_none = ", ou il n'y en a pas" if condition.or_none else ""
        clauses.append(f"toute affaire {awaited} est {states(condition.all)}{or_none}")
    if condition.any:
        clauses.append(f"une affaire {awaited} au moins est {states(condition.any)}")
    if condition.none:
        clauses.append(f"aucune affaire {awaited} n'est {states(condition.none)}")
    return " et ".join(clauses)


def _comparison(comparison: Comparison, names: Names) -> str:
    asked = f"« {names.question(comparison.field)} »"
    if comparison.is_of_order():
        return f"{asked} : {say_bounds(bounds_of(comparison))}"
    if comparison.known is not None:
        return f"{asked} est donné" if comparison.known else f"{asked} n'est pas donné"
    values = comparison.one_of or (comparison.equals or "",)
    return f"{asked} est {_either([names.choice(comparison.field, value) for value in values])}"


def _either(texts: list[str]) -> str:
    quoted = [f"« {text} »" for text in dict.fromkeys(texts)]
    return " ou ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
