"""Every mail the house can write, from every kind of letter."""

import re

import pytest

from forms.letter import SAMPLE, Letter
from notifications.errors import Unwritable
from notifications.messages import known, variables
from notifications.rendering import Written, write_mail
from notifications.sources import shipped_sources
from tests.notifications.letters import ASSOCIATION, EARLY, SPARSE, changed
from tests.notifications.reading import Reading

SHIPPED = shipped_sources()
NO_BREAK = re.compile("[\u00a0\u202f]")

# What a mail cannot be written without: all need these, some need more.
NEEDED = {"case.ref", "call.title", "service.address", "service.email", "service.ministry", "service.name"}
ALSO = {
    "filing_receipt": {
        "case.title", "case.filed_at", "case.received_on", "call.zone", "budget.requested", "budget.total"
    },
    "correction_request": {"case.title", "correction.items"},
    "correction_received": {"case.title", "act.on", "call.zone"},
    "inadmissible": {"case.title"},
    "admitted": {"case.title", "countries"},
    "award": {"case.title", "decision.amount", "budget.requested", "budget.total"},
    "refusal": {"case.title"},
    "waiting_list": {"case.title"},
    "adjourned": {"case.title"},
    "convention_to_sign": {"case.title", "decision.amount"},
    "convention_reopened": {"case.title"},
    "to_resume": {"case.title"},
    "derogation_asked": {"case.title"},
    "derogation_answered": {"case.title", "act.label"},
    "derogation_cancelled": {"case.title"},
    "amendment_requested": {"case.title", "lead.name"},
    "amendment_answered": {"case.title", "act.label"},
    "amendment_reminder": {"case.title"},
    "report_rendered": {"case.title", "lead.name"},
    "report_answered": {"case.title", "act.label"},
    "to_motivate": {"case.title"},
    "correction_cancelled": set(),
    "agreement_cancelled": {"case.title", "lead.name"},
    "convention_signed": {"case.title", "decision.amount"},
    "withdrawn": {"act.on", "call.zone"},
    "draft_reminder": {"call.zone"},
    "lapsed": {"act.on", "call.zone"},
    "cosign_request": {"case.title", "lead.name", "call.zone"},
    "window_changed": {"call.zone"},
    "new_file": {"case.title", "case.filed_at", "call.zone", "lead.name", "budget.requested", "budget.total"},
    "correction_answered": {"case.title", "act.on", "call.zone", "lead.name"},
    "opinion_received": {"case.title", "opinion.giver_label"},
    "opinions_in": {"case.title"},
    "agreement_received": {"case.title"},
    "to_prepare_convention": {"case.title", "decision.amount", "budget.requested"},
    "file_withdrawn": {"case.title", "act.on", "call.zone", "lead.name"},
    "to_enrol": {"case.title", "proposal.amount", "budget.requested"},
    "on_agenda": {"case.title", "budget.requested"},
    "to_notify": {"case.title", "case.state_label"},
    "to_countersign": {"case.title", "decision.amount"},
    "opinion_request": {"case.title", "lead.name", "opinion.giver_label", "budget.requested", "budget.total"},
    "opinion_reminder": {"case.title", "lead.name", "opinion.giver_label"},
    "opinion_elapsed": {"case.title"},
    "opinion_cancelled": {"case.title", "lead.name"},
    "agreement_request": {"case.title", "lead.name", "budget.total"},
    "partner_opinion_request": {"case.title", "lead.name", "budget.requested", "budget.total"},
    "record_received": {"case.kind_label", "case.title", "case.public", "act.on", "call.zone"},
    "record_changed": {"case.kind_label", "case.title", "case.public", "act.label", "act.on", "call.zone",
        "deadline.label",
    },
    "record_reminder": {"case.kind_label", "case.title", "case.public", "deadline.label", "deadline.on"},
    "record_arrived": {"case.kind_label", "case.title", "lead.name"},
    "record_opinion_request": {"case.kind_label", "case.title", "lead.name", "opinion.giver_label"},
    "record_opinion_reminder": {"case.kind_label", "case.title", "lead.name", "opinion.giver_label"},
    "record_opinion_over": {"case.kind_label", "case.title"},
}  # fmt: skip
BEFORE_ANY_DECISION = {
    "filing_receipt", "correction_request", "correction_received", "admitted", "withdrawn", "draft_reminder",
    "lapsed", "cosign_request", "window_changed", "new_file", "opinion_request", "opinion_reminder",
    "opinion_elapsed", "opinion_cancelled", "partner_opinion_request", "record_received", "record_changed",
    "record_arrived", "record_opinion_over",
}  # fmt: skip


def mail(name: str, letter: Letter = SAMPLE) -> Written:
    return write_mail(name, sources=SHIPPED, letter=letter)


def said(name: str, letter: Letter = SAMPLE) -> str:
    """The plain text of a mail on one line, with ordinary spaces."""
    return " ".join(NO_BREAK.sub(" ", mail(name, letter).text).split())


def refuses(name: str, path: str) -> bool:
    try:
        mail(name, changed({path: None}))
    except Unwritable as refused:
        return refused.seen["valeur"] == path
    return False


