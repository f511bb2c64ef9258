"""How a simulation speaks of two definitions, of verdicts and of amounts, whatever was simulated."""

from forms.money import Cents, euros, plain
from forms.wording import long_date
from workflow.assessing import Yardstick

UNKNOWN = "inconnu"
VERDICTS = {"valid": "recevable", "invalid": "non recevable", "unreadable": "ne peut être jugé"}
BLOCK = "block"
_SHORT = len("sha256:") + 12


def amount(cents: Cents | None) -> str:
    """Write an amount, or say that it is not known."""
    return UNKNOWN if cents is None else euros(cents)


def amount_tree(cents: Cents | None) -> str | None:
    """Give an amount as JSON: text with a point, or null."""
    return None if cents is None else plain(cents)


def passage(before: str, after: str) -> str:
    """Write what something was and what it becomes, once when nothing changes."""
    return before if before == after else f"{before} → {after}"


def named(by: Yardstick) -> str:
    """Name a definition: its title, its code, its digest cut short, and the day it is read on."""
    day = f", lu au {long_date(by.at)}" if by.at else ", sans date de référence connue"
    definition = by.bundle.definition
    return f"« {definition.title} » ({definition.code}, {by.bundle.digest[:_SHORT]}…){day}"


def definition_tree(by: Yardstick) -> dict[str, object]:
    """Give a definition as JSON: code, digest, reference day."""
    return {
        "call": by.call,
        "definition": by.bundle.digest,
        "at": by.at.isoformat() if by.at else None,
    }
