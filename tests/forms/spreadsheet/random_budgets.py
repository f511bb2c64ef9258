"""Budgets drawn by chance, as every reader leaves them: composed texts, amounts as the years or whole."""

import unicodedata
from datetime import date

from hypothesis import strategies as st

from forms import choices
from forms.budget import Amounts, Budget, Exchange, Expense, Resource
from forms.currency import parse_rate, to_euros
from forms.money import Cents

COUNTRIES = st.none() | st.sampled_from(["BJ", "EC", "CI", "CD", "PS"])
TRAPS = [
    "=cmd()",
    "'apostrophe",
    "+33",
    "-1",
    "@SUM(A1)",
    "_x0041_",
    "#REF!",
    "Été à l'Œuvre",
    "a\nb",
    "1e9",
    "007",
]
TEXTS = st.sampled_from(TRAPS) | st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30
).map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(
    lambda text: bool(text) and text.isprintable()
)
AMOUNT = st.integers(0, 10**12).map(Cents)


def amounts(years: int) -> st.SearchStrategy[Amounts]:
    split = st.tuples(*[AMOUNT] * years)
    return split | st.tuples(AMOUNT) if years else st.tuples(AMOUNT)


def natures(years: int) -> st.SearchStrategy[tuple[Amounts, Amounts]]:
    one, none = amounts(years), st.just(())
    return st.tuples(one, none) | st.tuples(none, one) | st.tuples(one, one)


@st.composite
def expenses(draw: st.DrawFn, years: int) -> Expense:
    cash, in_kind = draw(natures(years))
    label, payer = draw(st.just("") | TEXTS), draw(st.none() | TEXTS)
    return Expense(draw(st.sampled_from([*choices.CATEGORIES])), label, draw(COUNTRIES), cash, in_kind, payer)


@st.composite
def resources(draw: st.DrawFn, years: int) -> Resource:
    payer = draw(st.sampled_from([*choices.PAYERS]))
    kind = draw(st.none() | st.sampled_from([*choices.OTHER_PAYERS])) if payer == "other" else None
    cash, in_kind = draw(natures(years))
    name, country, exchange = draw(st.none() | TEXTS), draw(COUNTRIES), None
    if draw(st.booleans()):
        rate, day = (
            draw(st.sampled_from(["655.957", "10,70", "0.85", "1"])),
            draw(st.dates(date(1999, 1, 1))),
        )
        exchange = Exchange(
            draw(st.sampled_from(["XOF", "MAD", "GBP"])), rate, day, draw(TEXTS), cash, in_kind
        )
        cash = tuple(to_euros(amount, parse_rate(rate)) for amount in cash)
        in_kind = tuple(to_euros(amount, parse_rate(rate)) for amount in in_kind)
    status = draw(st.none() | st.sampled_from([*choices.STANDINGS]))
    return Resource(payer, name, kind, country, cash, in_kind, exchange, status)


@st.composite
def budgets(draw: st.DrawFn) -> Budget:
    years = tuple(sorted(draw(st.sets(st.integers(2020, 2030), max_size=4))))
    return Budget(
        draw(AMOUNT),
        draw(AMOUNT),
        years,
        tuple(draw(st.lists(expenses(len(years)), max_size=5))),
        tuple(draw(st.lists(resources(len(years)), max_size=5))),
    )
