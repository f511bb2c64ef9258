import json
from datetime import date

import pytest

from forms.application import Application, Country
from forms.application_reading import read_application
from forms.errors import LimitExceeded, Refused, Unreadable
from forms.money import Cents, euros
from rules.judgement import Judgement, judge, unreadable
from rules.parameters import COUNT, Known, Parameters
from tests.rules.parameters_2025 import parameters_2024, parameters_2025, parameters_senegal, rate, word
from tests.rules.situations import BUDGET_RULES, EXAMPLES, example, objections, situation


def verdict(
    name: str, parameters: Parameters | None = None
) -> tuple[str, int | None, list[tuple[str, str, str]]]:
    """Judge an example on its budget alone: verdict, ceiling in cents, objections."""
    facts = situation(example(name), parameters=parameters, only_budget=True)
    judgement = judge(facts, rule_ids=BUDGET_RULES)
    return judgement.verdict, judgement.ceiling, objections(judgement.findings)


def test_t1_exactly_the_ceiling_of_a_least_developed_country_is_accepted() -> None:
    assert verdict("t1-benin") == ("valid", 12_600_000, [])


def test_t2_eight_thousand_euros_too_many_are_refused() -> None:
    assert verdict("t2-liban") == ("invalid", 5_000_000, [("B04", "block", "budget.requested")])


def test_t2_asking_for_the_ceiling_leaves_the_plan_short() -> None:
    assert verdict("t2-liban-50") == ("invalid", 5_000_000, [("B01", "block", "budget.resources")])


def test_t2_passes_under_the_rates_of_2024_with_what_is_unknown_said() -> None:
    assert verdict("t2-liban", parameters_2024()) == (
        "valid",
        7_000_000,
        [(rule, "warn", "budget.resources") for rule in ("B07", "B08", "B10")],
    )


def test_t3_the_rates_of_each_country_lose() -> None:
    assert verdict("t3-par-pays") == ("invalid", 10_200_000, [("B05", "block", "budget.resources[0]")])


def test_t3_the_single_rate_accepts_the_same_request() -> None:
    assert verdict("t3-taux-unique") == ("valid", 10_800_000, [])


def test_t4_the_rates_of_each_country_win() -> None:
    assert verdict("t4-par-pays") == ("valid", 11_200_000, [])


def test_t5_common_costs_count_pro_rata_to_the_cent() -> None:
    assert verdict("t5-couts-communs") == ("valid", 11_333_332, [])


def test_t5_common_costs_without_a_rate() -> None:
    none = word("costs.common", "none", source="essai", since=date(2025, 1, 1))

    assert verdict("t5-couts-communs", parameters_2025(costs__common=none)) == ("valid", 10_200_000, [])


def test_t6_more_valued_than_paid_is_refused() -> None:
    assert verdict("t6-valorisation") == ("invalid", 10_500_000, [("B08", "block", "budget.resources")])


def test_t7_one_cent_is_missing() -> None:
    assert verdict("t7-un-centime") == ("invalid", 10_500_000, [("B07", "block", "budget.resources")])


def test_t8_two_authorities_are_not_three_whatever_the_money() -> None:
    three = parameters_2025(
        authorities__min=Known("authorities.min", 3, COUNT, "CEM24", "A", date(2024, 1, 10))
    )
    application = example("t8-deux-collectivites", only_budget=False)

    judgement = judge(situation(application, parameters=three), rule_ids=("B13",))

    assert judgement.verdict == "invalid"
    (finding,) = judgement.findings
    assert finding.message == "2 collectivités participent\u202f; il en faut 3\u00a0: il en manque 1."
    assert finding.steps == (
        "Erstein s'est retirée\u00a0: non comptée.",
        "Services de Sélestat a le même SIREN (216704627) que Sélestat\u00a0: comptée une fois.",
    )


def test_t8_on_the_budget_alone_distinct_bodies_are_counted_without_looking_at_commitments() -> None:
    three = parameters_2025(
        authorities__min=Known("authorities.min", 3, COUNT, "CEM24", "A", date(2024, 1, 10))
    )
    facts = situation(example("t8-deux-collectivites"), parameters=three, only_budget=True)

    assert judge(facts, rule_ids=(*BUDGET_RULES, "B13")).verdict == "valid"


def test_t9_the_shares_of_the_call_with_senegal_balance_exactly() -> None:
    assert verdict("t9-senegal", parameters_senegal()) == ("valid", 6_300_000, [])


