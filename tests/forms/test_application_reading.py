import json
from datetime import date
from pathlib import Path

import pytest

from forms.application import (
    Application,
    Attachment,
    Authority,
    Contact,
    Country,
    Declarations,
    ForeignAuthority,
    Party,
)
from forms.application_reading import read_application
from forms.budget import Budget, Exchange, Expense, Resource
from forms.codes import TITLES
from forms.errors import LimitExceeded, Unreadable
from forms.money import Cents

AUDE = (Path(__file__).parents[1] / "rules" / "examples" / "aude.yaml").read_text(encoding="utf-8")

SMALL = """\
countries: [{code: BJ}]
budget:
  total: "1000.00"
  requested: "700.00"
  years: [2025]
  resources:
    - {payer: ministry, cash: "700.00"}
    - {payer: french_authority, name: Ville, cash: "300.00"}
"""


def cents(*amounts: int) -> tuple[Cents, ...]:
    return tuple(Cents(amount * 100) for amount in amounts)


def refusals(text: str, *, name: str = "essai.yaml") -> list[tuple[str, str]]:
    """Give each problem as (code, path); each has a place, a title and a remedy."""
    with pytest.raises(Unreadable) as caught:
        read_application(text, name=name)
    for problem in caught.value.problems:
        assert problem.code in TITLES
        assert problem.mark is not None
        assert problem.remedy
    return [(problem.code, problem.where) for problem in caught.value.problems]


NAME = "Département de l'Aude"
READ = Application(
    call="generaliste-2025",
    title="Gestion de l'eau du bassin Catamayo-Chira",
    lead=Party(
        name=NAME,
        kind="local_authority",
        siret="22110001900019",
        region="76",
        profile="CLIMAPART",
        representative=Contact(function="Présidence"),
        contact=Contact(
            name="Direction des relations internationales",
            email="ri@aude.example.org",
            phone="01 00 00 00 00",
        ),
    ),
    authorities=(Authority(NAME, "22110001900019", "76", "lead", "confirmed", 2024),),
    foreign_authorities=(
        ForeignAuthority("Provincia de Loja", "EC"),
        ForeignAuthority("Gobierno Regional de Piura", "PE"),
    ),
    countries=(Country("EC", Cents(9_000_000)), Country("PE", Cents(6_000_000))),
    rate_choice="by_country",
    months=24,
    themes=("eau",),
    primary_goals=(6,),
    secondary_goals=(13,),
    markers={"gender": 1, "climate": 2},
    declarations=Declarations(2024, "filed", date(2025, 1, 10), ("convention",)),
    budget=Budget(
        total=Cents(15_000_000),
        requested=Cents(7_500_000),
        years=(2025, 2026),
        expenses=(
            Expense("A", "Stations hydrométriques", "EC", cents(40_000, 23_000)),
            Expense("A", "Ateliers et études", "PE", cents(22_500, 19_500)),
            Expense("B", "Missions croisées", None, cents(12_500, 17_500)),
            Expense("F", "Suivi", None, (), cents(7_500, 7_500), NAME),
        ),
        resources=(
            Resource("ministry", country="EC", cash=cents(25_000, 20_000)),
            Resource("ministry", country="PE", cash=cents(15_000, 15_000)),
            Resource("french_authority", NAME, cash=cents(20_000, 20_000), in_kind=cents(7_500, 7_500)),
            Resource("foreign_authority", "Provincia de Loja", cash=cents(5_000, 5_000)),
            Resource("other", "Agence de l'eau", "water_agency", cash=cents(10_000, 0)),
        ),
    ),
    attachments=(Attachment("partnership_evidence", "convention.pdf"),),
)


def test_the_published_example_is_read_whole() -> None:
    assert read_application(AUDE, name="aude.yaml") == READ


def test_one_amount_over_several_years_is_kept_unsplit() -> None:
    application = read_application(SMALL.replace("[2025]", "[2025, 2026]"), name="x.yaml")

    assert application.budget is not None
    assert application.budget.resources[0].cash == cents(700)
    assert application.budget.totals.resources_by_year is None


@pytest.mark.parametrize("amount", ["700.00", "700", "700,00", "700,00 €", '"700.00"'])
def test_every_admitted_spelling_is_the_same_amount(amount: str) -> None:
    quoted = amount if amount.startswith('"') else f'"{amount}"'
    application = read_application(SMALL.replace('cash: "700.00"', f"cash: {quoted}"), name="x.yaml")

    assert application.budget is not None
    assert application.budget.totals.requested == 70_000


