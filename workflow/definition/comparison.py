"""What one definition changes against another: for people in sentences, for machines as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from forms.problems import Mark
from workflow.definition.bundle import canonical
from workflow.definition.change_wording import tell
from workflow.definition.differences import Difference, differences
from workflow.definition.model import Definition
from workflow.definition.resolved import Resolved
from workflow.definition.tree import dotted


@dataclass(frozen=True, slots=True)
class Change:
    """One change: where and what, the French sentence that tells it, the place it was written at.

    `mark` is known only where the definitions came from files: the place of the new value, or the
    one from which a value is gone.
    """

    difference: Difference
    sentence: str
    mark: Mark | None = None

    def to_json(self) -> dict[str, object]:
        """Give the change as one JSON object; applied in order, changes make one canonical tree the other."""
        found = self.difference
        return {
            "path": dotted(found.path),
            "steps": list(found.path),
            "kind": found.kind,
            "before": found.before,
            "after": found.after,
            "rank": found.rank,
            "sentence": self.sentence,
            "file": self.mark.file if self.mark else None,
            "line": self.mark.line if self.mark else None,
        }


def compare(before: Definition, after: Definition) -> tuple[Change, ...]:
    """Give every change that leads from one resolved definition to another, from the outside in.

    There is none exactly when both are written as one canonical text. Lists are compared as sets;
    another order of the same things is one change, since it is published and hashed too.
    """
    tree = canonical(after)
    found = differences(canonical(before), tree)
    return tuple(Change(one, tell(one, before=before, after=after, tree=tree)) for one in found)


def placed(changes: Iterable[Change], *, before: Resolved, after: Resolved) -> tuple[Change, ...]:
    """Give the changes with the places of the files that make them."""
    return tuple(replace(change, mark=_mark(change.difference, before, after)) for change in changes)


def _mark(difference: Difference, before: Resolved, after: Resolved) -> Mark:
    said = before if difference.kind == "removed" else after
    return said.place(difference.path).token[0]
