"""Acts, roles, mails and calendar of one definition, as people and machines read them."""

from itertools import product

import pytest

from tests.workflow.definition.example import example
from tests.workflow.definition.shipped import distinct_machines
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.tables.acts import acts
from workflow.definition.tables.calendar import calendar
from workflow.definition.tables.departures import mail_list, mail_matrix
from workflow.definition.tables.people import people
from workflow.definition.tables.powers import powers, role_list, role_matrix
from workflow.definition.tables.table import Table

SHIPPED = distinct_machines()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def shown(table: Table) -> list[list[str]]:
    return [[plain("; ".join(cell)) for cell in row] for row in table.shown()]


ACTS = [
    [
        "Dépôt",
        "Brouillon",
        "En attente des avis",
        "porteur de la demande",
        "le guichet est ouvert; règles E1, B13",
        (
            "courriel « Accusé de réception de la demande » (porteur de la demande); "
            "document « Accusé de réception »"
        ),
    ],
    [
        "Fin des avis (automatique)",
        "En attente des avis",
        "En instruction",
        "le système",
        "toute affaire « Avis : ambassade de France » est « Avis rendu » ou « Sans avis »",
        "",
    ],
    [
        "Décision",
        "En instruction",
        "Retenu",
        "service instructeur",
        ("aucune affaire « Compléments » n'est « en cours »; « Voix » est « pour »; formulaire « Décision »"),
        "",
    ],
    [
        "Financement",
        "Retenu",
        "Financé",
        "service instructeur",
        "",
        "courriel « Attribution du cofinancement » (porteur de la demande)",
    ],
    [
        "Désistement (exceptionnel)",
        "En attente des avis; En instruction; Retenu",
        "Retiré",
        "porteur de la demande",
        "",
        "courriel « Désistement enregistré » (porteur de la demande)",
    ],
]


def test_acts_are_told_with_what_they_ask_and_what_leaves() -> None:
    table = acts(example().definition, "application")

    assert plain(table.caption) == "Actes du circuit « Demande de cofinancement »"
    assert table.titles() == ("Acte", "De", "À", "Par", "Conditions", "Ce qui part")
    assert shown(table) == ACTS


def test_a_delay_that_opens_an_act_a_reason_and_an_incompatibility_are_conditions() -> None:
    body = """
        machines:
          application:
            states: {selected: {deadlines: {late: {after: 2 months, opens: fund}}}}
            transitions: {fund: {reason: required, unlike: [select], to: same}}
        """
    row = dict(
        zip(
            ("act", "from", "to", "by", "asks", "leaves"),
            shown(acts(example(body).definition, "application"))[3],
            strict=True,
        )
    )

    assert (row["to"], row["asks"]) == (
        "le même état",
        (
            "l'échéance de l'état « Retenu » est passée; motif exigé; "
            "par quelqu'un d'autre que pour « Décision »"
        ),
    )


def test_an_act_in_json_keeps_its_id() -> None:
    rows = acts(example().definition, "opinion").to_json()["rows"]

    assert isinstance(rows, list)
    assert rows[0] == {
        "trigger": "give",
        "act": "Avis",
        "from": ("Avis demandé",),
        "to": "Avis rendu",
        "by": ("la personne consultée",),
        "conditions": ("formulaire «\u00a0Avis\u00a0»",),
        "leaves": (),
    }


def test_the_role_matrix_crosses_states_and_those_who_act() -> None:
    table = role_matrix(example().definition, "application")

    assert table.titles() == ("État", "porteur de la demande", "service instructeur", "le système")
    assert shown(table) == [
        ["Brouillon", "modifier le dossier; Dépôt", "", ""],
        ["En attente des avis", "Désistement", "", "Fin des avis"],
        ["En instruction", "Désistement", "Décision; Demander des compléments", ""],
        ["Retenu", "Désistement", "Financement", ""],
        ["Financé", "", "", ""],
        ["Retiré", "", "", ""],
    ]


@pytest.mark.parametrize(("code", "machine"), SHIPPED)
def test_the_role_matrix_and_its_list_say_the_same(code: str, machine: str) -> None:
    definition = load(code).definition
    matrix, listed = role_matrix(definition, machine), role_list(definition, machine)
    crossed = {
        (row[0][0], title, act)
        for row in matrix.shown()
        for title, cell in zip(matrix.titles()[1:], row[1:], strict=True)
        for act in cell
    }

    assert crossed == {(row[0][0], row[1][0], act) for row in listed.shown() for act in row[2]}


@pytest.mark.parametrize(("code", "machine"), SHIPPED)
def test_whoever_may_do_an_act_holds_it_in_each_state_it_leaves(code: str, machine: str) -> None:
    definition = load(code).definition
    held = {(power.state, power.role, act) for power in powers(definition, machine) for act in power.acts}

    assert {
        (origin, role, act.label)
        for act in definition.machines[machine].transitions.values()
        for origin, role in product(act.origins, act.by)
    } <= held


def test_the_mail_matrix_tells_birth_acts_reminders_and_silence() -> None:
    body = """
        machines:
          opinion:
            cancelled: {mails: {opinion_cancelled: giver}}
            created: {documents: opinion_request}
            transitions: {give: {silent: L'avis reste interne.}}
        """
    definition = example(body).definition

    assert mail_matrix(definition, "opinion").titles() == (
        "Quand",
        "la personne consultée",
        "Documents",
        "Pas de courriel, parce que",
    )
    assert shown(mail_matrix(definition, "opinion")) == [
        ["Création", "Demande d'avis", "Demande d'avis", ""],
        ["Acte « Avis »", "", "", "L'avis reste interne."],
        [
            "Rappel 7 jours et 1 jour avant l'échéance, « Avis demandé »",
            "Rappel d'une demande d'avis",
            "",
            "",
        ],
        ["Annulation, à la fin du dossier parent", "Avis devenu sans objet", "", ""],
    ]
    assert [row[:3] for row in shown(mail_list(definition, "opinion"))] == [
        ["Création", "courriel", "Demande d'avis"],
        ["Création", "document", "Demande d'avis"],
        ["Acte « Avis »", "silence", "L'avis reste interne."],
        [
            "Rappel 7 jours et 1 jour avant l'échéance, « Avis demandé »",
            "courriel",
            "Rappel d'une demande d'avis",
        ],
        ["Annulation, à la fin du dossier parent", "courriel", "Avis devenu sans objet"],
    ]


