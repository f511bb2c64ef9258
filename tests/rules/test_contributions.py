from datetime import date

import pytest

from forms.application import Application, Country
from forms.budget import Budget, Expense, Resource
from forms.money import BasisPoints, Cents, percent
from rules.parameters import AnyKnown, Known, Unknown
from rules.registry import evaluate
from tests.rules.parameters_2025 import amount, parameters_2025, rate, word
from tests.rules.situations import objections_to, situation

SINCE = date(2025, 1, 1)


def brought(payer: str, *, cash: int, valued: int, total: int) -> Application:
    line = Resource(payer, "X", cash=(Cents(cash),), in_kind=(Cents(valued),))
    return Application(
        countries=(Country("BJ"),), budget=Budget(Cents(total), Cents(0), (2025,), resources=(line,))
    )


@pytest.mark.parametrize(("cash", "refused"), [(1_501, False), (1_500, True), (1_499, True)])
def test_the_minimum_part_is_rounded_up(cash: int, refused: bool) -> None:
    """Ten per cent of 150,01 € is 15,001 €: fifteen euros are not enough."""
    facts = situation(brought("french_authority", cash=cash, valued=0, total=15_001))

    assert bool(objections_to(facts, "B07")) is refused


@pytest.mark.parametrize(("cash", "valued", "refused"), [(100, 100, False), (100, 101, True), (0, 1, True)])
def test_what_is_valued_stays_under_what_is_paid(cash: int, valued: int, refused: bool) -> None:
    facts = situation(brought("french_authority", cash=cash, valued=valued, total=200))

    assert bool(objections_to(facts, "B08")) is refused


def test_in_kind_over_half_explains_itself() -> None:
    facts = situation(brought("french_authority", cash=800_000, valued=1_000_000, total=15_000_000))

    (finding,) = evaluate(("B08",), facts)

    assert finding.source.to_json() == {
        "text": "BZH25",
        "part": "la part valorisée maximale des collectivités françaises",
        "from": "2025-01-01",
    }
    assert [remedy.replace("\u202f", " ").replace("\u00a0", " ") for remedy in finding.remedies] == [
        "Remplacer 1 000,00 € de valorisation par du numéraire, à apport constant.",
        "Réduire la valorisation de 2 000,00 € (à 8 000,00 €), à numéraire constant.",
        "Ajouter 2 000,00 € de numéraire (à 10 000,00 €), à valorisation constante.",
    ]


@pytest.mark.parametrize(
    ("expected", "minimum", "cash", "level"),
    [
        ("sought", None, 1, None),
        ("sought", None, 0, "warn"),
        ("none", None, 0, None),
        ("required", None, 1, None),
        ("required", None, 0, "block"),
        ("required", "10 %", 10, None),
        ("required", "10 %", 9, "block"),
        ("required", "unknown", 9, "warn"),
    ],
)
def test_the_foreign_authority_brings_what_the_call_expects(
    expected: str, minimum: str | None, cash: int, level: str | None
) -> None:
    changes: dict[str, AnyKnown | Unknown] = {
        "contribution__foreign": word("contribution.foreign", expected, source="essai", since=SINCE)
    }
    if minimum == "unknown":
        changes["contribution__foreign__min"] = Unknown("contribution.foreign.min", stated=True)
    elif minimum is not None:
        changes["contribution__foreign__min"] = rate(
            "contribution.foreign.min", minimum, source="essai", since=SINCE
        )
    facts = situation(
        brought("foreign_authority", cash=cash, valued=0, total=100), parameters=parameters_2025(**changes)
    )

    assert [found[1] for found in objections_to(facts, "B10")] == ([] if level is None else [level])


@pytest.mark.parametrize("rule", ["B07", "B08", "B10"])
def test_unknown_shares_warn_by_name(rule: str) -> None:
    names = ("contribution.french.min", "contribution.french.in_kind_max", "contribution.foreign")
    unknown = {name.replace(".", "__"): Unknown(name, "GEN24", stated=True) for name in names}
    facts = situation(brought("other", cash=0, valued=0, total=100), parameters=parameters_2025(**unknown))

    (finding,) = evaluate((rule,), facts)

    assert finding.level == "warn"
    assert finding.seen["paramètre"] in names
    assert finding.source.text == "GEN24"


