"""Applying a remedy as its words say: the amounts are read from the sentence, nothing else is known."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from forms.budget import Amounts, Budget, Expense, Resource
from forms.choices import Payer, RateChoice
from forms.currency import parse_rate, to_euros
from forms.money import Cents, euros, parse_euros
from proofs.remedies_years import shifted
from rules.facts import Facts
from rules.findings import Finding

L = TypeVar("L", Expense, Resource)

_AMOUNT = re.compile("[0-9][0-9\u202f]*,[0-9]{2}\u00a0€")
_LINE = re.compile(r"\[([0-9]+)\]")
_RATE = re.compile(r"[0-9]+\.[0-9]+")
_COUNT = re.compile("([0-9]+) (?:mois|année)")
_BY_HAND = ("À défaut", "Joindre une justification", "Faire ", "Vérifier ")


def by_hand(remedy: str) -> bool:
    """Tell whether a remedy asks for a written reason, or for somebody else: it mends no budget."""
    return remedy.startswith(_BY_HAND)


def cost_of(remedy: str) -> int | None:
    """Give how much a remedy changes, in cents; None when it does not say, nothing for a choice."""
    told = figures(remedy)
    if remedy.startswith("Choisir"):
        return 0
    if not told:
        return None
    return told[-1] if remedy.startswith("Porter le coût") else told[0]


def figures(remedy: str) -> list[Cents]:
    """Give the amounts a remedy names, in cents."""
    return [parse_euros(found) for found in _AMOUNT.findall(remedy)]


def a_cent_less(remedy: str) -> str:
    """Write the same remedy with each of its amounts a cent too small."""
    return _AMOUNT.sub(lambda found: euros(Cents(max(0, parse_euros(found[0]) - 1))), remedy)


def apply(facts: Facts, finding: Finding, remedy: str) -> Facts:
    """Give the facts as they are once a remedy is applied. Raises `KeyError` for a rule nobody can mend."""
    if finding.rule == "B18":
        return replace(facts, granted=figures(remedy)[1])
    if finding.rule == "B14":
        return _length(facts, remedy)
    if remedy.startswith("Choisir"):
        choice = RateChoice.SINGLE_RATE if "taux unique" in remedy else RateChoice.BY_COUNTRY
        return replace(facts, application=replace(facts.application, rate_choice=choice))
    if remedy.startswith("Déplacer"):
        mended = shifted(facts.budget, finding, remedy, figures(remedy)[0])
        return replace(facts, application=replace(facts.application, budget=mended))
    mended = _MENDING[finding.rule](facts.budget, finding, remedy)
    return replace(facts, application=replace(facts.application, budget=mended))


def _length(facts: Facts, remedy: str) -> Facts:
    application, budget = facts.application, facts.budget
    number = int(_COUNT.findall(remedy)[0])
    if not remedy.startswith("Répartir"):
        return replace(facts, application=replace(application, months=number))
    split = replace(
        budget,
        years=tuple(range(2025, 2025 + number)),
        expenses=tuple(_split(line, number) for line in budget.expenses),
        resources=tuple(_split(line, number) for line in budget.resources),
    )
    return replace(facts, application=replace(application, budget=split))


def _split(line: L, years: int) -> L:
    later: Amounts = (Cents(0),) * (years - 1)
    in_kind: Amounts = (Cents(sum(line.in_kind)), *later) if line.in_kind else ()
    return replace(line, cash=(Cents(sum(line.cash)), *later), in_kind=in_kind)


def _balance(budget: Budget, finding: Finding, remedy: str) -> Budget:
    amount, adding = figures(remedy)[0], remedy.startswith("Ajouter")
    if finding.where == "budget.total":
        return replace(budget, total=amount)
    if finding.where == "budget.expenses":
        if adding:
            return _with_expense(budget, amount)
        return replace(budget, expenses=_taken(budget.expenses, lambda _: True, amount, "cash"))
    if adding:
        return _with(budget, Payer.OTHER, amount)
    lines = _taken(budget.resources, lambda _: True, amount, "cash")
    left = Cents(amount - _sum(budget.resources, "cash") + _sum(lines, "cash"))
    return replace(budget, resources=_taken(lines, lambda _: True, left, "in_kind"))


def _valued(budget: Budget, finding: Finding, remedy: str) -> Budget:
    """Mend what one side brings: its minimum, or too much of it valued."""
    payer = Payer.FOREIGN_AUTHORITY if finding.rule == "B10" else Payer.FRENCH_AUTHORITY
    amount = (figures(remedy) or [Cents(1)])[0]
    if remedy.startswith("Ajouter"):
        return _with(budget, payer, amount)
    less = replace(
        budget, resources=_taken(budget.resources, lambda line: line.payer == payer, amount, "in_kind")
    )
    return _with(less, payer, amount) if remedy.startswith("Remplacer") else less


def _ministry_valued(budget: Budget, _: Finding, remedy: str) -> Budget:
    valued = Cents(sum(sum(line.in_kind) for line in budget.resources if line.payer == Payer.MINISTRY))
    less = replace(budget, resources=_taken(budget.resources, _of_ministry, valued, "in_kind"))
    return less if remedy.startswith("Retirer") else _with(less, Payer.OTHER, valued)


def _request(budget: Budget, finding: Finding, remedy: str) -> Budget:
    told = figures(remedy)
    if "année" in finding.seen:
        index = budget.years.index(int(finding.seen["année"]))
        return replace(budget, resources=_taken(budget.resources, _of_ministry, told[0], "cash", only=index))
    if remedy.startswith("Ajouter"):
        return _with(budget, Payer.OTHER, told[0])
    if remedy.startswith("Porter le coût"):
        return replace(budget, total=told[0])
    if remedy.startswith("Porter le montant demandé"):
        return replace(budget, requested=told[0])
    asked = sum(sum(line.cash) for line in budget.resources if line.payer == Payer.MINISTRY)
    lines = _taken(budget.resources, _of_ministry, Cents(max(0, asked - told[1])), "cash")
    return replace(budget, requested=min(budget.requested, told[1]), resources=lines)


def _heading(budget: Budget, finding: Finding, remedy: str) -> Budget:
    category = "F" if finding.rule == "B11" else "G"
    lines = _taken(budget.expenses, lambda line: line.category == category, figures(remedy)[0], "cash")
    return replace(budget, expenses=lines)


def _cash(budget: Budget, _: Finding, remedy: str) -> Budget:
    amount = figures(remedy)[0]
    if remedy.startswith("Ajouter"):
        return _with(budget, Payer.OTHER, amount)
    return replace(budget, resources=_taken(budget.resources, lambda _: True, amount, "cash"))


def _same_valued(budget: Budget, finding: Finding, remedy: str) -> Budget:
    name = finding.message.split("\u00a0")[1]
    if remedy.startswith("Retirer"):
        amount = figures(remedy)[0]
        return replace(
            budget, resources=_taken(budget.resources, lambda line: name in str(line.name), amount, "in_kind")
        )
    return _with(budget, Payer.OTHER, Cents(0), valued=figures(remedy)[0], name=name)


def _other_funder(budget: Budget, finding: Finding, _: str) -> Budget:
    index = int(finding.where.removeprefix("budget.resources[").removesuffix("]"))
    lines = list(budget.resources)
    lines[index] = replace(lines[index], kind="region")
    return replace(budget, resources=tuple(lines))


def _fixed_rate(budget: Budget, finding: Finding, remedy: str) -> Budget:
    index, rate = int(_LINE.findall(finding.where)[0]), _RATE.findall(remedy)[0]
    lines = list(budget.resources)
    change = lines[index].exchange
    assert change is not None  # noqa: S101 -- the rule speaks of exchanged lines alone
    lines[index] = at_rate(replace(lines[index], exchange=replace(change, rate=rate)))
    return replace(budget, resources=tuple(lines))


def at_rate(line: Resource) -> Resource:
    """Turn a line given in another currency into euros at its rate."""
    change = line.exchange
    assert change is not None  # noqa: S101 -- asked of exchanged lines alone
    rate = parse_rate(change.rate)
    cash, in_kind = (tuple(to_euros(one, rate) for one in given) for given in (change.cash, change.in_kind))
    return replace(line, cash=cash, in_kind=in_kind)


def _with(budget: Budget, payer: Payer, cash: Cents, *, valued: int = 0, name: str = "Autre") -> Budget:
    nothing = (Cents(0),) * (len(budget.years) - 1)
    line = Resource(payer, name, cash=(cash, *nothing), in_kind=(Cents(valued), *nothing) if valued else ())
    return replace(budget, resources=(*budget.resources, line))


def _with_expense(budget: Budget, amount: Cents) -> Budget:
    line = Expense("A", "Ligne", cash=(amount, *(Cents(0),) * (len(budget.years) - 1)))
    return replace(budget, expenses=(*budget.expenses, line))


def _of_ministry(line: Resource) -> bool:
    return line.payer == Payer.MINISTRY


def _sum(lines: tuple[Resource, ...], name: str) -> int:
    return sum(sum(getattr(line, name)) for line in lines)


def _taken(
    lines: tuple[L, ...], chosen: Callable[[L], bool], amount: int, name: str, *, only: int | None = None
) -> tuple[L, ...]:
    """Take an amount out of some lines, first come first served; of one year when it is named."""
    left = []
    for line in lines:
        row = []
        for index, one in enumerate(getattr(line, name) if chosen(line) else ()):
            part = min(amount, one) if only in {None, index} else 0
            amount -= part
            row.append(Cents(one - part))
        left.append(_with_row(line, name, tuple(row)) if row else line)
    return tuple(left)


def _with_row(line: L, name: str, row: Amounts) -> L:
    return replace(line, cash=row) if name == "cash" else replace(line, in_kind=row)


_MENDING: Mapping[str, Callable[[Budget, Finding, str], Budget]] = {
    "B01": _balance,
    "B02": _same_valued,
    "B03": _request,
    "B04": _request,
    "B06": _request,
    "B07": _valued,
    "B08": _valued,
    "B09": _ministry_valued,
    "B10": _valued,
    "B11": _heading,
    "B12": _heading,
    "B15": _request,
    "B16": _request,
    "B17": _cash,
    "B20": _other_funder,
    "B21": _fixed_rate,
}
"""How each rule's remedies change a budget."""