def test_the_calendar_gives_windows_deadlines_and_clocks_with_their_sources() -> None:
    windows, deadlines, clocks = calendar(example().definition)

    assert (windows.caption, windows.titles()) == ("Guichets de dépôt", ("Guichet", "single"))
    assert shown(windows) == [
        ["Publication", "17 février 2025"],
        ["Ouverture", "7 avril 2025 à 00:00 (heure de Paris)"],
        ["Clôture", "30 mai 2025 à 23:59 (heure de Paris)"],
        ["Durée des projets", "au moins 12 mois, au plus 36 mois"],
        ["Enveloppe", "800 000,00 €"],
        ["Voie de dépôt", "dans Jalon"],
        ["Source", "Note du 8 janvier 2025"],
        ["Certitude", "B, relais d'un texte officiel"],
    ]
    assert shown(deadlines) == [
        [
            "Avis",
            "Avis demandé",
            "21 jours",
            "déclenche « Expiration »",
            "7 jours avant; 1 jour avant; « Rappel d'une demande d'avis » (la personne consultée)",
            "",
            "",
        ],
        ["Compléments", "Compléments demandés", "15 jours", "déclenche « Expiration »", "", "", ""],
    ]
    assert shown(clocks) == [["Refus implicite", "2 mois", "Dépôt", "", "Financement; Désistement", "", ""]]


def test_a_window_is_read_in_both_zones_and_to_the_end_of_its_last_day() -> None:
    body = """
        windows:
          single:
            closes: 2025-05-30
            closes_for: {association: 2025-05-28 12:00}
            partner_zone: America/Montreal
            partner_envelope: "50 000,00 CAD"
            to_be_confirmed: true
            months: unknown
        """
    rows = dict(shown(calendar(example(body).definition)[0]))

    assert (
        rows["Ouverture"] == "7 avril 2025 à 00:00 (heure de Paris); 6 avril 2025 à 18:00 (heure de Montreal)"
    )
    assert rows["Clôture"] == (
        "fin de la journée du 30 mai 2025; 31 mai 2025 à 00:00 (heure de Paris); "
        "30 mai 2025 à 18:00 (heure de Montreal)"
    )
    assert rows["Clôture particulière"] == (
        "association : 28 mai 2025 à 12:00 (heure de Paris); "
        "association : 28 mai 2025 à 06:00 (heure de Montreal)"
    )
    assert (rows["Dates"], rows["Durée des projets"]) == ("à confirmer", "inconnu")
    assert rows["Enveloppe du partenaire"] == "50 000,00 CAD"


def test_a_deadline_tells_what_it_is_counted_from() -> None:
    body = """
        machines:
          application:
            states:
              selected:
                deadlines:
                  late: {after: 2 months, from: file, opens: fund}
        """

    assert shown(calendar(example(body).definition)[1])[0][:4] == [
        "Demande de cofinancement",
        "Retenu",
        "2 mois après le dernier acte « dépôt »",
        "rend possible « Financement »",
    ]


def test_a_window_shows_the_parameters_it_has_of_its_own() -> None:
    body = (
        "windows: {single: {parameters: {authorities.min: [{value: 2, from: 2025-01-01, source: NOTE25}]}}}"
    )

    assert dict(shown(calendar(example(body).definition)[0]))["Paramètres propres"] == (
        "« authorities.min » (le nombre minimal de collectivités) à compter du 1er janvier 2025 : 2"
    )


def test_what_is_kept_is_told_with_how_long_and_what_follows() -> None:
    body = "retention: {funded: {label: Financés, outcome: positive, keep: 10 years, source: NOTE25}}"

    (kept,) = calendar(example(body).definition)[3:]
    assert (kept.caption, shown(kept)) == (
        "Conservation",
        [
            [
                "Financés",
                "l'affaire entière",
                "issue favorable",
                "10 ans, puis tri par les archives",
                "Note du 8 janvier 2025",
                "B, relais d'un texte officiel",
                "",
            ]
        ],
    )


def test_roles_are_told_with_where_they_stand_and_what_they_may_not_meet() -> None:
    body = "roles: {instructor: {incompatible: embassy}}"

    assert shown(people(example(body).definition)) == [
        ["porteur de la demande", "au dehors", "ses dossiers", "français", ""],
        ["ambassade de France", "au dehors", "son pays", "français", ""],
        ["préfecture de région", "au dehors", "sa région", "français", ""],
        ["service instructeur", "dans la maison", "tous les dossiers", "français", "ambassade de France"],
    ]


def test_a_definition_without_dates_has_no_calendar() -> None:
    assert [table.caption for table in calendar(load("comite").definition)] == []


@pytest.mark.parametrize("code", shipped_codes())
def test_every_row_has_a_cell_for_each_column(code: str) -> None:
    definition = load(code).definition
    tables = list(calendar(definition))
    for machine in definition.machines:
        tables += [
            make(definition, machine) for make in (acts, role_list, role_matrix, mail_list, mail_matrix)
        ]

    assert {len(row) - len(table.columns) for table in tables for row in table.rows} <= {0}
