"""`figures`: both terms of every quotient, and nothing of a decision that is not announced."""

from tests.commands.shell import Shell, plain

PUBLISHED = (
    "    publié pour 2012 : 4,7 (Numéro spécial des trente ans de la coopération décentralisée, "
    "délégation pour l'action extérieure des collectivités territoriales)"
)
WHEN = "2025-07-02"


def test_a_decision_is_told_inside_with_its_terms_and_not_outside(shell: Shell) -> None:
    shell.decided()

    inside = shell.done("figures", "--year", "2025", "--by", "zone", person="instructor", at=WHEN)
    outside = shell.done("figures", "--year", "2025", person="aude", at=WHEN)

    line = [
        "  1 déposé : 1 retenu, 0 refusé, 0 retiré ou caduc, 0 en cours",
        "  acceptation : 100 % = 1 / 1",
        "  demandé : 75 000,00 €",
        "  accordé : 75 000,00 €, pour des coûts de 150 000,00 €",
        "  taux moyen : 50 % = 75 000,00 € / 150 000,00 €",
        "  effet de levier : 1,00 = 75 000,00 € / 75 000,00 €",
    ]
    head = "Dossiers déposés en 2025, que vous pouvez voir"
    assert plain(inside.out).splitlines() == [
        head,
        *line,
        PUBLISHED,
        "",
        "Amérique du Sud (south_america)",
        *line,
    ]
    assert plain(outside.out).splitlines() == [
        head,
        "  1 déposé : 0 retenu, 0 refusé, 0 retiré ou caduc, 1 en cours",
        "  acceptation : 0 % = 0 / 1",
        "  demandé : 75 000,00 €",
        "  taux moyen et effet de levier : non définis, aucun dossier n'étant retenu",
        PUBLISHED,
    ]


def test_json_gives_cents_and_both_terms_and_null_for_what_is_undefined(shell: Shell) -> None:
    shell.draft()

    told = shell.done("figures", "--by", "theme", "--json", person="instructor", at="2025-05-21").json

    undefined = {"numerator": 0, "denominator": 0, "value": None}
    assert told == {
        "year": None,
        "by": "theme",
        "adds_up": False,
        "unfiled": 1,
        "derogations": {},
        "whole": {
            "key": "",
            "label": "",
            "filed": 0,
            "retained": 0,
            "refused": 0,
            "given_up": 0,
            "pending": 0,
            "requested": 0,
            "costs": 0,
            "grants": 0,
            "leverage": undefined,
            "mean_rate": undefined,
            "acceptance": undefined,
        },
        "lines": [],
        "published": {
            "leverage": {
                "value": "4.7",
                "year": "2012",
                "source": told["published"]["leverage"]["source"],
                "sure": "A",
            }
        },
    }


def test_a_grouping_that_does_not_exist_is_refused_with_those_that_do(shell: Shell) -> None:
    ran = shell.run("figures", "--by", "pays", person="instructor")

    assert ran.status == 2
    assert plain(ran.err).splitlines()[0] == (
        "L'option --by : « pays » n'est pas un choix possible : zone, status, region, theme, call, family."
    )
