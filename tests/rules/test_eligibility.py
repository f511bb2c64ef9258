from dataclasses import replace
from datetime import date

import pytest

from forms.application import Attachment, Authority, Declarations, Party
from rules.facts import CallFacts
from rules.registry import evaluate
from tests.rules.situations import example, objections_to, situation

AUDE = example("aude", only_budget=False)
SIRET = "22110001900019"


def declaring(**changes: object) -> Declarations:
    return replace(AUDE.declarations, **changes)  # type: ignore[arg-type] # names checked by `replace`


@pytest.mark.parametrize(
    ("filed_on", "declared", "refused"),
    [
        (date(2025, 5, 20), 2024, False),
        (date(2025, 5, 20), 2023, True),
        (date(2025, 5, 31), 2024, False),
        (date(2025, 6, 1), 2024, True),
        (date(2025, 6, 2), 2024, True),
        (date(2025, 6, 2), 2025, False),
        (date(2014, 6, 30), 2014, False),
        (date(2025, 6, 2), 2026, True),
        (date(2025, 6, 2), None, True),
    ],
)
def test_t17_the_latest_campaign_closed_on_the_filing_day_counts(
    filed_on: date, declared: int | None, refused: bool
) -> None:
    authorities = tuple(replace(authority, apd_year=None) for authority in AUDE.authorities)
    application = replace(AUDE, declarations=declaring(apd_year=declared), authorities=authorities)

    facts = situation(application, filed_on=filed_on)

    if filed_on.year == 2014:
        assert objections_to(facts, "E1") == [("E1", "warn", "declarations.apd_year")]
    else:
        assert bool(objections_to(facts, "E1")) is refused


def test_a_missing_declaration_names_the_campaign_and_the_remedy() -> None:
    application = replace(AUDE, declarations=declaring(apd_year=2023))

    (finding,) = evaluate(("E1",), situation(application, filed_on=date(2025, 6, 2)))

    assert "campagne e-APD 2025" in finding.message
    assert finding.steps == ("Campagne e-APD 2025, chiffres de 2024\u00a0: close le 31 mai 2025.",)
    repaired = replace(AUDE, declarations=declaring(apd_year=2025))
    assert objections_to(situation(repaired, filed_on=date(2025, 6, 2)), "E1") == []


def test_each_authority_declares_when_an_association_files_for_them() -> None:
    application = replace(
        AUDE,
        lead=Party("IRCOD", "association", SIRET),
        authorities=(
            Authority("A", SIRET, apd_year=2024),
            Authority("B", SIRET, apd_year=2023),
            Authority("C", SIRET, commitment="withdrawn"),
            Authority("D", SIRET),
        ),
    )

    assert objections_to(situation(application), "E1") == [
        ("E1", "block", "authorities[1].apd_year"),
        ("E1", "block", "authorities[3].apd_year"),
    ]


@pytest.mark.parametrize(
    ("reports", "level"),
    [
        ("filed", None),
        ("none_due", None),
        ("partial_accepted", "warn"),
        ("overdue", "block"),
        (None, "block"),
    ],
)
def test_t18_reports_of_earlier_projects(reports: str | None, level: str | None) -> None:
    application = replace(AUDE, declarations=declaring(earlier_reports=reports))

    found = objections_to(situation(application), "E2")

    assert found == ([] if level is None else [("E2", level, "declarations.earlier_reports")])


@pytest.mark.parametrize(
    ("updated", "refused"), [(date(2025, 5, 28), False), (date(2025, 5, 29), True), (None, True)]
)
def test_the_atlas_is_up_to_date(updated: date | None, refused: bool) -> None:
    application = replace(AUDE, declarations=declaring(atlas=updated))

    assert bool(objections_to(situation(application), "E3")) is refused


def test_the_partnership_is_proved_and_the_proof_enclosed() -> None:
    unsaid = replace(AUDE, declarations=declaring(partnership=()))
    not_enclosed = replace(AUDE, attachments=())

    assert objections_to(situation(AUDE), "E4") == []
    assert objections_to(situation(unsaid), "E4") == [("E4", "block", "declarations.partnership")]
    assert objections_to(situation(not_enclosed), "E4") == [("E4", "warn", "attachments")]


@pytest.mark.parametrize(
    ("kind", "pieces", "refused"),
    [
        ("association", (), True),
        ("association", (Attachment("republican_commitment", "c.pdf"),), False),
        ("gip", (), False),
        ("local_authority", (), False),
    ],
)
def test_an_association_encloses_its_republican_contract(
    kind: str, pieces: tuple[Attachment, ...], refused: bool
) -> None:
    application = replace(AUDE, lead=Party("X", kind, SIRET), attachments=pieces)

    assert bool(objections_to(situation(application), "E9")) is refused


@pytest.mark.parametrize(
    ("kind", "refused"), [("association", False), ("gip", False), ("local_authority", True), (None, True)]
)
def test_only_the_kinds_a_call_admits_may_file(kind: str | None, refused: bool) -> None:
    call = CallFacts("cles-en-main-2025", applicant_kinds=frozenset({"association", "gip"}))
    application = replace(AUDE, lead=Party("X", kind, SIRET) if kind else None)

    assert bool(objections_to(situation(application, call=call), "E8")) is refused
    assert objections_to(situation(application), "E8") == []


def test_a_joint_call_is_filed_by_both_sides() -> None:
    call = CallFacts("franco-equatorien", joint_country="EC")
    alone = replace(AUDE, foreign_authorities=AUDE.foreign_authorities[1:])
    nobody = replace(AUDE, authorities=(), lead=None, foreign_authorities=())

    assert objections_to(situation(AUDE, call=call), "E7") == []
    assert objections_to(situation(alone, call=call), "E7") == [("E7", "block", "foreign_authorities")]
    assert objections_to(situation(nobody, call=call), "E7") == [
        ("E7", "block", "foreign_authorities"),
        ("E7", "block", "authorities"),
    ]


def test_parts_everybody_relies_on_are_given() -> None:
    empty = replace(AUDE, title=None, lead=None)

    assert objections_to(situation(AUDE), "COMPLETE") == []
    assert objections_to(situation(empty), "COMPLETE") == [
        ("COMPLETE", "block", "title"),
        ("COMPLETE", "block", "lead"),
        ("COMPLETE", "block", "lead.region"),
        ("COMPLETE", "warn", "lead.representative"),
        ("COMPLETE", "warn", "lead.contact.email"),
    ]


@pytest.mark.parametrize(("marker", "level"), [(2, None), (1, None), (0, "warn"), (None, "warn")])
def test_the_gender_marker(marker: int | None, level: str | None) -> None:
    application = replace(AUDE, markers={} if marker is None else {"gender": marker})

    found = objections_to(situation(application), "GENDER")

    assert found == ([] if level is None else [("GENDER", level, "markers.gender")])


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (Party("X", "local_authority", SIRET), []),
        (Party("X", "local_authority", "22110001900018"), [("IDENT", "warn", "lead.siret")]),
        (Party("X", "association", rna="W111000019"), []),
        (Party("X", "local_authority", rna="W111000019"), [("IDENT", "block", "lead.siret")]),
        (Party("X", "gip"), [("IDENT", "block", "lead.siret")]),
    ],
)
def test_the_lead_bears_a_genuine_number(lead: Party, expected: list[tuple[str, str, str]]) -> None:
    assert objections_to(situation(replace(AUDE, lead=lead)), "IDENT") == expected