@pytest.mark.parametrize("amount", ["1e9", "NaN", "-1", "12,345.678", "１２", "1_000", "1.234", "010", "no"])
def test_a_malformed_amount_names_its_field(amount: str) -> None:
    text = SMALL.replace('cash: "700.00"', f'cash: "{amount}"')

    ((code, where),) = refusals(text)

    assert (code[:4], where) == ("MON-", "budget.resources[0].cash")


def test_an_amount_cut_by_a_bare_comma_is_explained() -> None:
    text = SMALL.replace('cash: "700.00"', "cash: [70 000,00]")

    with pytest.raises(Unreadable) as caught:
        read_application(text, name="x.yaml")

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("APP-009", "budget.resources[0].cash")
    assert "guillemets" in problem.remedy


def test_unknown_keys_name_the_nearest_known_one() -> None:
    with pytest.raises(Unreadable) as caught:
        read_application(SMALL.replace("requested:", "requestd:"), name="x.yaml")

    assert [(p.code, p.where, p.remedy) for p in caught.value.problems] == [
        ("APP-002", "budget.requested", 'Ajoutez la clé, par exemple requested: "75000.00"'),
        ("APP-001", "budget.requestd", "Vouliez-vous «\u00a0requested\u00a0»\u202f?"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("code: BJ", "code: ZQ"), [("APP-013", "countries[0].code")]),
        (("code: BJ", "code: WF"), [("APP-014", "countries[0].code")]),
        (("[{code: BJ}]", "[]"), [("APP-026", "countries")]),
        (("[{code: BJ}]", "BJ"), [("APP-004", "countries")]),
        (("[{code: BJ}]", "[BJ]"), [("APP-003", "countries[0]")]),
        (
            ("[{code: BJ}]", "[{code: BJ}, {code: BJ}]"),
            [("APP-022", "rate_choice"), ("APP-020", "countries[1].code")],
        ),
        (("code: BJ", 'code: BJ, share: "999.99"'), [("APP-024", "countries")]),
        (("payer: french_authority", "payer: french_autority"), [("APP-006", "budget.resources[1].payer")]),
        (("payer: ministry", "country: TN, payer: ministry"), [("APP-021", "budget.resources[0].country")]),
        (("name: Ville", "name: Ville, kind: region"), [("APP-017", "budget.resources[1].kind")]),
        (("name: Ville", 'name: ""'), [("APP-005", "budget.resources[1].name")]),
        (("name: Ville", "name: [Ville]"), [("APP-005", "budget.resources[1].name")]),
        ((', cash: "300.00"', ""), [("APP-010", "budget.resources[1]")]),
        (("[2025]", "[2026, 2025]"), [("APP-019", "budget.years")]),
        (("[2025]", "[02025]"), [("APP-007", "budget.years[0]")]),
    ],
)
def test_what_cannot_be_judged_is_named(change: tuple[str, str], expected: list[tuple[str, str]]) -> None:
    assert change[0] in SMALL
    assert refusals(SMALL.replace(*change, 1)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("months: NO", ("APP-007", "months")),
        ("months: 23:59", ("APP-007", "months")),
        ("months: 010", ("APP-007", "months")),
        ("months: 0", ("APP-007", "months")),
        ("declarations: {atlas: 2025-02-30}", ("APP-008", "declarations.atlas")),
        ("declarations: {atlas: 30/05/2025}", ("APP-008", "declarations.atlas")),
        ("declarations: {earlier_reports: late}", ("APP-006", "declarations.earlier_reports")),
        ("markers: {gender: 3}", ("APP-007", "markers.gender")),
        ("markers: {genre: 1}", ("APP-001", "markers.genre")),
        ("sdgs: {primary: [18]}", ("APP-007", "sdgs.primary[0]")),
        ("lead: {name: X, kind: commune}", ("APP-006", "lead.kind")),
        ("lead: {name: X, kind: gip, siret: '123'}", ("APP-011", "lead.siret")),
        ("lead: {name: X, kind: association, rna: 'W1'}", ("APP-012", "lead.rna")),
        ("lead: {name: X, kind: gip, region: '00'}", ("APP-015", "lead.region")),
        ("lead: {name: X, kind: gip, contact: {email: a@b}}", ("APP-016", "lead.contact.email")),
        ("authorities: [{name: X}]", ("APP-002", "authorities[0].siret")),
        ("foreign_authorities: [{name: X, country: TN}]", ("APP-021", "foreign_authorities[0].country")),
        ("rate_choice: both", ("APP-006", "rate_choice")),
        ("attachments: [{kind: photo, file: a.png}]", ("APP-006", "attachments[0].kind")),
    ],
)
def test_each_field_says_what_it_expects(line: str, expected: tuple[str, str]) -> None:
    assert refusals(f"{line}\n{SMALL}") == [expected]


