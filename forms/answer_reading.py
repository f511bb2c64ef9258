"""Reading the answer to one thing asked, whatever its kind."""

from types import MappingProxyType

from forms.asked import Asked
from forms.budget_answer import BUDGET_EXAMPLE, read_budget
from forms.kinds_reading import EXAMPLES as EXAMPLES_OF_ONE
from forms.kinds_reading import READERS, Value, read_one
from forms.rows_reading import read_calendar, read_table

_OF_ROWS = {"table": read_table, "calendar": read_calendar, "budget": read_budget}

EXAMPLES = MappingProxyType({**EXAMPLES_OF_ONE, "budget": BUDGET_EXAMPLE})
"""An answer of each kind that says by itself how it is written."""

KINDS = frozenset({*READERS, *_OF_ROWS})
"""Every kind that can be read."""


def read_answer(asked: Asked, text: str) -> Value:
    """Give the exact value of the answer typed.

    Raises `Refused` with what was found, what is expected and an example; the caller names the field.
    """
    reader = _OF_ROWS.get(asked.kind)
    return reader(asked, text) if reader is not None else read_one(asked, text)


__all__ = ["EXAMPLES", "KINDS", "Value", "read_answer"]
