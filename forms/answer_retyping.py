"""An answer written back as it is typed: what the reader of its kind reads again unchanged."""

import json
from typing import Any

from forms.answers import budget_from_answers
from forms.application_writing import write_budget_part
from forms.asked import Asked
from forms.money import BasisPoints, Cents, percent, plain

_YES_NO = {True: "oui", False: "non"}


def retyped(asked: Asked, value: Any) -> str:  # noqa: ANN401, PLR0911 -- any JSON value, one way for each kind
    """Give the text that `forms.answer_reading` reads as this value of the kind asked.

    Choices, columns and bounds are not looked at: whether they still admit the value is what reading
    the text tells. A value of another kind is written as it is.
    """
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, int):
        return _number(asked.kind, value)
    if asked.kind == "budget":
        return write_budget_part(budget_from_answers(value))
    if isinstance(value, dict):
        size = f" ({value['size']} octets)" if "size" in value else ""
        return f"{value.get('name', '')}{size}"
    if isinstance(value, list):
        if all(isinstance(one, dict) for one in value):
            return json.dumps([_row(asked, row) for row in value], ensure_ascii=False)
        return ", ".join(map(str, value))
    return str(value)


def _number(kind: str, value: int) -> str:
    match kind:
        case "money":
            return plain(Cents(value))
        case "percentage":
            return percent(BasisPoints(value))
        case _:
            return str(value)


def _row(asked: Asked, row: dict[str, Any]) -> dict[str, str]:
    return {
        name: retyped(asked.columns[name], cell) if name in asked.columns else str(cell)
        for name, cell in row.items()
        if cell is not None
    }
