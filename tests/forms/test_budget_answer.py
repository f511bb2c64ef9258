"""A budget typed in a field: each problem names its place, what was found, what is expected, an example."""

import pytest

from forms.asked import Asked
from forms.budget_answer import BUDGET_EXAMPLE, read_budget
from forms.errors import Malformed

ASKED = Asked("budget", "Budget modifié")
XOF = (
    'total: "1000.00", requested: "500.00", years: [2025], '
    'resources: [{payer: ministry, cash: ["500.00"]}, {payer: foreign_authority, cash: ["327978.50"], '
    'currency: %s, rate: "655.957", rate_date: %s, rate_source: BCEAO}]'
)


def refusal(text: str) -> str:
    with pytest.raises(Malformed) as caught:
        read_budget(ASKED, text)
    return str(caught.value).replace("\xa0", " ").replace("\u202f", " ")


def test_the_example_is_a_budget() -> None:
    assert read_budget(ASKED, BUDGET_EXAMPLE)["total"] == 100_000


TOLD = {
    ('total: "1000.00"', 'total: "mille"'): (
        "« total » : Montant « mille » refusé : ce n'est pas un montant en euros ; "
        'écrivez le montant en euros, par exemple "70000.00" ou "70 000,00"'
    ),
    ('requested: "500.00", ', ""): (
        'Il manque « requested » ; ajoutez la clé, par exemple requested: "75000.00"'
    ),
    ("category: A", "category: Z"): (
        "« expenses[0].category » : « Z » n'est pas dans la liste ; "
        "valeurs possibles : A, B, C, D, E, F, G, H"
    ),
    ("category: A", "category: A, status: acquired"): (
        "Clé inconnue « status » dans « expenses[0] » ; "
        "valeurs possibles : cash, category, country, in_kind, label, payer"
    ),
}


@pytest.mark.parametrize(("change", "told"), TOLD.items())
def test_a_problem_is_told_with_what_is_expected_and_an_example(change: tuple[str, str], told: str) -> None:
    assert change[0] in BUDGET_EXAMPLE

    assert refusal(BUDGET_EXAMPLE.replace(*change, 1)) == told


@pytest.mark.parametrize("text", ["1000", "[1, 2]", "budget: 3"])
def test_what_is_no_group_is_answered_by_an_example(text: str) -> None:
    assert refusal(text) == f"un groupe de clés est attendu ; écrivez par exemple {BUDGET_EXAMPLE}"


def test_amounts_whose_sum_no_amount_can_hold_are_refused() -> None:
    text = BUDGET_EXAMPLE.replace('cash: ["500.00"]', 'cash: ["999999999999999"]')

    assert refusal(text) == (
        "« resources » : 1 999 999 999 999 998,00 € : une somme ne dépasse pas 999 999 999 999 999,00 € ; "
        "vérifiez les montants de chaque ligne, et le taux de change s'il y en a un"
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("XOF", ""),
        ("XYZ", "« XYZ » n'est le code d'aucune devise qui ait, ou ait eu, cours légal"),
        ("HRK", "« HRK » (kuna croate) n'avait pas cours le 10 janvier 2025, date du taux"),
    ],
)
def test_a_line_is_in_a_currency_in_use_on_the_day_of_its_rate(code: str, told: str) -> None:
    text = f"{{{XOF % (code, '2025-01-10')}}}"

    if told:
        assert refusal(text).startswith(f"« resources[1].currency » : {told}")
    else:
        assert read_budget(ASKED, text)["resources"][1]["cash"] == [50_000]


def test_of_many_problems_the_first_twenty_are_told() -> None:
    lines = ", ".join("{payer: x}" for _ in range(15))

    told = refusal(f'{{total: "1", requested: "1", resources: [{lines}]}}')

    assert told.count("n'est pas dans la liste") == 10
    assert told.endswith("et 10 autres")
