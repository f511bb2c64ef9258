"""The form of an application: what a call asks beside the file, and what must be there when it is filed."""

from typing import Any, get_args

import pytest

from forms.choices import ATTACHMENTS, MARKERS
from rules.findings import Finding
from tests.commands.shell import AUDE
from tests.workflow.calls.reading import definition_of, taking_applications
from tests.workflow.houses import TestHouse
from tests.workflow.refusing import refused
from tests.workflow.stories.gates import GENERALISTE, PATRIMOINE
from tests.workflow.stories.outcomes import ITEMS
from tests.workflow.stories.telling import after, answers_of
from workflow.assessing import assess, yardstick
from workflow.definition.bundle import Bundle, canonical, pack
from workflow.definition.form_model import Kept
from workflow.definition.model import Definition
from workflow.definition.places import OF_APPLICATIONS, OF_RECORDS
from workflow.errors import Impossible, Incomplete, RuleRefused
from workflow.filing import shortcomings_of_file
from workflow.placing import answered, own_form, placed


def without(answers: dict[str, object], *paths: str) -> dict[str, object]:
    """Give the answers without some parts of the lead, or some parts."""
    lead: dict[str, object] = dict(answers["lead"])  # type: ignore[call-overload]  # a JSON object
    left = {name: value for name, value in answers.items() if name not in paths}
    return {**left, "lead": {name: value for name, value in lead.items() if f"lead.{name}" not in paths}}


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(one.rule, one.where, one.message.replace("\xa0", " ")) for one in findings]


def filing_refused(house: TestHouse, ref: str, person: str) -> tuple[Finding, ...]:
    with pytest.raises(RuleRefused) as caught:
        house.advance(person, ref, "submit")
    return caught.value.findings


def begin_patrimoine(house: TestHouse, answers: dict[str, object], **given: str) -> str:
    after(house, PATRIMOINE, 0)
    return house.create("belfort", "patrimoine-2025", answers, given=given)


def test_what_a_call_asks_beside_the_file_is_kept_apart_from_it(empty: TestHouse) -> None:
    ref = begin_patrimoine(empty, answers_of("belfort"), heritage_kind="natural")

    assert empty.case(ref).answers == {**answers_of("belfort"), "supplement": {"heritage_kind": "natural"}}
    assert empty.discrepancies() == []


def test_saving_the_file_again_leaves_what_was_given_beside_it(empty: TestHouse) -> None:
    ref = begin_patrimoine(empty, answers_of("belfort"), heritage_kind="natural")

    empty.amend("belfort", ref, {**answers_of("belfort"), "months": 18})

    assert empty.case(ref).answer("supplement.heritage_kind") == "natural"
    assert empty.case(ref).answer("months") == 18


def test_a_field_beside_the_file_is_given_changed_and_taken_away_in_draft(empty: TestHouse) -> None:
    ref = begin_patrimoine(empty, answers_of("belfort"))
    seen = []

    for text in ("built", "both", ""):
        empty.amend_fields("belfort", ref, {"heritage_kind": text})
        seen.append(empty.case(ref).answer("supplement.heritage_kind"))

    assert seen == ["built", "both", None]
    assert empty.discrepancies() == []


def test_filing_without_what_the_call_asks_is_refused_with_the_choices_and_the_command(
    empty: TestHouse,
) -> None:
    ref = begin_patrimoine(empty, answers_of("belfort"))

    findings = filing_refused(empty, ref, "belfort")

    assert told(findings) == [
        ("FORM", "supplement.heritage_kind", "« Nature du patrimoine » doit être renseigné.")
    ]
    assert [remedy.replace("\xa0", " ") for remedy in findings[0].remedies] == [
        f"Donner la réponse : « jalon case amend {ref} --set heritage_kind=built »."
    ]
    assert findings[0].seen["choix"].startswith("built (patrimoine bâti), natural (")
    empty.amend_fields("belfort", ref, {"heritage_kind": "built"})
    assert empty.advance("belfort", ref, "submit").state == "submitted"
    assert empty.discrepancies() == []


