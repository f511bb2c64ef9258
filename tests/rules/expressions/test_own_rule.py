"""A rule of one's own is evaluated exactly, explains itself, and tells only remedies that are true."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.application import Application, Authority, Country
from forms.budget import Budget, Resource
from forms.money import Cents, parse_euros
from rules.expressions.own_rule import Statement, own_rule
from rules.expressions.units import Unit
from rules.facts import CallFacts, Facts, OwnRules
from rules.findings import Finding, Level, Source
from rules.parameters import AMOUNT, Known, Parameters, Unknown
from rules.registry import evaluate
from tests.rules.parameters_2025 import parameters_2025
from tests.rules.situations import example, situation

SOURCE = Source("Règlement", "article 3", date(2025, 1, 1))
UNITS: Mapping[str, Unit] = {"rate.oda": Unit.RATE, "ceiling.annual": Unit.MONEY}
AUDE = example("aude", only_budget=False)


def judged(
    expression: str,
    application: Application = AUDE,
    *,
    level: Level = "block",
    advice: str | None = None,
    granted: int | None = None,
    parameters: Parameters | None = None,
) -> tuple[Finding, ...]:
    statement = Statement("S01", "Règle", expression, "Cela ne tient pas.", SOURCE, level, advice)
    call = CallFacts("appel", rules=OwnRules({"S01": own_rule(statement, UNITS)}))
    amount = None if granted is None else Cents(granted)
    return evaluate(("S01",), situation(application, call=call, granted=amount, parameters=parameters))


def asking(requested: int, total: int, *, months: int | None = 24) -> Application:
    lines = (Resource("ministry", cash=(Cents(requested),)),)
    budget = Budget(Cents(total), Cents(requested), (2025,), resources=lines)
    return Application(countries=(Country("LB"),), months=months, budget=budget)


def test_a_rule_that_does_not_hold_tells_what_was_seen_computed_and_would_do() -> None:
    (finding,) = judged("requested <= 40 % * total and months <= 36 months", advice="Voir le service.")

    assert finding.to_json() == {
        "rule": "S01",
        "level": "block",
        "message": "Cela ne tient pas.",
        "seen": {
            "le montant demandé": "75\u202f000,00\u00a0€",
            "le coût total": "150\u202f000,00\u00a0€",
            "la durée du projet": "24 mois",
        },
        "steps": [
            "40\u00a0% × le coût total (150\u202f000,00\u00a0€) = 60\u202f000,00\u00a0€",
            "75\u202f000,00\u00a0€ ≤ 60\u202f000,00\u00a0€\u00a0: faux",
        ],
        "remedies": ["Réduire la demande de 15\u202f000,00\u00a0€ (à 60\u202f000,00\u00a0€)."],
        "source": {"text": "Règlement", "part": "article 3", "from": "2025-01-01"},
        "where": "budget",
        "advice": "Voir le service.",
    }


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("requested <= 50 % * total", True),
        ("requested < 50 % * total", False),
        ("requested <= 49,99 % * total", False),
        ("requested / total == 50 %", True),
        ("requested <= 75 000,00 €", True),
        ("requested <= 74 999,99 €", False),
        ("requested - 0,01 € < 75 000,00 €", True),
        ("-requested >= -75 000,00 €", True),
        ("total / months == 6 250 EUR", True),
        ("50 % * 50 % * total == 37 500,00 €", True),
        ("authorities == 1 and countries == 2", True),
        ("countries * 2 - 1 == 3", True),
        ('lead.kind in ["local_authority", "grouping"]', True),
        ('lead.kind not in ["local_authority", "grouping"]', False),
        ('not (lead.region == "76")', False),
        ("filed_on <= 2025-05-28 and filed_on >= 2025-05-28", True),
        ("requested <= rate.oda * total", True),
        ("french.in_kind <= 50 % * french.brought", True),
        ("cost.F <= 10 % * total", True),
        ("cost.F < 10 % * total", False),
        ("true and not false", True),
    ],
)
def test_an_expression_is_weighed_to_the_cent(expression: str, holds: bool) -> None:
    assert (judged(expression) == ()) is holds


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("granted <= 3 €", "le montant proposé ou accordé n'est pas connu"),
        ("requested.most <= ceiling.annual", "le plafond annuel de la demande n'est pas connu"),
        ("marker.desertification >= 1", "le marqueur « désertification » n'est pas connu"),
        ("total / (countries - 2) <= 3 €", "le diviseur est nul"),
    ],
)
def test_what_is_not_known_is_never_zero_and_asks_for_a_look(expression: str, what: str) -> None:
    unknown = parameters_2025(ceiling__annual=Unknown("ceiling.annual", stated=True))

    (finding,) = judged(expression, parameters=unknown)

    plain = finding.message.replace("\u00a0", " ")
    assert (finding.level, plain) == ("warn", f"Règle : à vérifier à la main, {what}.")


@pytest.mark.parametrize(
    ("expression", "levels"),
    [
        ("granted <= 3 € or countries == 2", []),
        ("countries == 2 or granted <= 3 €", []),
        ("granted <= 3 € and countries == 3", ["block"]),
        ("countries == 3 and granted <= 3 €", ["block"]),
        ("granted <= 3 € or countries == 3", ["warn"]),
        ("granted <= 3 € and countries == 2", ["warn"]),
    ],
)
def test_the_rest_may_decide_without_what_is_not_known(expression: str, levels: list[str]) -> None:
    assert [found.level for found in judged(expression)] == levels


def test_a_parameter_is_read_in_its_unit_on_its_day() -> None:
    ceiling = parameters_2025(
        ceiling__annual=Known("ceiling.annual", Cents(4_000_000), AMOUNT, "FFQ23", "B", date(2025, 1, 1))
    )

    assert judged("requested.most <= ceiling.annual", parameters=ceiling) == ()
    assert len(judged("requested.most < ceiling.annual", parameters=ceiling)) == 1


def test_a_rule_may_only_inform() -> None:
    assert [found.level for found in judged("countries == 1", level="info")] == ["info"]
    assert [found.level for found in judged("granted <= 3 €", level="info")] == ["info"]


cents = st.integers(0, 10**9)
rates = st.integers(0, 10_000)


@given(requested=cents, total=cents, rate=rates, strict=st.booleans())
def test_a_share_of_an_amount_is_compared_without_rounding(
    requested: int, total: int, rate: int, strict: bool
) -> None:
    shown = f"{rate // 100},{rate % 100:02d} %"
    sign = "<" if strict else "<="

    found = judged(f"requested {sign} {shown} * total", asking(requested, total))

    share = Fraction(total) * rate / 10_000
    assert (found == ()) is (requested < share if strict else requested <= share)


@given(requested=cents, total=st.integers(1, 10**9), rate=rates)
def test_a_quotient_says_what_the_product_says(requested: int, total: int, rate: int) -> None:
    shown = f"{rate // 100},{rate % 100:02d} %"
    application = asking(requested, total)

    assert (judged(f"requested / total <= {shown}", application) == ()) is (
        judged(f"requested <= {shown} * total", application) == ()
    )


SHAPES = st.sampled_from(
    [
        "requested <= {rate} * total",
        "requested < {rate} * total",
        "{rate} * total >= requested and requested >= {low}",
        "requested <= {rate} * total or requested == {low}",
        "not (requested > {rate} * total)",
        "requested <= {low} * months and months <= 20 months",
        "months * {low} <= total and requested <= total",
        "requested != {low} and requested <= {rate} * total",
    ]
)


def remedied(application: Application, remedy: str) -> Application:
    """Do what a remedy says: change the amount asked, or the length."""
    plain = remedy.replace("\u202f", " ").replace("\u00a0", " ")
    months = re.search(r"la durée à (\d+) mois", plain)
    if months:
        return replace(application, months=int(months.group(1)))
    amount = re.search(r"\(à ([0-9 ]+,[0-9]{2} €)\)", plain)
    assert amount is not None, plain
    budget = application.budget
    assert budget is not None
    asked = parse_euros(amount.group(1))
    lines = (Resource("ministry", cash=(asked,)),)
    return replace(application, budget=replace(budget, requested=asked, resources=lines))


@given(
    shape=SHAPES,
    requested=cents,
    total=cents,
    rate=rates,
    low=st.integers(0, 10**8),
    months=st.integers(1, 60),
)
def test_each_remedy_makes_the_finding_go(
    shape: str, requested: int, total: int, rate: int, low: int, months: int
) -> None:
    amount = f"{low // 100},{low % 100:02d} EUR"
    expression = shape.format(rate=f"{rate // 100},{rate % 100:02d} %", low=amount)
    application = asking(requested, total, months=months)

    for finding in judged(expression, application):
        for remedy in finding.remedies:
            assert judged(expression, remedied(application, remedy)) == ()


def test_an_amount_that_another_follows_is_not_told_to_change() -> None:
    assert judged("requested <= 10 % * resources.cash")[0].remedies == ()


def test_what_is_granted_has_its_own_bound() -> None:
    (finding,) = judged("granted <= 90 % * requested", granted=7_500_000)

    assert finding.remedies == ("Accorder au plus 67\u202f500,00\u00a0€.",)


def test_a_budget_judged_alone_is_judged_by_the_rules_that_read_only_it() -> None:
    def found(expression: str) -> tuple[Finding, ...]:
        statement = Statement("S01", "Règle", expression, "Non.", SOURCE)
        call = CallFacts("appel", rules=OwnRules({"S01": own_rule(statement, UNITS)}))
        facts: Facts = situation(example("aude"), call=call, only_budget=True)
        return evaluate(("S01",), facts)

    assert len(found("requested <= 1 €")) == 1
    assert found("requested <= 1 € and months == 1 month") == ()


def test_authorities_are_counted_once_each_and_those_that_left_are_not() -> None:
    town = Authority("Ville", "21110001900019")
    others = (
        replace(town, siret="21110001900027"),
        replace(town, siret="20003452800014", commitment="withdrawn"),
    )
    application = replace(AUDE, authorities=(town, *others))

    assert judged("authorities == 1", application) == ()