@pytest.mark.parametrize(
    ("spelling", "trap"),
    [
        ("23:59", "minutes"),
        ("010", "base huit"),
        ("NO", "vrai ou faux"),
        ("1_2", "tiret bas"),
        ("1e1", "exposant"),
    ],
)
def test_the_trap_of_a_spelling_is_named_where_it_is_not_expected(spelling: str, trap: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_application(f"months: {spelling}\n{SMALL}", name="x.yaml")

    assert trap in caught.value.problems[0].message


def test_norway_is_a_country_and_codes_keep_their_zeros() -> None:
    text = SMALL.replace("BJ", "NO") + "lead: {name: Région, kind: local_authority, region: 01}\n"

    application = read_application(text, name="x.yaml")

    assert application.countries == (Country("NO"),)
    assert application.lead == Party("Région", "local_authority", region="01")


def test_all_problems_come_at_once_in_reading_order() -> None:
    text = (
        AUDE.replace("months: 24", "months: deux ans")
        .replace('region: "76"\n', 'region: "67"\n')
        .replace("payer: ministry, country: PE", "payer: ministre, country: PE")
    )

    assert refusals(text) == [
        ("APP-015", "lead.region"),
        ("APP-007", "months"),
        ("APP-006", "budget.resources[1].payer"),
    ]


def test_a_total_that_cannot_be_read_hides_what_would_only_follow_from_it() -> None:
    assert refusals(AUDE.replace('total: "150000.00"', 'total: "150.000,00"')) == [
        ("MON-003", "budget.total")
    ]


def test_with_several_countries_shares_and_ministry_lines_must_be_told_by_country() -> None:
    text = AUDE.replace(', share: "60000.00"', "").replace(
        "{payer: ministry, country: PE,", "{payer: ministry,"
    )

    assert refusals(text) == [("APP-023", "countries[1].share"), ("APP-025", "budget.resources[1]")]


def test_the_single_rate_needs_neither() -> None:
    text = (
        AUDE.replace("by_country", "single_rate")
        .replace(', share: "60000.00"', "")
        .replace(', share: "90000.00"', "")
        .replace("{payer: ministry, country: PE,", "{payer: ministry,")
    )

    assert read_application(text, name="x.yaml").rate_choice == "single_rate"


def test_only_the_budget_is_read_when_asked() -> None:
    text = f"title: [1]\nmonths: beaucoup\ncall: x\n{SMALL}"

    application = read_application(text, name="x.yaml", only_budget=True)

    assert application == read_application(SMALL, name="x.yaml")


def test_an_unknown_key_is_refused_even_when_only_the_budget_is_read() -> None:
    with pytest.raises(Unreadable):
        read_application(f"titre: x\n{SMALL}", name="x.yaml", only_budget=True)


def test_a_resource_in_another_currency_is_judged_in_euros() -> None:
    exchange = "currency: XOF, rate: '655.957', rate_date: 2019-01-21, rate_source: parité fixe"
    text = SMALL.replace('name: Ville, cash: "300.00"', f"name: Ville, cash: '150000000', {exchange}")

    application = read_application(text, name="x.yaml")

    assert application.budget is not None
    assert application.budget.resources[1] == Resource(
        "french_authority",
        "Ville",
        cash=(Cents(22_867_353),),
        exchange=Exchange("XOF", "655.957", date(2019, 1, 21), "parité fixe", (Cents(15_000_000_000),)),
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("currency: XOF", ["rate", "rate_date", "rate_source"]),
        ("rate: '655.957'", ["currency", "rate_date", "rate_source"]),
    ],
)
def test_a_currency_comes_with_its_rate_date_and_source(given: str, expected: list[str]) -> None:
    text = SMALL.replace("name: Ville", f"name: Ville, {given}")

    assert refusals(text) == [("APP-002", f"budget.resources[1].{key}") for key in expected]


def test_a_country_whose_code_is_missing_is_not_listed_among_those_of_the_project() -> None:
    with pytest.raises(Unreadable) as caught:
        read_application(
            SMALL.replace("{code: BJ}", "{}").replace("name: Ville", "country: BJ"), name="x.yaml"
        )

    told = {one.code: one.message for one in caught.value.problems}
    assert told["APP-021"].endswith("ne fait pas partie des pays du projet (aucun).")


@pytest.mark.parametrize("code", ["XYZ", "HRK", "xof", "EUR"])
def test_a_currency_is_one_in_use_on_the_day_of_its_rate(code: str) -> None:
    given = f"name: Ville, currency: {code}, rate: '7', rate_date: 2025-01-10, rate_source: BCEAO"

    assert refusals(SMALL.replace("name: Ville", given)) == [("APP-018", "budget.resources[1].currency")]


