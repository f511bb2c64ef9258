"""What corrections changed, and opinions asked or given on what then changed, as one actor may read them."""

from collections.abc import Iterator

from forms.answer_changes import Change
from workflow.case import Case
from workflow.shaken import Shaken, corrected, shaken, standing_opinions
from workflow.sheet import unread_beside
from workflow.viewpoint import Viewpoint


def shaken_opinions(view: Viewpoint) -> Iterator[Shaken]:
    """Give the opinions of the current rounds whose basis changed since they were asked or given.

    An opinion rests on the answers its spawn names, or on all. Told inside, and to whoever the opinion
    is asked from: to the others it would betray that one is.
    """
    standing = standing_opinions(view.case, family=view.family, pinned=view.pinned)
    opinions = [child for child in standing if view.inside or _is_asked(view.of(child), child)]
    if opinions:
        hidden = unread_beside(view)
        yield from shaken(view.act, view.case, pinned=view.pinned, opinions=opinions, hidden=hidden)


def _is_asked(view: Viewpoint, child: Case) -> bool:
    return child.giver is not None and view.holds_any((child.giver,)) is not None


def corrected_by(view: Viewpoint) -> tuple[Change, ...] | None:
    """Give what changed in an application while a correction was open, or None for any other case."""
    parent = view.family.cases.get(view.case.parent_id or "")
    if parent is None:
        return None
    hidden = unread_beside(view.of(parent))
    return corrected(view.act, view.case, parent=parent, pinned=view.pinned, hidden=hidden)


__all__ = ["Shaken", "corrected_by", "shaken_opinions"]
