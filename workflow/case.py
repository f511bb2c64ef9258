"""One case in memory: its row, and what has changed since it was read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import orjson

Tree = dict[str, Any]

_TREES = frozenset({"rounds", "milestones", "clocks", "reserved", "answers"})
_KEPT_APART = frozenset({"answers", "position", "head", "draft_number"})


def canonical(value: object) -> str:
    """Write a tree as canonical JSON: sorted keys, no spaces, UTF-8."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


@dataclass(slots=True)
class Case:
    """A case as its row says, with trees read and changes gathered.

    `rounds` gives the current round of each kind of child; `milestones` the instant of each
    deed done; `clocks` the delays that outlive states; `reserved` the cents held per side.
    """

    id: str
    ref: str
    root_id: str
    parent_id: str | None
    window_id: str | None
    slot: str | None
    key: str | None
    round: int
    giver: str | None
    machine: str
    definition: str | None
    call_code: str | None
    title: str
    owner: str | None
    region: str | None
    state: str
    position: int
    head: str
    entered_at: str
    created_at: str
    rounds: Tree
    milestones: Tree
    clocks: Tree
    reserved: Tree
    draft_number: int
    answers: Tree
    seen_position: int = 0
    seen_answers: Tree | None = None
    changed: Tree = field(default_factory=dict)

    def set(self, **values: object) -> None:
        """Change columns of the row and remember that they must be written down."""
        for name, value in values.items():
            setattr(self, name, value)
            self.changed[name] = value

    def is_root(self) -> bool:
        """Tell whether the case has no parent."""
        return self.parent_id is None

    def answer(self, path: str) -> Any:  # noqa: ANN401 -- an answer is a JSON tree of any shape
        """Give the answer at a dotted path, or None."""
        found: Any = self.answers
        for name in path.split("."):
            if not isinstance(found, Mapping):
                return None
            found = found.get(name)
        return found

    def projection(self) -> dict[str, Any]:
        """Give what an entry must record so that the row can be rebuilt from entries alone."""
        return {name: getattr(self, name) for name in COLUMNS if name not in _KEPT_APART}

    def row(self) -> dict[str, Any]:
        """Give the row as written in the base."""
        return self.columns(COLUMNS)

    def columns(self, names: Iterable[str], *, prefix: str = "") -> dict[str, Any]:
        """Give some columns as written in the base, under prefixed names."""
        return {
            f"{prefix}{name}": canonical(getattr(self, name)) if name in _TREES else getattr(self, name)
            for name in names
        }


def new_case(*, now: str, machine: str, state: str, **told: Any) -> Case:  # noqa: ANN401 -- columns of any type
    """Make a case that nothing has happened to yet: its own root, first round, empty trees.

    `now` is the instant of the act as the base keeps it; `told` overrides any column.
    """
    identity = uuid4().hex
    blank: Tree = {
        "id": identity,
        "ref": "",
        "root_id": identity,
        "round": 0,
        "machine": machine,
        "title": "",
        "state": state,
        "position": 0,
        "head": "",
        "entered_at": now,
        "created_at": now,
        "rounds": {},
        "milestones": {},
        "clocks": {},
        "reserved": {},
        "draft_number": 0,
        "answers": {},
    }
    absent: Tree = dict.fromkeys(COLUMNS)
    return Case(**absent | blank | told)


COLUMNS = tuple(name for name in Case.__slots__ if name not in {"seen_position", "seen_answers", "changed"})


def read_case(row: tuple[Any, ...]) -> Case:
    """Make a case of a row whose columns come in the order of `COLUMNS`."""
    values = list(row)
    for index in _TREE_PLACES:
        values[index] = orjson.loads(values[index])
    case = Case(*values)
    case.seen_position = case.position
    case.seen_answers = case.answers
    return case


_TREE_PLACES = tuple(COLUMNS.index(name) for name in _TREES)


@dataclass(slots=True)
class Family:
    """A root and all its descendants, read together and locked together."""

    cases: dict[str, Case]
    root: Case
    window: Case | None

    def find(self, ref: str) -> Case | None:
        """Give the member of that reference."""
        return next((case for case in self.cases.values() if case.ref == ref), None)

    def children(self, parent: Case) -> Iterator[Case]:
        """Give the children of a case, oldest first."""
        return (case for case in self.cases.values() if case.parent_id == parent.id)


def gather_family(cases: list[Case]) -> Family | None:
    """Order a family read from the base, oldest first; None when there was none.

    The window an application was filed in comes with it, and is a root of its own.
    """
    if not cases:
        return None
    roots = [case for case in cases if case.is_root()]
    root = next((case for case in roots if case.window_id), roots[0])
    window = next((case for case in roots if case.id == root.window_id), None)
    members = sorted((case for case in cases if case.root_id == root.id), key=_age)
    return Family({case.id: case for case in members}, root, window)


def _age(case: Case) -> tuple[str, str]:
    return case.created_at, case.ref


def owner_of(answers: Mapping[str, Any]) -> str | None:
    """Give the number by which the lead is known: its SIRET, else its RNA, else a code of the house's own."""
    lead = answers.get("lead") or {}
    found: str | None = lead.get("siret") or lead.get("rna") or lead.get("code")
    return found


def describe(case: Case, answers: Mapping[str, Any]) -> None:
    """Give an application its answers, and copy from them what lists and scopes read."""
    case.answers = dict(answers)
    case.set(
        title=answers.get("title") or "Sans titre",
        owner=owner_of(answers),
        region=(answers.get("lead") or {}).get("region"),
    )


def as_described(case: Case, answers: Mapping[str, Any]) -> Case:
    """Give the case as other answers would describe it; the case itself does not change."""
    found = replace(case, changed={})
    describe(found, answers)
    return found