@pytest.mark.parametrize(
    ("rate", "code"), [("0", "CHG-001"), ("-1", "CHG-001"), ("1e3", "CHG-001"), ("", "APP-005")]
)
def test_a_rate_of_exchange_is_a_positive_number(rate: str, code: str) -> None:
    text = SMALL.replace(
        "name: Ville", f"name: Ville, currency: XOF, rate: '{rate}', rate_date: 2019-01-21, rate_source: x"
    )

    assert refusals(text) == [(code, "budget.resources[1].rate")]


def as_json(text: str) -> dict[str, object]:
    """Give SMALL's content as a JSON object."""
    assert text == SMALL
    return {
        "countries": [{"code": "BJ"}],
        "budget": {
            "total": "1000.00",
            "requested": "700.00",
            "years": [2025],
            "resources": [
                {"payer": "ministry", "cash": "700.00"},
                {"payer": "french_authority", "name": "Ville", "cash": "300.00"},
            ],
        },
    }


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("name", ["x.json", "x.yaml"])
def test_json_reads_like_yaml(indent: int | str | None, name: str) -> None:
    text = json.dumps(as_json(SMALL), indent=indent)

    assert read_application(text, name=name) == read_application(SMALL, name="x.yaml")
    assert read_application(text.encode(), name=name) == read_application(SMALL, name="x.yaml")


def test_a_json_number_is_not_an_amount() -> None:
    text = json.dumps(as_json(SMALL)).replace('"700.00"}', "700.00}")

    assert refusals(text, name="x.json") == [("JSON-001", "budget.resources[0].cash")]


@pytest.mark.parametrize("text", ['{"a": 1', '{"a": NaN}', "a: 1", '{"a": 1,}'])
def test_a_file_named_json_must_be_json(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_application(text, name="x.json")

    assert caught.value.problems[0].mark is not None


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, b"x" * 2_000_000])
def test_bombs_are_refused_by_the_name_of_the_limit(text: str | bytes) -> None:
    with pytest.raises(LimitExceeded):
        read_application(text, name="x.json")


def test_a_document_that_is_not_a_group_is_refused() -> None:
    assert refusals("[a, b]") == [("APP-003", "")]


def test_a_lone_ellipsis_is_a_place_still_to_be_filled() -> None:
    text = "lead: {name: X, kind: gip, contact: {name: …, email: …, phone: ...}}\n" + SMALL

    lead = read_application(text, name="x.yaml").lead

    assert lead == Party("X", "gip", contact=Contact())


def test_countries_may_be_named_in_any_spelling_and_are_kept_by_their_code() -> None:
    text = SMALL.replace("[{code: BJ}]", '[{code: "Côte d’Ivoire"}]').replace(
        'cash: "700.00"}', 'country: Cote d\'Ivoire, cash: "700.00"}'
    )
    text += "foreign_authorities: [{name: Abidjan, country: COTE D'IVOIRE}]\n"

    read = read_application(text, name="essai.yaml")

    assert read.countries == (Country("CI"),)
    assert read.foreign_authorities == (ForeignAuthority("Abidjan", "CI"),)
    assert read.budget is not None
    assert read.budget.resources[0].country == "CI"


def test_two_spellings_of_one_country_are_one_country_given_twice() -> None:
    countries = """[{code: "Côte d’Ivoire"}, {code: Cote d'Ivoire}]"""

    found = refusals(SMALL.replace("[{code: BJ}]", f"{countries}\nrate_choice: single_rate"))

    assert found == [("APP-020", "countries[1].code")]


@pytest.mark.parametrize("name", ["RE", "La Réunion", "Wallis-et-Futuna", "France"])
def test_a_french_territory_is_no_partner_country_by_any_name(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_application(SMALL.replace("BJ", name), name="essai.yaml")

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("APP-014", "countries[0].code")
    assert "est un territoire français" in problem.message
    assert "participe comme collectivité française" in problem.remedy


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Cote d'Ivoir", "Vouliez-vous «\u00a0Côte d’Ivoire\u00a0» (CI)\u202f?"),
        ("Sénégall", "Vouliez-vous «\u00a0Sénégal\u00a0» (SN)\u202f?"),
        ("Zzyzx", "pour le Bénin."),
        ("１２", "pour le Bénin."),
    ],
)
def test_a_country_nobody_knows_is_refused_with_the_nearest(written: str, hint: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_application(SMALL.replace("{code: BJ}", f'{{code: "{written}"}}'), name="essai.yaml")

    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("APP-013", "countries[0].code")
    assert problem.remedy.endswith(hint)
