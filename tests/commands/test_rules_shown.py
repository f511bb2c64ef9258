"""`rules list`, `rules show` and `rules ceiling`: what is judged, by what, and up to where."""

from pathlib import Path

import pytest

from rules.registry import known
from tests.commands.shell import AUDE, Shell, plain

EXAMPLES = Path(__file__).parents[1] / "rules/examples"
GENERAL = ("--call", "generaliste-2025")


def test_every_rule_is_listed_with_its_reach_and_its_text(nowhere: Shell) -> None:
    told = nowhere.done("rules", "list", "--json").json

    assert [one["rule"] for one in told] == sorted(known())
    (staff,) = [one for one in told if one["rule"] == "B11"]
    assert staff == {
        "rule": "B11",
        "title": "Personnel de suivi et de coordination",
        "level": "warn",
        "source": {
            "text": "Appel franco-libanais",
            "part": "personnel de suivi et de coordination, en principe",
            "from": "2025-01-01",
        },
        "moments": None,
    }


def test_the_rules_of_a_call_are_listed_with_the_acts_that_evaluate_them(nowhere: Shell) -> None:
    told = nowhere.done("rules", "list", "--json", "--call", "franco-libanais-2025").json
    lines = plain(nowhere.done("rules", "list", "--call", "franco-libanais-2025").out).splitlines()

    moments = {one["rule"]: [moment["label"] for moment in one["moments"]] for one in told}
    assert moments["B11"] == ["Cosignature et dépôt", "Proposition", "Signature du porteur"]
    assert moments["B18"][:2] == ["Proposition", "Décision favorable"]
    assert "B13" not in moments
    assert lines[0].split() == ["règle", "portée", "intitulé", "source", "actes"]
    assert len(lines) == len(told) + 1


def test_a_rule_is_shown_with_what_it_reads_its_text_and_an_example(nowhere: Shell) -> None:
    told = plain(nowhere.done("rules", "show", "B07").out).splitlines()

    assert told == [
        "B07 — Part minimale des collectivités",
        "  portée : bloquante",
        (
            "  source : Règles communes des appels à projets de la délégation, part minimale des "
            "collectivités dans le budget, depuis le 1er janvier 2025"
        ),
        "  lit : le budget",
        "  paramètre : contribution.french.min — la part minimale des collectivités françaises",
        (
            "  exemple : Sur un coût total de 150 000,00 €, la ville apporte 10 000,00 € et valorise "
            "4 999,00 € ; il en faut 10 %."
        ),
        (
            "    constat : L'apport des collectivités françaises (14 999,00 €) est inférieur à 10 % du coût "
            "total : il manque 1,00 €."
        ),
    ]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (GENERAL, "50 %"),
        ((*GENERAL, "--at", "2024-06-01"), "70 %"),
        (("--call", "generaliste-2024"), "70 %"),
    ],
)
def test_under_a_call_a_rule_has_the_figures_of_a_day(
    nowhere: Shell, words: tuple[str, ...], value: str
) -> None:
    told = nowhere.done("rules", "show", "B04", *words, "--json").json

    rates = {one["name"]: one["value"] for one in told["parameters"]}
    assert plain(rates["rate.oda"]) == value
    assert all(one["source"] for one in told["parameters"])


def test_a_figure_nobody_gives_is_shown_as_unknown(nowhere: Shell) -> None:
    told = plain(nowhere.done("rules", "show", "B06", "--call", "generaliste-2024").out)

    assert "    rate.single = inconnu — le taux unique des projets sur plusieurs pays" in told
    assert "    rate.ceiling : sans objet dans cet appel — le plafond de tous les taux" in told


