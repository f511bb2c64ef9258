from datetime import date

import orjson
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import from_answers, to_answers
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

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
maybe = st.none() | words
money = st.integers(0, 10**17).map(Cents)
amounts = st.lists(money, max_size=3).map(tuple)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
years = st.integers(2000, 2099)

contacts = st.builds(Contact, maybe, maybe, maybe, maybe)
exchanges = st.builds(Exchange, words, words, days, words, amounts, amounts)
budgets = st.builds(
    Budget,
    money,
    money,
    st.lists(years, max_size=3).map(tuple),
    st.lists(st.builds(Expense, words, words, maybe, amounts, amounts, maybe), max_size=3).map(tuple),
    st.lists(
        st.builds(Resource, words, maybe, maybe, maybe, amounts, amounts, st.none() | exchanges), max_size=3
    ).map(tuple),
)
parties = st.builds(
    Party, words, words, maybe, maybe, maybe, maybe, st.none() | contacts, st.none() | contacts
)
applications = st.builds(
    Application,
    call=maybe,
    title=maybe,
    lead=st.none() | parties,
    authorities=st.lists(
        st.builds(Authority, words, words, maybe, maybe, maybe, st.none() | years), max_size=2
    ).map(tuple),
    foreign_authorities=st.lists(st.builds(ForeignAuthority, words, words), max_size=2).map(tuple),
    countries=st.lists(st.builds(Country, words, st.none() | money), max_size=2).map(tuple),
    rate_choice=maybe,
    months=st.none() | st.integers(1, 120),
    themes=st.lists(words, max_size=2).map(tuple),
    sectors=st.lists(words, max_size=2).map(tuple),
    primary_goals=st.lists(st.integers(1, 17), max_size=2).map(tuple),
    secondary_goals=st.lists(st.integers(1, 17), max_size=2).map(tuple),
    markers=st.dictionaries(words, st.integers(0, 2), max_size=2),
    declarations=st.builds(
        Declarations,
        st.none() | years,
        maybe,
        st.none() | days,
        st.lists(words, max_size=2).map(tuple),
    ),
    budget=st.none() | budgets,
    attachments=st.lists(st.builds(Attachment, words, words), max_size=2).map(tuple),
)


@given(applications)
def test_an_application_comes_back_from_json_unchanged(application: Application) -> None:
    stored = orjson.dumps(to_answers(application))

    assert from_answers(orjson.loads(stored)) == application


def test_money_is_stored_in_cents_and_absent_parts_are_absent() -> None:
    application = Application(
        title="Eau",
        countries=(Country("BJ"),),
        budget=Budget(
            Cents(100_000), Cents(70_000), resources=(Resource("ministry", cash=(Cents(70_000),)),)
        ),
    )

    assert to_answers(application) == {
        "title": "Eau",
        "countries": [{"code": "BJ"}],
        "budget": {
            "total": 100_000,
            "requested": 70_000,
            "resources": [{"payer": "ministry", "cash": [70_000]}],
        },
    }


def test_keys_of_others_are_left_alone() -> None:
    assert from_answers({"heritage_kind": "built"}) == Application()
