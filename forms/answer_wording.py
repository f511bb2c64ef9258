"""An answer as French readers write it, whatever its kind."""

from typing import Any

from forms.asked import Asked
from forms.budget_answer import say_budget
from forms.money import BasisPoints, Cents, euros, percent
from forms.typography import counted
from forms.wording import long_date

_YES_NO = {True: "oui", False: "non"}


def say_answer(asked: Asked, value: Any) -> str:  # noqa: ANN401, C901, PLR0911 -- any JSON value, one way for each kind
    """Write an answer: amounts and days in full, choices by their labels, rows one after the other.

    Codes of countries and regions stay codes; a `value` that is not of its kind is written as it is.
    """
    if isinstance(value, bool):
        return _YES_NO[value]
    match asked.kind:
        case "money":
            return euros(Cents(value))
        case "percentage":
            return percent(BasisPoints(value))
        case "date":
            return long_date(value)
        case "choice":
            return asked.options.get(value, str(value))
        case "choices":
            return ", ".join(asked.options.get(one, str(one)) for one in value)
        case "table":
            return " ; ".join(_row(asked, row) for row in value)
        case "calendar":
            return " ; ".join(f"{row['activity']} (de {row['from']} à {row['to']})" for row in value)
        case "budget":
            return say_budget(value)
        case "file":
            return f"{value['name']}{_size(value)}"
        case _:
            return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _row(asked: Asked, row: dict[str, Any]) -> str:
    return ", ".join(
        f"{column.label} : {say_answer(column, row[name])}"
        for name, column in asked.columns.items()
        if name in row
    )


def _size(value: dict[str, Any]) -> str:
    return f" ({counted(value['size'], 'octet')})" if "size" in value else ""