def test_a_rule_that_a_call_does_not_evaluate_says_so(nowhere: Shell) -> None:
    told = plain(nowhere.done("rules", "show", "B16", *GENERAL).out).splitlines()

    assert "    actes : aucun ne l'évalue" in told


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("show", "B44"), 3, "La règle « B44 » n'existe pas."),
        (("show", "B04", "--call", "generaliste-2031"), 3, "generaliste-2031"),
        (("show", "B04", "--at", "2025-01-01"), 1, "ajouter --call APPEL"),
        (("list", "--call", "comite"), 3, "n'est pas un appel"),
        (("ceiling", "absent.yaml", *GENERAL), 3, "n'existe pas ou ne peut être lu"),
        (("ceiling", str(EXAMPLES / "t2-liban.yaml")), 1, "ne dit pas de quel appel il relève"),
        (("ceiling", str(AUDE), "--at", "2019-01-01"), 1, "n'a aucune règle en vigueur"),
    ],
)
def test_what_cannot_be_shown_says_why_and_prints_nothing(
    nowhere: Shell, words: tuple[str, ...], status: int, message: str
) -> None:
    ran = nowhere.run("rules", *words)

    assert (ran.status, ran.out) == (status, "")
    assert message in plain(ran.err)


def test_the_ceiling_of_each_choice_is_computed_and_the_better_named(nowhere: Shell) -> None:
    told = plain(nowhere.done("rules", "ceiling", str(EXAMPLES / "t3-par-pays.yaml"), *GENERAL).out)

    lines = told.splitlines()
    assert "Taux de chaque pays : 102 000,00 € au plus" in lines
    assert "  calcul : 63 000,00 € + 30 000,00 € + 9 000,00 € = 102 000,00 €" in lines
    assert "  demandé : 105 000,00 €, soit 3 000,00 € de trop" in lines
    assert "Taux unique : 108 000,00 € au plus" in lines
    assert "  calcul : 60 % × 180 000,00 € = 108 000,00 €" in lines
    assert (
        lines[-1] == "Le meilleur choix est le taux unique : 6 000,00 € de plus ; ce n'est pas le choix fait."
    )


def test_the_ceiling_has_a_published_shape(nowhere: Shell) -> None:
    told = nowhere.done("rules", "ceiling", str(EXAMPLES / "t2-liban.yaml"), *GENERAL, "--json").json

    assert list(told) == ["file", "call", "definition", "at", "wanted", "choices", "best"]
    assert (told["wanted"], told["at"], told["best"]) == ("58000.00", "2025-05-30", None)
    (own,) = told["choices"]
    assert (own["choice"], own["ceiling"], own["missing"]) == (None, "50000.00", [])
    assert own["parts"] == [
        {"country": "LB", "status": "oda", "rate": 5000, "cost": "100000.00", "ceiling": "50000.00"}
    ]


def test_who_has_not_chosen_a_rate_yet_is_told_both(nowhere: Shell, tmp_path: Path) -> None:
    file = tmp_path / "undecided.yaml"
    file.write_text((EXAMPLES / "t3-par-pays.yaml").read_text().replace("rate_choice: by_country\n", ""))

    told = nowhere.done("rules", "ceiling", str(file), *GENERAL, "--json").json

    assert [(one["choice"], one["ceiling"]) for one in told["choices"]] == [
        ("by_country", "102000.00"),
        ("single_rate", "108000.00"),
    ]
    assert told["best"] == "single_rate"
    assert plain(nowhere.done("rules", "ceiling", str(file), *GENERAL).out).splitlines()[-1] == (
        "Le meilleur choix est le taux unique : 6 000,00 € de plus."
    )


def test_a_rate_that_no_source_gives_is_named_and_not_made_up(nowhere: Shell) -> None:
    words = ("rules", "ceiling", str(EXAMPLES / "t3-par-pays.yaml"), "--call", "generaliste-2024")

    told = plain(nowhere.done(*words).out).splitlines()

    assert told[-1] == "Seul le taux de chaque pays peut être calculé."
    assert "  il manque : le taux unique des projets sur plusieurs pays" in told


def test_a_file_that_cannot_be_read_tells_all_its_problems(nowhere: Shell, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(
        (EXAMPLES / "t2-liban.yaml").read_text().replace("58000.00", "-5").replace("{code: LB}", "{code: FR}")
    )

    ran = nowhere.run("rules", "ceiling", str(file), *GENERAL)

    assert (ran.status, ran.out) == (1, "")
    assert "MON-002" in ran.err
    assert "APP-014" in ran.err
