from forms.errors import Broken, Refused, Unreadable
from forms.problems import Mark, Problem, in_reading_order, report


class Late(Refused):
    default_code = "LATE-1"
    default_who = "le porteur"


def test_a_refusal_says_who_acts_what_was_seen_and_what_would_do() -> None:
    refused = Late(message="Fenêtre fermée : trop tard.", seen={"heure": "00:00"}, remedies=("Attendre.",))

    assert str(refused) == refused.message == "Fenêtre fermée\u00a0: trop tard."
    assert (refused.code, refused.who, dict(refused.seen)) == ("LATE-1", "le porteur", {"heure": "00:00"})
    assert refused.remedies == ("Attendre.",)


def test_the_two_families_do_not_mix() -> None:
    assert not issubclass(Broken, Refused)
    assert Broken(message="x").who == "l'administrateur"


def test_an_unreadable_file_counts_its_problems() -> None:
    problem = Problem("YAML-001", "x", Mark("a.yaml", 2, 3), remedy="faire y")

    refused = Unreadable(name="a.yaml", problems=(problem,))

    assert str(refused) == "Le fichier «\u00a0a.yaml\u00a0» ne peut pas être lu\u00a0: 1 problème."
    assert refused.remedies == ("faire y",)
    assert str(problem.mark) == "a.yaml:2:3"


def test_problems_are_sorted_by_place_those_without_one_last() -> None:
    late = report(code="b", message="", mark=Mark("f", 10, 1))
    early = report(code="a", message="", mark=Mark("f", 2, 9))
    nowhere = report(code="c", message="")

    assert in_reading_order([nowhere, late, early]) == (early, late, nowhere)
