"""Parts of a letter about what was waived: each derogation in force, with who granted it, why, how far."""

from typing import Any

from workflow.case import Family
from workflow.derogations import Derogation, in_force
from workflow.letter_case import house_day
from workflow.shelf import Pinned


def derogation_parts(family: Family, pinned: Pinned) -> list[dict[str, Any]]:
    """Tell the derogations granted and not taken back, oldest first, whether or not their day is past."""
    return [derogation_part(one, pinned) for one in in_force(family, pinned)]


def derogation_part(one: Derogation, pinned: Pinned) -> dict[str, Any]:
    """Tell one derogation; its level is the strongest with which the rule objects."""
    rule = pinned.rules.get(one.rule)
    return {
        "ref": one.ref,
        "rule": one.rule,
        "title": rule.title if rule is not None else one.rule,
        "level": rule.level if rule is not None else None,
        "reason": one.reason,
        "up_to": one.up_to,
        "ends_on": one.until,
        "role_label": one.role,
        "granted_on": house_day(one.granted_at),
    }