@pytest.mark.parametrize(
    ("name", "share", "rule"),
    [
        ("contribution.french.min", "20.01 %", "B07"),
        ("contribution.foreign.min", "10.01 %", "B10"),
        ("contribution.foreign.in_kind_max", "49.99 %", "B10"),
        ("rate.pma", "69.99 %", "B04"),
    ],
)
def test_t9_no_share_of_senegal_could_be_a_hundredth_of_a_point_stricter(
    name: str, share: str, rule: str
) -> None:
    changed = rate(name, share, source="essai", since=date(2024, 1, 1))
    parameters = parameters_senegal(**{name.replace(".", "__"): changed})

    _, _, objected = verdict("t9-senegal", parameters)

    assert [found[:2] for found in objected] == [(rule, "block")]


def test_the_published_example_is_valid_with_its_computation() -> None:
    facts = situation(example("aude", only_budget=False))
    rules = ("ROUTE", "E1", "E2", "E3", "E4", *BUDGET_RULES, "B13", "B14", "COMPLETE", "GENDER", "IDENT")

    told = judge(facts, rule_ids=rules).to_json(
        file="aude.yaml", call="generaliste-2025", definition="sha256:0", at=date(2025, 5, 30)
    )

    assert list(told) == ["file", "call", "definition", "at", "verdict", "ceiling", "findings"]
    assert (told["verdict"], told["ceiling"], told["at"]) == ("valid", "75000.00", "2025-05-30")
    first, second = json.loads(json.dumps(told["findings"]))
    assert first == {
        "rule": "B05",
        "level": "info",
        "message": f"Équateur\u00a0: {euros(Cents(4_500_000))} demandés, dans le plafond de "
        f"{euros(Cents(4_500_000))}.",
        "seen": {"demandé": euros(Cents(4_500_000)), "plafond": euros(Cents(4_500_000))},
        "steps": [
            "Équateur, pays éligible à l'aide publique au développement au 30 mai 2025\u00a0: 50\u00a0%",
            (
                f"Part de ce pays (Équateur)\u00a0: {euros(Cents(6_300_000))} de dépenses propres "
                f"+ {euros(Cents(2_700_000))} de dépenses communes, au prorata = {euros(Cents(9_000_000))}"
            ),
            f"50\u00a0% × {euros(Cents(9_000_000))} = {euros(Cents(4_500_000))}",
        ],
        "remedies": [],
        "source": {
            "text": "BZH25",
            "part": "le taux des autres pays éligibles à l'aide publique au développement",
            "from": "2025-01-01",
        },
        "where": "budget.resources[0]",
    }
    assert (second["rule"], second["level"], second["where"]) == ("B05", "info", "budget.resources[1]")


def test_what_does_not_hold_together_is_unreadable_even_from_stored_answers() -> None:
    application = Application(countries=(Country("BJ"), Country("BJ")))

    judgement = judge(situation(application), rule_ids=BUDGET_RULES)

    assert (judgement.verdict, judgement.ceiling) == ("unreadable", None)
    assert objections(judgement.findings) == [
        ("APP-020", "block", "countries[1].code"),
        ("APP-022", "block", "rate_choice"),
        ("APP-027", "block", "budget"),
    ]


def test_a_file_that_cannot_be_read_is_unreadable_with_its_problems() -> None:
    text = (EXAMPLES / "t1-benin.yaml").read_text(encoding="utf-8").replace("126000.00", "-126000")
    with pytest.raises(Unreadable) as caught:
        read_application(text, name="t1.yaml")

    judgement = unreadable(caught.value)

    assert (judgement.verdict, judgement.ceiling) == ("unreadable", None)
    (finding,) = judgement.findings
    assert (finding.rule, finding.level, finding.where) == ("MON-002", "block", "budget.requested")
    assert finding.seen == {"place": "t1.yaml:5:14"}
    assert finding.source.part == "Montant négatif"


def test_a_limit_and_any_other_refusal_are_told_the_same_way() -> None:
    with pytest.raises(LimitExceeded) as caught:
        read_application("[" * 100, name="x.yaml")

    assert objections(unreadable(caught.value).findings) == [("LIM-002", "block", "")]
    refused = Refused(message="Pas de règles à cette date.", code="DEF-404", remedies=("Donner --at.",))
    (finding,) = unreadable(refused).findings
    assert (finding.rule, finding.message, finding.remedies) == (
        "DEF-404",
        "Pas de règles à cette date.",
        ("Donner --at.",),
    )


def test_a_ceiling_that_cannot_be_told_is_null() -> None:
    facts = situation(example("t3-taux-unique"), parameters=parameters_2024(), only_budget=True)

    judgement = judge(facts, rule_ids=("B06",))

    assert judgement.to_json(file="x", call="y", definition=None, at=None)["ceiling"] is None
    assert objections(judgement.findings) == [("B06", "warn", "budget.requested")]


def test_an_empty_list_of_rules_is_valid_and_still_tells_the_ceiling() -> None:
    assert judge(situation(example("t1-benin")), rule_ids=()) == Judgement("valid", Cents(12_600_000), ())
