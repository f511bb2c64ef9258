"""Answers: an application as a JSON tree, the shape in which a case keeps it.

Keys are those of the application file; money is integer cents; what was not given is absent.
Reading back trusts the tree: it was checked when it was written, and this is a hot path.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from forms.application import (
    Application,
    Attachment,
    Authority,
    Contact,
    Country,
    Declarations,
    ForeignAuthority,
    Party,
)
from forms.budget import Budget, Exchange, Expense, Resource
from forms.money import Cents

Answers = Mapping[str, Any]
"""A JSON object; `Any` because its values are JSON trees of every shape."""

_PLAIN = ("call", "title", "rate_choice", "months")
_LISTS = ("authorities", "foreign_authorities", "countries", "themes", "attachments")
_NOTHING: Mapping[str, Any] = {}


def to_answers(application: Application) -> dict[str, object]:
    """Write an application as a JSON tree that `from_answers` reads back unchanged."""
    answers: dict[str, object] = {
        name: getattr(application, name) for name in _PLAIN if getattr(application, name) is not None
    }
    if application.lead is not None:
        answers["lead"] = _tree(application.lead)
    for name in _LISTS:
        if getattr(application, name):
            answers[name] = [_tree(item) for item in getattr(application, name)]
    goals = {"primary": application.primary_goals, "secondary": application.secondary_goals}
    if any(goals.values()):
        answers["sdgs"] = {name: list(numbers) for name, numbers in goals.items() if numbers}
    if application.markers:
        answers["markers"] = dict(application.markers)
    if application.declarations != Declarations():
        answers["declarations"] = _tree(application.declarations)
    if application.budget is not None:
        answers["budget"] = _tree(application.budget)
    return answers


def from_answers(answers: Answers) -> Application:
    """Build the application a JSON tree of `to_answers` describes; other keys are left alone."""
    get = answers.get
    lead, budget, declarations = get("lead"), get("budget"), get("declarations")
    goals = get("sdgs", _NOTHING)
    return Application(
        call=get("call"),
        title=get("title"),
        lead=_party(lead) if lead is not None else None,
        authorities=tuple([_authority(item.get) for item in get("authorities", ())]),
        foreign_authorities=tuple(
            [ForeignAuthority(item["name"], item["country"]) for item in get("foreign_authorities", ())]
        ),
        countries=tuple([Country(item["code"], item.get("share")) for item in get("countries", ())]),
        rate_choice=get("rate_choice"),
        months=get("months"),
        themes=tuple(get("themes", ())),
        primary_goals=tuple(goals.get("primary", ())),
        secondary_goals=tuple(goals.get("secondary", ())),
        markers=get("markers", _NOTHING),
        declarations=_declarations(declarations) if declarations is not None else Declarations(),
        budget=budget_from_answers(budget) if budget is not None else None,
        attachments=tuple([Attachment(item["kind"], item["file"]) for item in get("attachments", ())]),
    )


def budget_from_answers(tree: Answers) -> Budget:
    """Build a budget from its JSON tree."""
    get = tree.get
    return Budget(
        total=tree["total"],
        requested=tree["requested"],
        years=tuple(get("years", ())),
        expenses=tuple([_expense(line["category"], line.get) for line in get("expenses", ())]),
        resources=resources_from_answers(tree),
    )


def resources_from_answers(tree: Answers) -> tuple[Resource, ...]:
    """Build the resources alone of a budget, whole or not, from its JSON tree."""
    return tuple([_resource(line["payer"], line.get) for line in tree.get("resources", ())])


def budget_tree(budget: Budget) -> object:
    """Write a budget as the JSON tree that `budget_from_answers` reads back unchanged."""
    return _tree(budget)


def _tree(value: object) -> object:
    """Write a dataclass as an object without its absent or empty parts."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_tree(item) for item in value]
    parts = ((part.name, getattr(value, part.name)) for part in fields(value))  # type: ignore[arg-type] # only dataclasses are left
    return {name: _tree(part) for name, part in parts if part is not None and part != ()}


def _party(tree: Answers) -> Party:
    get = tree.get
    representative, contact = get("representative"), get("contact")
    return Party(
        tree["name"],
        tree["kind"],
        get("siret"),
        get("rna"),
        get("region"),
        get("profile"),
        _contact(representative.get) if representative is not None else None,
        _contact(contact.get) if contact is not None else None,
    )


def _contact(get: Any) -> Contact:  # noqa: ANN401 -- the bound `get` of a JSON object
    return Contact(get("name"), get("function"), get("email"), get("phone"))


def _authority(get: Any) -> Authority:  # noqa: ANN401 -- the bound `get` of a JSON object
    return Authority(
        get("name"), get("siret"), get("region"), get("role"), get("commitment"), get("apd_year")
    )


def _declarations(tree: Answers) -> Declarations:
    get = tree.get
    atlas = get("atlas")
    return Declarations(
        get("apd_year"),
        get("earlier_reports"),
        date.fromisoformat(atlas) if atlas is not None else None,
        tuple(get("partnership", ())),
    )


def _expense(category: str, get: Any) -> Expense:  # noqa: ANN401 -- the bound `get` of a JSON object
    return Expense(
        category,
        get("label", ""),
        get("country"),
        tuple(get("cash", ())),
        tuple(get("in_kind", ())),
        get("payer"),
    )


def _resource(payer: str, get: Any) -> Resource:  # noqa: ANN401 -- the bound `get` of a JSON object
    exchange = get("exchange")
    return Resource(
        payer,
        get("name"),
        get("kind"),
        get("country"),
        tuple(get("cash", ())),
        tuple(get("in_kind", ())),
        _exchange(exchange) if exchange is not None else None,
        get("status"),
    )


def _exchange(tree: Answers) -> Exchange:
    def amounts(name: str) -> tuple[Cents, ...]:
        return tuple(tree.get(name, ()))

    return Exchange(
        tree["currency"],
        tree["rate"],
        date.fromisoformat(tree["rate_date"]),
        tree["rate_source"],
        amounts("cash"),
        amounts("in_kind"),
    )
