"""JSON seen by the strict reader: the same tree with places, once it is known to be JSON."""

import json
from typing import NoReturn

from forms.errors import Unreadable
from forms.problems import Mark, report


def as_json(text: bytes | str, *, name: str, most_bytes: int) -> str | None:
    """Give a JSON object's text made readable as YAML, or None when it is not JSON.

    Outside strings JSON's tabs are blanks, and inside them it has none: they become spaces,
    so that places stay true. A name in `.json` must be JSON: else `Unreadable`.
    """
    if len(text) > most_bytes:
        return None
    declared = name.endswith(".json")
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        if not declared and not decoded.lstrip().startswith("{"):
            return None
        json.loads(decoded.removeprefix("\ufeff"), parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        if not declared:
            return None
        problem = report(
            code="JSON-002",
            message="La syntaxe JSON n'est pas comprise à cet endroit.",
            mark=Mark(name, error.lineno, error.colno),
            remedy="Vérifiez les virgules, les guillemets doubles et les accolades.",
        )
        raise Unreadable(name=name, problems=(problem,)) from None
    except (ValueError, RecursionError):
        return None
    return decoded.replace("\t", " ")


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)
