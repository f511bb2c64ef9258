"""Settling a grant once the real cost is known, as the call chooses to."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.application import Application
from forms.money import Cents, euros
from rules.facts import Outturn
from rules.findings import Finding
from rules.parameters import Parameters, Unknown
from rules.registry import evaluate
from rules.settlement import Settlement, due_at_rate
from tests.rules.parameters_2025 import parameters_2025, word
from tests.rules.situations import example, situation

T1 = example("t1-benin")
GRANT = 12_600_000
cents = st.integers(0, 10**12).map(Cents)


def policy(text: str) -> Parameters:
    stated = word("settlement.policy", text, source="essai", since=date(2025, 1, 1))
    return parameters_2025(settlement__policy=stated)


def settled(
    outturn: Outturn | None,
    *,
    by: Parameters,
    granted: int | None = GRANT,
    application: Application = T1,
) -> Finding:
    facts = situation(application, parameters=by, granted=None if granted is None else Cents(granted))
    (finding,) = evaluate(("SETTLE",), replace(facts, outturn=outturn))
    return finding


def ended(cost: int, paid: int) -> Outturn:
    return Outturn(Cents(cost), Cents(paid))


def amounts(*cents_: int) -> list[str]:
    return [euros(Cents(one)) for one in cents_]


def test_t11_a_project_that_cost_less_gives_back_what_its_rate_does_not_cover() -> None:
    finding = settled(ended(16_000_000, 11_970_000), by=policy("rate"))

    grant, planned, due, actual, paid, back = amounts(
        GRANT, 18_000_000, 11_200_000, 16_000_000, 11_970_000, 770_000
    )
    assert (finding.level, finding.where) == ("info", "settlement.cost")
    assert finding.message == f"Reversement à demander\u00a0: {back}\u202f; il n'y a pas de solde à verser."
    assert finding.seen == {"accordé": grant, "coût prévu": planned, "coût réel": actual, "déjà versé": paid}
    assert finding.steps == (
        f"70\u00a0% × {planned} = {grant} accordés",
        f"70\u00a0% × {actual} = {due} dus",
        f"{paid} versés − {due} dus = {back} à reverser",
    )
    assert finding.source.part == "la façon de solder une subvention quand le coût réel diffère"


@pytest.mark.parametrize(
    ("by", "cost", "paid", "message"),
    [
        ("rate", 17_100_000, 11_970_000, "La subvention est soldée : rien à verser, rien à reverser."),
        ("rate", 17_100_001, 11_970_000, "La subvention est soldée : rien à verser, rien à reverser."),
        ("rate", 17_100_002, 11_970_000, "Solde à verser : 0,01 €."),
        ("rate", 17_099_999, 11_970_000, "Reversement à demander : 0,01 € ; il n'y a pas de solde à verser."),
        ("rate", 18_000_000, 11_970_000, "Solde à verser : 6 300,00 €."),
        ("rate", 25_000_000, 11_970_000, "Solde à verser : 6 300,00 €."),
        ("fixed", 16_000_000, 11_970_000, "Solde à verser : 6 300,00 €."),
        ("fixed", 0, GRANT, "La subvention est soldée : rien à verser, rien à reverser."),
    ],
)
def test_a_grant_is_settled_to_the_cent(by: str, cost: int, paid: int, message: str) -> None:
    finding = settled(ended(cost, paid), by=policy(by))

    assert finding.level == "info"
    assert finding.message.replace("\u00a0", " ").replace("\u202f", " ") == message


def test_a_share_that_is_no_round_rate_is_shown_as_it_is_computed() -> None:
    finding = settled(ended(10_000_000, 0), by=policy("rate"), granted=7_000_000)

    assert finding.steps[0].replace("\u00a0", " ").replace("\u202f", " ") == (
        "70 000,00 € × 100 000,00 € ÷ 180 000,00 € = 38 888,88 € dus (arrondi au cent inférieur)"
    )


def test_what_the_instructor_decides_asks_for_a_reason_with_both_figures() -> None:
    finding = settled(ended(16_000_000, 11_970_000), by=policy("instructor"))

    assert finding.level == "warn"
    at_rate, whole = finding.steps[-2:]
    assert at_rate.endswith(f"= {euros(Cents(770_000))} à reverser")
    assert whole.endswith(f"= {euros(Cents(630_000))} à verser")


def test_an_unknown_policy_is_said_and_makes_nothing_up() -> None:
    unknown = parameters_2025(settlement__policy=Unknown("settlement.policy", "GEN24", stated=True))

    finding = settled(ended(16_000_000, 11_970_000), by=unknown)

    assert (finding.level, finding.steps) == ("warn", ())
    assert finding.seen == {"paramètre": "settlement.policy"}


@pytest.mark.parametrize(("granted", "outturn"), [(None, ended(1, 1)), (GRANT, None)])
def test_nothing_is_settled_without_figures(granted: int | None, outturn: Outturn | None) -> None:
    finding = settled(outturn, by=policy("rate"), granted=granted)

    assert (finding.level, finding.where) == ("block", "settlement.cost")


@given(cents, cents.filter(bool), cents)
def test_what_is_due_is_the_exact_share_rounded_down_and_never_above_the_grant(
    grant: int, planned: int, actual: int
) -> None:
    due = due_at_rate(Cents(grant), planned=Cents(planned), actual=Cents(actual))

    exact = min(Fraction(grant), Fraction(grant) * actual / planned)
    assert due <= exact < due + 1


@given(cents, cents)
def test_a_settlement_pays_or_takes_back_never_both(due: int, paid: int) -> None:
    settlement = Settlement(Cents(due), Cents(paid))

    assert settlement.balance - settlement.repayment == due - paid
    assert 0 in {settlement.balance, settlement.repayment}
