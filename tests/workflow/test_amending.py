"""Saving drafts freely, and changing filed answers only where a correction opens them."""

from datetime import UTC, datetime

from tests.workflow.houses import TestHouse
from tests.workflow.refusing import Told, refused
from tests.workflow.stories.gates import FRANCO_PALESTINIEN, GENERALISTE
from tests.workflow.stories.outcomes import ITEMS
from tests.workflow.stories.telling import after, answers_of
from workflow.errors import Impossible, NotAllowed, Stale


def test_saving_a_draft_replaces_it_whole_outside_the_history(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 0)
    answers = {name: value for name, value in answers_of("aude").items() if name != "attachments"}

    outcome = empty.amend("aude", ref, {**answers, "title": "Autre titre"})

    assert (outcome.version, empty.case(ref).title) == (1, "Autre titre")
    assert "attachments" not in empty.case(ref).answers
    assert empty.discrepancies() == []


def test_an_older_save_of_a_draft_that_arrives_late_is_refused(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 0)
    answers = answers_of("aude")
    empty.amend("aude", ref, {**answers, "months": 18}, number=2)

    told = refused(url, lambda: empty.amend("aude", ref, {**answers, "months": 12}, number=1))

    assert (told.kind, told.message) == (
        Stale,
        "Un enregistrement plus récent du brouillon existe déjà (n° 2).",
    )


def test_nobody_saves_the_draft_of_another(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 0)

    told = refused(url, lambda: empty.amend("ines", ref, answers_of("aude")))

    assert (told.kind, told.who) == (NotAllowed, "porteur de la demande")


def test_two_applicants_share_a_draft_until_one_has_signed(empty: TestHouse, url: str) -> None:
    ref = after(empty, FRANCO_PALESTINIEN, 0)
    answers = answers_of("loire_atlantique")
    empty.amend("amer", ref, {**answers, "months": 18})
    empty.advance("loire", ref, "present")

    told = refused(url, lambda: empty.amend("amer", ref, {**answers, "months": 12}))

    assert told.kind is NotAllowed
    assert empty.case(ref).answers["months"] == 18
    assert empty.discrepancies() == []


def test_a_filed_file_is_closed(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)

    told = refused(url, lambda: empty.amend("aude", ref, {"months": 30}))

    assert told == Told(
        Impossible,
        "ACT-001",
        "GEN25-0001 est déposé : ces réponses ne peuvent plus changer : months.",
        "le service instructeur",
        ("demander au service une correction qui ouvre ces rubriques",),
        {"rubriques ouvertes": "aucune"},
    )


def test_a_correction_opens_the_parts_it_names_and_no_other_until_answered(
    empty: TestHouse, url: str
) -> None:
    ref = after(empty, GENERALISTE, 1)
    empty.open("ines", ref, "correction", ITEMS)

    told = refused(url, lambda: empty.amend("aude", ref, {"months": 30, "title": "Autre"}))
    empty.amend("aude", ref, {"months": 30})
    empty.advance("aude", f"{ref}/correction", "answer")
    closed = refused(url, lambda: empty.amend("aude", ref, {"months": 36}))

    assert (told.kind, told.seen) == (Impossible, {"rubriques ouvertes": "months, themes"})
    assert (closed.kind, closed.seen) == (Impossible, {"rubriques ouvertes": "aucune"})
    assert empty.case(ref).answers["months"] == 30
    assert empty.discrepancies() == []


def test_what_acts_give_is_never_amended(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 0)

    told = refused(url, lambda: empty.amend("aude", ref, {"decision": {"amount": 1}}))

    assert (told.kind, told.message) == (
        Impossible,
        "Ces réponses ne sont données qu'avec un acte : decision.",
    )


def test_a_correction_pauses_the_clock_of_the_implicit_refusal_and_pushes_it_on(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 1)
    started = empty.case(ref).clocks["implicit_refusal"]["ends"]
    empty.open("ines", ref, "correction", ITEMS)
    paused = empty.case(ref).clocks["implicit_refusal"]
    empty.later(days=10)

    empty.advance("aude", f"{ref}/correction", "answer")

    resumed = empty.case(ref).clocks["implicit_refusal"]
    assert datetime.fromisoformat(started) == datetime(2025, 7, 20, 22, 0, tzinfo=UTC)
    assert "paused" in paused
    assert "paused" not in resumed
    assert datetime.fromisoformat(resumed["ends"]) == datetime(2025, 7, 30, 22, 0, tzinfo=UTC)


def test_an_announced_decision_stops_the_clock(empty: TestHouse) -> None:
    ref = after(empty, GENERALISTE, 9)

    assert "stopped" in empty.case(ref).clocks["implicit_refusal"]
