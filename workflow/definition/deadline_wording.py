"""When a deadline falls, in words: how long after what."""

from workflow.definition.literals import UnknownValue
from workflow.definition.machine_model import Deadline
from workflow.definition.names import Names
from workflow.definition.nouns import word
from workflow.definition.wording import say_span


def say_deadline(deadline: Deadline, names: Names) -> str:
    """Write the delay and its origin: « 21 jours », « 2 mois après « Valable jusqu'au » »."""
    delay = "délai inconnu" if isinstance(deadline.after, UnknownValue) else say_span(deadline.after)
    if deadline.since is None:
        return delay
    deed = word("Deadline", "from", deadline.since)
    day = f"le dernier acte « {deed} »" if deed is not None else f"« {names.question(deadline.since)} »"
    at_once = not isinstance(deadline.after, UnknownValue) and deadline.after.count == 0
    return f"le jour donné par {day}" if at_once else f"{delay} après {day}"
