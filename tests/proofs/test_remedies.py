from proofs.remedies import RULES, try_remedies
from proofs.remedies_applied import a_cent_less, by_hand, cost_of, figures

SAY_ANOTHER = {"B03"}
"""What a more precise rule says in its place."""


def test_each_remedy_of_random_budgets_is_true_and_the_smallest_comes_first() -> None:
    tried, untrue, disordered = try_remedies(400, seed=11, through=str)

    assert (untrue, disordered) == ([], [])
    assert tried.keys() == set(RULES) - SAY_ANOTHER
    assert min(tried.values()) > 50


def test_a_remedy_a_cent_short_is_seen() -> None:
    _, untrue, _ = try_remedies(40, seed=11, through=a_cent_less)

    assert len(untrue) > 20


def test_what_a_remedy_changes_is_read_from_its_words() -> None:
    raising = "Porter le coût total à 116\u202f000,00\u00a0€ (soit 16\u202f000,00\u00a0€ de plus)."

    assert (figures(raising), cost_of(raising)) == ([11_600_000, 1_600_000], 1_600_000)
    assert cost_of("Choisir le taux unique, dont le plafond est de 1,00\u00a0€ pour ce budget.") == 0
    assert cost_of("Porter ce montant à la ligne de celui qui l'apporte.") is None
    assert by_hand("À défaut, justifier le dépassement par écrit.")
    assert not by_hand(raising)