def test_a_call_that_asks_nothing_beside_the_file_says_so(empty: TestHouse, url: str) -> None:
    after(empty, GENERALISTE, 0)

    told = refused(
        url, lambda: empty.create("aude", "generaliste-2025", answers_of("aude"), given={"note": "x"})
    )

    assert told.message == (
        "« Dossier de demande » : le champ « note » n'existe pas ; aucun n'est demandé ici."
    )


def limited(code: str, **limits: dict[str, str]) -> Bundle:
    """Give a call whose form bounds some fields more narrowly."""
    tree: dict[str, Any] = dict(canonical(definition_of(code)))
    for name, bounds in limits.items():
        tree["forms"]["application_form"]["fields"][name]["limits"] = bounds
    return pack(Definition.model_validate(tree))


def test_filing_tells_what_goes_beyond_the_limits_of_the_call(empty: TestHouse) -> None:
    after(empty, PATRIMOINE, 0)
    pieces = [{"kind": "budget", "file": "budget.exe"}]
    empty.publish_bundle(
        limited(
            "patrimoine-2025", title={"longest": "10"}, months={"max": "12"}, budget_piece={"types": "pdf"}
        )
    )
    answers = {**answers_of("belfort"), "attachments": pieces}
    ref = empty.create("belfort", "patrimoine-2025", answers, given={"heritage_kind": "built"})

    assert told(filing_refused(empty, ref, "belfort")) == [
        ("FORM", "title", "« Intitulé du projet » : 44 caractères : 10 caractères au plus."),
        ("FORM", "months", "« Durée en mois » : 24 : 12 au plus."),
        ("FORM", "attachments.budget", "« Budget » : « budget.exe » n'est pas un fichier pdf."),
    ]


def test_a_file_that_is_judged_alone_is_told_what_filing_would_tell_it(empty: TestHouse) -> None:
    bundle = limited("patrimoine-2025", title={"longest": "10"}, months={"max": "12"})
    answers = dict(answers_of("belfort"))
    after(empty, PATRIMOINE, 0)
    empty.publish_bundle(bundle)
    ref = empty.create("belfort", "patrimoine-2025", answers)

    alone = shortcomings_of_file(bundle.definition, answers)
    filed = filing_refused(empty, ref, "belfort")

    assert [one for one in told(alone) if one[1] != "supplement.heritage_kind"] == [
        one for one in told(filed) if one[1] != "supplement.heritage_kind"
    ]
    assert [(one.level, one.where) for one in alone] == [
        ("block", "title"),
        ("block", "months"),
        ("info", "supplement.heritage_kind"),
    ]


def test_a_limit_of_the_form_makes_a_file_invalid(empty: TestHouse) -> None:
    file = (AUDE.parent / "belfort.yaml").read_bytes()
    bundle = limited("patrimoine-2025", months={"max": "12"})

    judged = assess(file, name="belfort.yaml", by=yardstick(bundle, at=None))

    assert judged.verdict == "invalid"
    assert [one for one in told(judged.findings) if one[0] == "FORM"] == [
        ("FORM", "months", "« Durée en mois » : 24 : 12 au plus."),
        (
            "FORM",
            "supplement.heritage_kind",
            "Demandé en plus du dossier : « Nature du patrimoine » (obligatoire).",
        ),
    ]


def test_one_refusal_tells_every_lack_once(empty: TestHouse) -> None:
    """`COMPLETE` wants the title and the region too: what it says, the form does not say again."""
    lacking = without(answers_of("belfort"), "title", "lead.region")
    ref = begin_patrimoine(empty, lacking)

    assert told(filing_refused(empty, ref, "belfort")) == [
        ("FORM", "supplement.heritage_kind", "« Nature du patrimoine » doit être renseigné."),
        ("COMPLETE", "title", "Il manque le titre du projet."),
        ("COMPLETE", "lead.region", "Il manque la région du siège du porteur."),
    ]