def heading(category: str, spent: int, *, total: int = 10_000) -> Application:
    line = Expense(category, "x", cash=(Cents(spent),))
    return Application(
        countries=(Country("BJ"),), budget=Budget(Cents(total), Cents(0), (2025,), expenses=(line,))
    )


@pytest.mark.parametrize(
    ("category", "rule", "spent", "expected"),
    [
        ("F", "B11", 1_500, []),
        ("F", "B11", 1_501, ["warn"]),
        ("G", "B12", 900, []),
        ("G", "B12", 901, ["block"]),
        ("A", "B11", 9_999, []),
        ("A", "B12", 9_999, []),
    ],
)
def test_headings_are_held_to_their_part(category: str, rule: str, spent: int, expected: list[str]) -> None:
    fees = rate("ceiling.fees", "9 %", source="CEM21", since=SINCE)
    facts = situation(heading(category, spent), parameters=parameters_2025(ceiling__fees=fees))

    assert [found[1] for found in objections_to(facts, rule)] == expected


@pytest.mark.parametrize("level", ["warn", "block"])
def test_a_call_says_how_hard_a_heading_is(level: str) -> None:
    stated = word("ceiling.staff.level", level, source="essai", since=SINCE)
    facts = situation(heading("F", 1_501), parameters=parameters_2025(ceiling__staff__level=stated))

    assert [found[1] for found in objections_to(facts, "B11")] == [level]


def test_fees_no_text_limits_warn_only_when_there_are_some() -> None:
    assert objections_to(situation(heading("G", 1)), "B12") == [("B12", "warn", "budget.expenses")]
    assert objections_to(situation(heading("A", 1)), "B12") == []


@pytest.mark.parametrize(("asked", "count"), [(1_600_000, 0), (1_600_001, 1)])
def test_a_year_above_the_usual_ceiling_warns(asked: int, count: int) -> None:
    line = Resource("ministry", cash=(Cents(asked), Cents(0)))
    budget = Budget(Cents(10**9), Cents(asked), (2023, 2024), resources=(line,))
    limit: Known[Cents] = amount("ceiling.annual", 1_600_000)
    facts = situation(
        Application(countries=(Country("CA"),), budget=budget),
        parameters=parameters_2025(ceiling__annual=limit),
    )

    assert objections_to(facts, "B16") == [("B16", "warn", "budget.resources")] * count


def test_a_matching_nobody_states_warns() -> None:
    facts = situation(heading("A", 1))

    assert objections_to(facts, "B16") == [("B16", "warn", "budget.requested")]


@pytest.mark.parametrize("points", [-1, 1])
@pytest.mark.parametrize(
    ("name", "rule", "stated"),
    [
        ("contribution.french.min", "B07", 1_000),
        ("contribution.french.in_kind_max", "B08", 5_000),
        ("ceiling.staff", "B11", 1_500),
        ("ceiling.fees", "B12", 900),
    ],
)
def test_a_share_wrong_by_a_hundredth_of_a_point_changes_a_verdict(
    name: str, rule: str, stated: int, points: int
) -> None:
    total = 10_000_000
    boundary = (
        total * (max(stated, stated + points) if rule != "B07" else min(stated, stated + points)) // 10_000
    )
    application = {
        "B07": brought("french_authority", cash=boundary, valued=0, total=total),
        "B08": brought("french_authority", cash=total - boundary, valued=boundary, total=total),
        "B11": heading("F", boundary, total=total),
        "B12": heading("G", boundary, total=total),
    }[rule]

    def objected(value: int) -> bool:
        known = rate(name, percent(BasisPoints(value)), source="essai", since=SINCE)
        parameters = parameters_2025(**{name.replace(".", "__"): known})
        return bool(objections_to(situation(application, parameters=parameters), rule))

    assert objected(stated) is not objected(stated + points)