@pytest.mark.parametrize("name", known())
@pytest.mark.parametrize("letter", [SAMPLE, ASSOCIATION, SPARSE], ids=["sample", "association", "sparse"])
def test_a_mail_says_what_happened_who_acts_and_what_is_next(name: str, letter: Letter) -> None:
    written = mail(name, letter)

    ref, title = (str(letter["case"][key]) for key in ("ref", "title"))  # type: ignore[index]  # a part
    assert 0 < len(written.subject) <= 120
    assert written.subject.startswith(f"{ref} – ")
    assert [line for line in written.text.splitlines() if line == "Madame, Monsieur,"] == [
        "Madame, Monsieur,"
    ]
    for words in ("Ce que vous avez à faire\n---", "La suite\n---", f"\u00a0: {ref}\n", title.split()[0]):
        assert words in written.text
    assert "None" not in written.text + written.html
    assert max(map(len, written.text.splitlines())) <= 72


@pytest.mark.parametrize("name", sorted(BEFORE_ANY_DECISION))
def test_a_mail_that_comes_before_any_decision_is_written_without_one(name: str) -> None:
    told = (
        ["opinion"] if name.startswith("opinion") else ["correction"] if name == "correction_request" else []
    )
    letter = changed({part: SAMPLE[part] for part in told}, letter=EARLY)

    assert mail(name, letter).text
    assert {path for path in variables(name, SHIPPED) if path.startswith(("decision", "proposal"))} == set()


@pytest.mark.parametrize("name", known())
def test_a_mail_does_without_all_but_what_it_needs(name: str) -> None:
    assert {path for path in variables(name, SHIPPED) if "[]" not in path and refuses(name, path)} == (
        NEEDED - {"call.title"} if name.startswith("record") else NEEDED
    ) | ALSO[name]


@pytest.mark.parametrize("name", known())
def test_a_mail_holds_no_link_no_image_no_script(name: str) -> None:
    reading = Reading(mail(name).html)

    assert set(reading.tags) <= {
        "html", "head", "meta", "title", "body", "main", "h1", "h2", "p", "ul", "li", "table", "tr", "th",
        "td", "blockquote", "br", "address",
    }  # fmt: skip
    assert reading.attributes <= {"lang", "charset", "name", "content", "style", "scope"}


@pytest.mark.parametrize("name", known())
def test_a_mail_of_a_demonstration_says_so(name: str) -> None:
    banner = "Courriel de démonstration, sans valeur"

    assert mail(name).text.startswith(f"{banner}\n---")
    assert banner not in mail(name, changed({"instance.demo": False})).text


def test_the_receipt_bears_the_mentions_of_the_law() -> None:
    text = said("filing_receipt")

    for mention in (
        "Date de réception : 28 mai 2025",
        "Service chargé du dossier : Délégation pour les collectivités territoriales et la société civile",
        "57 boulevard des Invalides 75007 Paris",
        "Courriel : appels.dctciv@example.org",
        "Téléphone : 01 00 00 00 00",
        "le 28 juillet 2025, le silence gardé sur votre demande vaudra décision de rejet",
        "Vous disposez de deux mois à compter de la décision, expresse ou implicite",
        "tribunal administratif compétent",
        "recours gracieux",
        "recours hiérarchique",
    ):
        assert mention in text


def test_the_receipt_tells_of_silence_even_when_its_date_is_not_known() -> None:
    text = said("filing_receipt", changed({"silence.implicit_refusal_on": None}))

    assert "Le silence gardé pendant deux mois sur votre demande vaut décision de rejet" in text


@pytest.mark.parametrize("name", ["refusal", "inadmissible", "lapsed"])
def test_an_unfavourable_decision_tells_how_to_contest_it(name: str) -> None:
    text = said(name)

    assert "Voies et délais de recours" in text
    assert "vous disposez de deux mois à compter de sa notification" in text


def test_an_award_tells_the_amount_the_conditions_and_the_payments() -> None:
    text = said("award")

    for words in (
        "Montant attribué : 75 000,00 €",
        "> Transmettre une convention de partenariat actualisée.",
        "Dernière tranche, solde (20 %), 2026 : 7 000,00 €, après acceptation du compte rendu final",
    ):
        assert words in text


def test_a_request_for_pieces_tells_which_and_by_when() -> None:
    assert mail("correction_request").subject == (
        "GEN25-0001 – pièces ou corrections à fournir avant le 15 juin 2025"
    )
    assert "> Relevé d'identité bancaire ; délibération signée." in said("correction_request")
    assert "au plus tard le 15 juin 2025" in said("correction_request")


def test_an_opinion_is_asked_of_its_giver_by_its_day() -> None:
    assert "Avis attendu de : ambassade de France, Équateur" in said("opinion_request")
    assert "au plus tard le 23 juin 2025" in said("opinion_request")


def test_the_opinions_gathered_are_listed() -> None:
    late = {"giver_label": "préfecture", "key_name": None, "kind_label": None, "state_label": "Délai écoulé"}
    letter = changed({"opinions": [*SAMPLE["opinions"], late]})  # type: ignore[misc]  # a list

    assert "- ambassade de France, Équateur : favorable - préfecture : Délai écoulé" in said(
        "opinions_in", letter
    )


def test_a_reminder_gives_the_hour_in_the_zone_of_the_call() -> None:
    assert "avant le 30 mai 2025 à 23:59 (heure de Paris)" in said("draft_reminder")


def test_the_instructor_is_told_of_the_points_to_check_and_not_of_what_is_well() -> None:
    well = {"rule": "B05", "level": "info", "message": "Le plafond est respecté."}
    warned = {"rule": "E4", "level": "warn", "message": "Convention de partenariat à vérifier."}

    assert "Points à vérifier" not in said("new_file")
    assert (
        "Points à vérifier, relevés au dépôt : - E4 : Convention de partenariat à vérifier. Ce que"
        in said("new_file", changed({"findings": [well, warned]}))
    )
