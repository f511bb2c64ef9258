"""How many derogations in force the applications counted have, by rule."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select

from workflow.act import Act
from workflow.case import Family, read_case
from workflow.cases import reads_as_inside
from workflow.counted import Counted
from workflow.derogations import in_force
from workflow.store import statements as st
from workflow.store import tables as t

_cases = st.table(t.CaseRow)


def count_derogations(act: Act, counted: Sequence[Counted]) -> Mapping[str, int]:
    """Count derogations granted and not taken back, by rule; only of files the actor reads from inside."""
    read = {one.case.id: one for one in counted if reads_as_inside(act, one.case, one.pinned)}
    machines = {name for one in read.values() for name in one.pinned.derogating}
    if not machines:
        return {}
    named = or_(*(_cases.c.machine == name for name in sorted(machines)))
    chosen = select(_cases).where(named, _cases.c.parent_id.is_not(None))
    found: Counter[str] = Counter()
    for child in map(read_case, act.tx.read((st.prepare(chosen), {}))[0]):
        root = read.get(child.root_id)
        if root is not None:
            family = Family({child.id: child}, root.case, None)
            found.update(one.rule for one in in_force(family, root.pinned))
    return dict(sorted(found.items()))