def test_a_draft_without_any_lead_is_told_once_that_it_lacks_one(empty: TestHouse) -> None:
    """`COMPLETE` says that the lead is missing: the form does not spell out each part of it."""
    ref = begin_patrimoine(empty, answers_of("belfort"), heritage_kind="built")
    empty.person("personne", "applicant", "call", "patrimoine-2025")
    empty.amend("personne", ref, {name: one for name, one in answers_of("belfort").items() if name != "lead"})

    findings = filing_refused(empty, ref, "personne")

    assert ("COMPLETE", "lead") in {(one.rule, one.where) for one in findings}
    assert [one.where for one in findings if one.rule == "FORM"] == []


def test_a_field_that_the_file_holds_is_told_where_it_is_given(empty: TestHouse, url: str) -> None:
    ref = begin_patrimoine(empty, answers_of("belfort"))

    found = refused(url, lambda: empty.amend_fields("belfort", ref, {"months": "12"}))

    assert found.kind is Incomplete
    told_of = "« Durée en mois » (months) : months."
    assert found.message.endswith(f"ces réponses se donnent dans le fichier de la demande : {told_of}")


def test_a_call_that_asks_nothing_more_says_so(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 0)

    found = refused(url, lambda: empty.amend_fields("aude", ref, {"heritage_kind": "built"}))

    assert found.kind is Incomplete
    assert "le champ « heritage_kind » n'existe pas" in found.message


def test_once_filed_a_field_changes_only_where_a_correction_opens_it(empty: TestHouse, url: str) -> None:
    ref = begin_patrimoine(empty, answers_of("belfort"), heritage_kind="built")
    empty.advance("belfort", ref, "submit")

    closed = refused(url, lambda: empty.amend_fields("belfort", ref, {"heritage_kind": "both"}))
    empty.open("ines", ref, "correction", {**ITEMS, "fields": "supplement.heritage_kind"})
    empty.amend_fields("belfort", ref, {"heritage_kind": "both"})

    assert closed.kind is Impossible
    assert empty.case(ref).answer("supplement.heritage_kind") == "both"
    assert empty.discrepancies() == []


def test_every_place_of_the_language_takes_some_kind_of_field() -> None:
    assert {*OF_RECORDS, *OF_APPLICATIONS} == set(get_args(Kept))
    assert {place for place in OF_APPLICATIONS if place.startswith("attachments.")} == {
        f"attachments.{kind}" for kind in ATTACHMENTS
    }
    assert {place for place in OF_APPLICATIONS if place.startswith("markers.")} == {
        f"markers.{name}" for name in MARKERS
    }


@pytest.mark.parametrize("code", taking_applications())
def test_every_call_asks_each_place_of_the_application_file_once(code: str) -> None:
    definition = definition_of(code)
    form = own_form(definition, definition.machines["application"])
    assert form is not None

    kept = [field.kept_as for field in form.fields.values() if field.kept_as is not None]

    assert sorted(kept) == sorted(OF_APPLICATIONS)
    assert {field.section for field in form.fields.values()} == set(form.sections or {})


def test_the_form_reads_a_real_application_and_puts_its_pieces_back() -> None:
    definition = definition_of("patrimoine-2025")
    form = own_form(definition, definition.machines["application"])
    assert form is not None
    answers = {**answers_of("belfort"), "attachments": [{"kind": "budget", "file": "b.pdf"}]}

    found = answered(form, answers)

    assert (found["title"], found["countries"]) == (answers_of("belfort")["title"], ["PS"])
    assert found["budget_piece"] == ["b.pdf"]
    more = placed(form, {"deliberation": ["d.pdf"], "budget_piece": None}, among=answers)
    assert more["attachments"] == [{"kind": "deliberation", "file": "d.pdf"}]
