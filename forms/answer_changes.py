"""What changed between two states of an application, field by field, lines of lists matched."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from forms import choices
from forms.answers import Answers
from forms.field_paths import label_of
from forms.file_tree import to_file
from forms.money import euros, parse_euros

_NOTHING: Mapping[str, Any] = {}
_ELEMENT = re.compile(r"\[[0-9]+\]")
_NO_WORDS: Mapping[str, str] = {}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "lead.kind": choices.LEAD_KINDS,
    "lead.profile": choices.PROFILES,
    "authorities[].role": choices.ROLES,
    "authorities[].commitment": choices.COMMITMENTS,
    "rate_choice": choices.RATE_CHOICES,
    "declarations.earlier_reports": choices.EARLIER_REPORTS,
    "declarations.partnership": choices.PARTNERSHIPS,
    "budget.expenses[].category": choices.CATEGORIES,
    "budget.resources[].payer": choices.PAYERS,
    "budget.resources[].kind": choices.OTHER_PAYERS,
    "budget.resources[].status": choices.STANDINGS,
    "attachments[].kind": choices.ATTACHMENTS,
}
_NONE = "(rien)"
_MONEY = (".cash", ".in_kind", ".share", ".total", ".requested")


@dataclass(frozen=True, slots=True)
class Change:
    """One field whose answer changed; `before` or `after` is None where there was, or is, none.

    Values are trees of texts, as the application file writes them. A line that left a list is named
    by the rank it had, any other by the rank it has. What is no part of the file is `named` by whoever
    asks it, and its values are already in words.
    """

    path: str
    before: Any
    after: Any
    named: str = ""

    @property
    def label(self) -> str:
        """The field's name as people read it."""
        return self.named or label_of(self.path)

    @property
    def words(self) -> tuple[str, str]:
        """The answer before and after, in words."""
        if self.named:
            return (self.before or _NONE, self.after or _NONE)
        return (written(self.path, self.before), written(self.path, self.after))

    def tree(self) -> dict[str, Any]:
        """Give the change as JSON."""
        return {"path": self.path, "label": self.label, "before": self.before, "after": self.after}

    def told(self) -> str:
        """Write the change in one line: « coût total : 1,00 € → 2,00 € »."""
        return f"{self.label} : {' → '.join(self.words)}"


def changes(before: Answers, after: Answers) -> tuple[Change, ...]:
    """Compare two trees of answers; keys that are no part of an application are left alone."""
    return tuple(_compared("", to_file(before), to_file(after)))


def written(path: str, value: Any) -> str:  # noqa: ANN401 -- a tree of texts of any shape
    """Write an answer in words, amounts as French writes them; « (rien) » for none."""
    if value is None or value in ([], {}):
        return _NONE
    if isinstance(value, list):
        return " ; ".join(written(path, item) for item in value)
    if isinstance(value, dict):
        return ", ".join(written(f"{path}.{name}", item) for name, item in value.items())
    if path.endswith(_MONEY):
        return euros(parse_euros(value))
    return _WORDS.get(_ELEMENT.sub("[]", path), _NO_WORDS).get(value, str(value))


def _compared(path: str, before: Any, after: Any) -> Iterator[Change]:  # noqa: ANN401 -- trees of texts
    if before == after:
        return
    if _is_group(before) and _is_group(after) and (before or after or path == ""):
        old, new = before or _NOTHING, after or _NOTHING
        for name in dict.fromkeys((*old, *new)):
            yield from _compared(f"{path}.{name}" if path else name, old.get(name), new.get(name))
    elif _is_lines(before) and _is_lines(after):
        yield from _lines(path, before or [], after or [])
    else:
        yield Change(path, before, after)


def _is_group(value: object) -> bool:
    return value is None or isinstance(value, Mapping)


def _is_lines(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, Mapping) for item in value))


def _lines(path: str, before: list[Any], after: list[Any]) -> Iterator[Change]:
    """Match the lines kept as they were; pair the others in order, what is over came or went."""
    matcher = SequenceMatcher(
        None, [repr(line) for line in before], [repr(line) for line in after], autojunk=False
    )
    for kind, left, left_end, right, right_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        paired = min(left_end - left, right_end - right)
        for rank in range(paired):
            yield from _compared(f"{path}[{right + rank}]", before[left + rank], after[right + rank])
        for rank in range(left + paired, left_end):
            yield Change(f"{path}[{rank}]", before[rank], None)
        for rank in range(right + paired, right_end):
            yield Change(f"{path}[{rank}]", None, after[rank])
