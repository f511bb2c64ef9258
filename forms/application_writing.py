"""Writing an application as the public file that `read_application` reads back equal."""

import json
from collections.abc import Iterator, Mapping

from forms.answers import budget_tree, to_answers
from forms.application import Application
from forms.budget import Budget
from forms.money import Cents, plain

_MONEY = frozenset({"total", "requested", "share", "cash", "in_kind"})
_INDENT = "  "


def write_application(application: Application) -> str:
    """Write an application file: YAML, amounts as quoted text, a line of a budget on one line."""
    answers = to_answers(application)
    if application.budget is not None and not application.budget.resources:
        # A budget without any resource says so; the other lists may be missing.
        answers["budget"] = {**_mapping(answers["budget"]), "resources": []}
    return "\n".join(_lines(_public(answers), "")) + "\n"


def write_budget_part(budget: Budget) -> str:
    """Write a budget alone, on one line, as `forms.budget_answer` reads it back equal."""
    return _flow(_public({"resources": [], **_mapping(budget_tree(budget))}))


def _mapping(value: object) -> Mapping[str, object]:
    assert isinstance(value, Mapping)  # noqa: S101 -- what is asked here is a group of answers
    return value


def _public(value: object, key: str = "") -> object:
    """Give a part of the answers as the file says it: amounts as texts, a currency beside its amounts."""
    if isinstance(value, Mapping):
        exchange = value.get("exchange")
        merged = {name: one for name, one in value.items() if name != "exchange"} | dict(exchange or {})
        # An empty text, such as the label of an expense, is written by leaving its key out.
        return {name: _public(one, str(name)) for name, one in merged.items() if one != ""}
    if isinstance(value, list):
        found = [_public(one, key) for one in value]
        # One amount alone is that of the whole, however many years there are.
        return found[0] if key in _MONEY and len(found) == 1 else found
    if isinstance(value, int):
        return plain(Cents(value)) if key in _MONEY else value
    return value


def _lines(value: object, indent: str) -> Iterator[str]:
    for key, one in _mapping(value).items():
        if isinstance(one, Mapping) and one:
            yield f"{indent}{key}:"
            yield from _lines(one, indent + _INDENT)
        elif isinstance(one, list) and any(isinstance(item, Mapping) for item in one):
            yield f"{indent}{key}:"
            yield from (f"{indent}{_INDENT}- {_flow(item)}" for item in one)
        else:
            yield f"{indent}{key}: {_flow(one)}"


def _flow(value: object) -> str:
    """Write a value on one line; a text is always quoted, so that nothing in it is read as anything else."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
