"""Reading an answer made of rows: a table by its columns, a calendar of activities by month.

Rows are typed, or pasted, as a list of groups in YAML or JSON: `[{name: Loja, amount: "10,00"}]`.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from forms.asked import Asked
from forms.bounding import month_number, require_within
from forms.errors import LimitExceeded, Malformed, Refused, Unreadable
from forms.kinds_reading import EXAMPLES, Value, read_one
from forms.nearest import suggest
from forms.strict_yaml import Mapping as Group
from forms.strict_yaml import Node, Scalar, Sequence, read_yaml
from forms.tame_text import shown, tame

_MOST_DIGITS = 15
_EMPTY = "YAML-014"
_MOST_PROBLEMS = 20
_CALENDAR: Mapping[str, Asked] = MappingProxyType(
    {
        "activity": Asked("text", "activité", required=True),
        "from": Asked("month", "premier mois", required=True),
        "to": Asked("month", "dernier mois", required=True),
    }
)
Row = dict[str, Value]


def read_table(asked: Asked, text: str) -> list[Row]:
    """Read the rows of a table, each cell as its column asks; all problems come at once.

    The amounts of one column may not add up to more than an amount can hold. Raises `Malformed`.
    """
    rows = _rows(text, columns=asked.columns, example=_example(asked.columns))
    for name, column in asked.columns.items():
        if column.kind == "money" and len(str(sum(row.get(name, 0) for row in rows))) > _MOST_DIGITS:
            raise Malformed(
                message=f"la somme de la colonne « {column.label} » compte plus de {_MOST_DIGITS} chiffres ; "
                "vérifiez ses montants"
            )
    require_within(asked.kind, rows, asked.bounds)
    return rows


def read_calendar(asked: Asked, text: str) -> list[Row]:
    """Read activities, each from one month to another, both included. Raises `Malformed`."""
    rows = _rows(text, columns=_CALENDAR, example=EXAMPLES["calendar"])
    backwards = [
        f"ligne {rank} : « {shown(row['activity'])} » finirait ({row['to']}) "
        f"avant de commencer ({row['from']})"
        for rank, row in enumerate(rows, start=1)
        if month_number(row["to"]) < month_number(row["from"])
    ]
    if backwards:
        told = " ; ".join(backwards[:_MOST_PROBLEMS])
        raise Malformed(message=f"{told} ; écrivez par exemple {EXAMPLES['calendar']}")
    require_within(asked.kind, rows, asked.bounds)
    return rows


def _rows(text: str, *, columns: Mapping[str, Asked], example: str) -> list[Row]:
    node = _read(tame(text, lines=True), example=example)
    if not isinstance(node, Sequence):
        raise Malformed(message=f"une liste de lignes est attendue ; écrivez par exemple {example}")
    problems: list[str] = []
    rows: list[Row] = []
    for rank, item in enumerate(node.items, start=1):
        row: Row = {}
        rows.append(row)
        if isinstance(item, Group):
            problems += [f"ligne {rank}, {told}" for told in _cells(item, columns, row)]
        else:
            problems.append(f"ligne {rank} : des colonnes sont attendues, par exemple {example}")
    if problems:
        more = [f"et {len(problems) - _MOST_PROBLEMS} autres"] if len(problems) > _MOST_PROBLEMS else []
        raise Malformed(message=" ; ".join([*problems[:_MOST_PROBLEMS], *more]))
    return rows


def _read(text: str, *, example: str) -> Node:
    try:
        return read_yaml(text, name="réponse")
    except Unreadable as error:
        first = error.problems[0]
        told = "aucune ligne n'est donnée" if first.code == _EMPTY else first.message.rstrip(".")
        raise Malformed(message=f"{told} ; écrivez par exemple {example}") from None
    except LimitExceeded as error:
        raise Malformed(message=error.message.rstrip(".")) from None


def _cells(group: Group, columns: Mapping[str, Asked], row: Row) -> Iterator[str]:
    """Read one row into `row`; give what is wrong with it."""
    for key, _ in group.entries:
        if key.text not in columns:
            remedy = suggest(key.text, columns).rstrip(".")
            yield f"colonne « {shown(key.text)} » inconnue ; {remedy[:1].lower()}{remedy[1:]}"
    for name, column in columns.items():
        cell = group.get(name)
        if cell is None or (isinstance(cell, Scalar) and not cell.text.strip()):
            if column.required:
                yield f"« {column.label} » ({name}) manque"
            continue
        if not isinstance(cell, Scalar):
            yield f"« {column.label} » ({name}) : une seule valeur est attendue"
            continue
        try:
            row[name] = read_one(column, cell.text)
        except Refused as refusal:
            yield f"« {column.label} » ({name}) : {_told(refusal)}"


def _told(refusal: Refused) -> str:
    """Give what is wrong with a cell and what would do, as one part of a sentence."""
    remedies = " ".join(refusal.remedies)
    told = (refusal.message, remedies[:1].lower() + remedies[1:])
    return " ; ".join(part.rstrip(".") for part in told if part)


def _example(columns: Mapping[str, Asked]) -> str:
    cells = (f'{name}: "{_cell(column)}"' for name, column in columns.items())
    return f"[{{{', '.join(cells)}}}]"


def _cell(column: Asked) -> str:
    return next(iter(column.options), "") or EXAMPLES.get(column.kind, "…")
