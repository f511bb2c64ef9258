"""Records live by their definition alone: offers, presentation sheets, labels, missions, declarations."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.workflow.houses import TestHouse, actor, rewritten
from tests.workflow.stories.records import (
    DECLARATION,
    FAVOURABLE,
    LABEL,
    MISSION,
    OFFER,
    PREPARED,
    SHEET,
    people,
)
from tests.workflow.tables import rows_of
from workflow.amending import amend_answers, amend_fields
from workflow.errors import Impossible, Incomplete, NotAllowed, NotFound
from workflow.relaying import relay_first
from workflow.ticking import tick

EXCHANGE, EXPERTISE, DECLARING = "bourse-partenariats", "expe-ct", "e-apd"


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def days_pass(house: TestHouse, days: int) -> list[str]:
    house.later(days=days)
    return [f"{due.ref} {due.kind}" for due in tick(house.house)]


def validate(house: TestHouse, mission: str) -> None:
    given = {"act": "mobilise"}
    relay_first(house.house, actor("denis"), ref=mission, trigger="validate", given=given)
    house.advance("denis", mission, "validate", given=given, relayed=True)


def labelled(house: TestHouse) -> str:
    label = house.record("aude", EXPERTISE, LABEL, machine="label")
    house.advance("aude", label, "file_request")
    house.advance("odile", label, "instruct", given={"comment": "Solide."})
    house.advance("sonia", label, "grant_label")
    house.advance("denis", label, "announce_label")
    return label


def ready(house: TestHouse) -> str:
    mission = house.record("aude", EXPERTISE, MISSION, machine="mission")
    house.advance("odile", mission, "prepare_mission", given=PREPARED)
    house.advance("nouakchott", f"{mission}/embassy.MR", "give", given=FAVOURABLE)
    return mission


def test_a_foreign_offer_goes_to_the_post_at_once_and_ends_in_a_partnership(empty: TestHouse) -> None:
    house = people(empty, EXCHANGE)

    offer = house.record("rosso", EXCHANGE, OFFER, machine="offer")
    assert house.refs(offer) == {offer: "received", f"{offer}/embassy.MR": "requested"}
    house.advance("nouakchott", f"{offer}/embassy.MR", "give", given=FAVOURABLE)
    house.advance("odile", offer, "go_public")
    house.advance(
        "odile", offer, "meet", given={"who": "Aude", "email": "a@example.org", "message": "Parlons."}
    )
    house.advance("rosso", offer, "conclude", given={"signed_on": "2025-07-01"})

    assert house.refs(offer) == {offer: "concluded", f"{offer}/embassy.MR": "given"}
    case = house.case(offer)
    assert (case.title, case.owner, case.region) == ("L'eau à Rosso", "MR-12", None)
    assert case.answer("partnership.signed_on") == "2025-07-01"
    assert house.discrepancies() == []


def test_an_offer_expires_at_the_end_of_the_day_it_names_after_a_reminder(empty: TestHouse) -> None:
    house = people(empty, EXCHANGE)
    offer = house.record("rosso", EXCHANGE, OFFER, machine="offer")
    house.advance("nouakchott", f"{offer}/embassy.MR", "give", given=FAVOURABLE)
    house.advance("odile", offer, "go_public")

    house.now = datetime(2025, 7, 1, 12, tzinfo=UTC)
    assert [due.kind for due in tick(house.house)] == ["remind"]
    house.now = datetime(2025, 7, 31, 21, 59, tzinfo=UTC)
    assert list(tick(house.house)) == []
    house.now = datetime(2025, 7, 31, 22, 0, tzinfo=UTC)
    assert [due.kind for due in tick(house.house)] == ["fire"]

    assert house.case(offer).state == "expired"
    assert house.discrepancies() == []


def test_an_offer_prolonged_expires_at_its_new_day(empty: TestHouse) -> None:
    house = people(empty, EXCHANGE)
    offer = house.record("rosso", EXCHANGE, OFFER, machine="offer")
    house.advance("nouakchott", f"{offer}/embassy.MR", "give", given=FAVOURABLE)
    house.advance("odile", offer, "go_public")

    house.advance("rosso", offer, "prolong", given={"valid_until": "2025-09-30"})
    house.now = datetime(2025, 8, 15, tzinfo=UTC)

    assert list(tick(house.house)) == []
    assert house.case(offer).answer("offer.valid_until") == "2025-09-30"
    assert house.case(offer).answer("offer.themes") == "eau, jeunesse"


def test_an_offer_completed_is_asked_again_from_its_new_country(empty: TestHouse) -> None:
    house = people(empty, EXCHANGE)
    offer = house.record("rosso", EXCHANGE, OFFER, machine="offer")
    house.advance("nouakchott", f"{offer}/embassy.MR", "give", given=FAVOURABLE)
    house.advance("odile", offer, "ask_details", reason="Le pays ?")

    house.advance("rosso", offer, "complete", given={**OFFER, "title": "L'eau", "country": "SN"})

    assert house.refs(offer) == {
        offer: "received",
        f"{offer}/embassy.MR": "given",
        f"{offer}/embassy.SN": "requested",
    }
    assert house.case(offer).title == "L'eau"
    assert house.discrepancies() == []


def test_a_sheet_is_shown_once_its_prefecture_and_posts_have_answered(empty: TestHouse) -> None:
    house = people(empty, EXCHANGE)
    sheet = house.record("aude", EXCHANGE, SHEET, machine="sheet")
    house.advance("aude", sheet, "send")
    house.advance("odile", sheet, "consult")
    for person, key in (("pascal", "prefecture.76"), ("nouakchott", "embassy.MR")):
        house.advance(person, f"{sheet}/{key}", "give", given=FAVOURABLE)

    assert days_pass(house, 30) == [f"{sheet}/embassy.SN fire"]
    house.advance("odile", sheet, "go_public")

    assert house.refs(sheet) == {
        sheet: "on_show",
        f"{sheet}/prefecture.76": "given",
        f"{sheet}/embassy.MR": "given",
        f"{sheet}/embassy.SN": "elapsed",
    }
    assert house.case(sheet).owner == "22110001900019"
    assert house.case(sheet).region == "76"
    assert house.discrepancies() == []


def test_a_draft_changes_field_by_field_outside_the_history(empty: TestHouse) -> None:
    house = people(empty, EXCHANGE)
    sheet = house.record("aude", EXCHANGE, {**SHEET, "goals": "6"}, machine="sheet")

    with house.house.act(actor("aude")) as act:
        amend_fields(act, ref=sheet, given={"themes": "eau, sport", "goals": "", "title": "Aude 2025"})

    case = house.case(sheet)
    assert (case.position, case.title) == (1, "Aude 2025")
    assert case.answer("sheet.themes") == "eau, sport"
    assert case.answer("sheet.goals") is None
    assert case.answer("countries") == [{"code": "MR"}, {"code": "SN"}]
    with pytest.raises(Incomplete, match="Intitulé"), house.house.act(actor("aude")) as act:
        amend_fields(act, ref=sheet, given={"title": ""})
    assert house.discrepancies() == []


def test_a_record_filed_changes_by_its_acts_alone(empty: TestHouse) -> None:
    house = people(empty, EXCHANGE)
    sheet = house.record("aude", EXCHANGE, SHEET, machine="sheet")

    with pytest.raises(Impossible, match="n'est pas une demande"), house.house.act(actor("aude")) as act:
        amend_answers(act, ref=sheet, answers={"title": "Autre"})
    house.advance("aude", sheet, "send")
    with pytest.raises(Impossible, match="des actes seuls"), house.house.act(actor("aude")) as act:
        amend_fields(act, ref=sheet, given={"themes": "sport"})

    assert house.case(sheet).answer("sheet.themes") == "eau"


def test_nobody_makes_a_record_for_another_body(empty: TestHouse) -> None:
    house = people(empty, EXCHANGE)

    with pytest.raises(NotAllowed, match="pour MR-13"):
        house.record("rosso", EXCHANGE, {**OFFER, "code": "MR-13"}, machine="offer")

    house.grant("rosso", "writer", "own", "MR-13")
    assert house.record("rosso", EXCHANGE, {**OFFER, "code": "MR-13"}, machine="offer") == "BOU-0001"


def test_what_is_wrong_in_a_record_is_told_at_once_and_nothing_is_made(empty: TestHouse, url: str) -> None:
    house = people(empty, EXCHANGE)
    wrong = {**OFFER, "country": "FR", "email": "mairie", "valid_until": "2025-02-30", "langage": "fr"}

    with pytest.raises(Incomplete) as refusal:
        house.record("rosso", EXCHANGE, wrong, machine="offer")

    assert plain(refusal.value.message) == (
        "« Offre d'une autorité locale étrangère » : "
        "le champ « langage » n'existe pas ; vouliez-vous « language » ? ; "
        "« Pays » (country) : « FR » est un territoire français, non un pays partenaire ; "
        "écrivez le pays de l'autorité locale étrangère, par exemple SN ; "
        "« Courriel » (email) : « mairie » n'est pas une adresse de courriel ; "
        "écrivez par exemple contact@exemple.fr ; "
        "« Valable jusqu'au » (valid_until) : « 2025-02-30 » n'est pas une date ; "
        "écrivez par exemple 2025-09-01."
    )
    assert rows_of(url, "SELECT ref FROM cases WHERE ref LIKE 'BOU%'") == []


@pytest.mark.parametrize(
    ("code", "machine", "told"),
    [
        (EXCHANGE, None, "ne dit pas seule quelle fiche créer"),
        (EXCHANGE, "ofer", "n'a pas de fiche « ofer »"),
        ("generaliste-2025", None, "rien ne se crée depuis des champs"),
        ("unknown", None, "Aucun appel « unknown » n'est publié"),
    ],
)
def test_what_is_no_record_cannot_be_made(
    empty: TestHouse, code: str, machine: str | None, told: str
) -> None:
    house = people(empty, EXCHANGE, "generaliste-2025")

    with pytest.raises(NotFound) as refusal:
        house.record("rosso", code, OFFER, machine=machine)

    assert told in plain(refusal.value.message)


def test_the_same_key_makes_one_record(empty: TestHouse) -> None:
    house = people(empty, EXCHANGE)

    refs = {house.record("rosso", EXCHANGE, OFFER, machine="offer", key="k") for _ in range(2)}

    assert refs == {"BOU-0001"}


def test_a_label_lasts_three_years_from_its_announcement(empty: TestHouse) -> None:
    house = people(empty, EXPERTISE)
    label = labelled(house)

    house.now = datetime(2028, 2, 20, 12, tzinfo=UTC)
    assert [due.kind for due in tick(house.house)] == ["remind"]
    house.advance("aude", label, "ask_renewal", given=LABEL)
    house.now = datetime(2028, 5, 20, 21, 59, tzinfo=UTC)
    assert list(tick(house.house)) == []
    house.now = datetime(2028, 5, 20, 22, 0, tzinfo=UTC)
    assert [due.kind for due in tick(house.house)] == ["fire"]

    assert house.case(label).state == "expired"
    assert house.discrepancies() == []


def test_a_label_renewed_lasts_three_years_more(empty: TestHouse) -> None:
    house = people(empty, EXPERTISE)
    label = labelled(house)
    house.now = datetime(2028, 4, 1, tzinfo=UTC)
    house.advance("aude", label, "ask_renewal", given=LABEL)

    house.advance("denis", label, "renew_label")
    house.now = datetime(2030, 12, 1, tzinfo=UTC)

    assert list(tick(house.house)) == []
    assert house.case(label).state == "labelled"


def test_a_mission_runs_from_request_to_its_published_note(empty: TestHouse) -> None:
    house = people(empty, EXPERTISE)
    label = labelled(house)
    mission = ready(house)
    validate(house, mission)

    assert days_pass(house, 14) == [f"{mission} fire"]
    assert days_pass(house, 5) == [f"{mission} fire"]
    house.advance("aude", mission, "give_report", given={"summary": "Agents formés."})
    house.advance("odile", mission, "assess", given={"mark": "good", "comment": "Très utile."})
    house.advance("odile", mission, "capitalise", given={"lessons": "Former sur place."})

    assert house.refs(mission) == {mission: "capitalised", f"{mission}/embassy.MR": "given"}
    assert house.case(label).state == "labelled"
    assert house.discrepancies() == []


def test_no_mission_is_validated_under_a_label_that_is_over(empty: TestHouse) -> None:
    house = people(empty, EXPERTISE)
    label = labelled(house)
    mission = ready(house)
    house.advance("denis", label, "revoke", reason="Manquements.")

    with pytest.raises(Impossible, match="Mission sous ce label"):
        validate(house, mission)

    assert house.case(mission).state == "ready"


def test_a_mission_names_a_label_its_author_may_see(empty: TestHouse) -> None:
    house = people(empty, EXPERTISE)

    with pytest.raises(NotFound):
        house.record("aude", EXPERTISE, MISSION, machine="mission")


def test_a_mission_without_report_is_closed_a_month_after_the_return_and_not_before(
    empty: TestHouse,
) -> None:
    house = people(empty, EXPERTISE)
    labelled(house)
    mission = ready(house)
    validate(house, mission)
    days_pass(house, 14)
    days_pass(house, 5)

    with pytest.raises(Impossible, match="qu'à partir du 7 juillet 2025"):
        house.advance("odile", mission, "close_without_report", reason="Aucune nouvelle.")
    house.now = datetime(2025, 7, 6, 22, 0, tzinfo=UTC)
    house.advance("odile", mission, "close_without_report", reason="Aucune nouvelle.")

    assert house.case(mission).state == "unreported"


def test_a_declaration_is_filed_within_its_campaign_controlled_and_validated_by_two_persons(
    empty: TestHouse,
) -> None:
    house = people(empty, DECLARING)
    declaration = house.record("aude", DECLARING, {**DECLARATION, "total": "12 000,00"})
    assert house.case(declaration).window_id == house.case("APD@y2025").id

    house.advance("aude", declaration, "send")
    house.advance("odile", declaration, "control", given={"comment": "Complet."})
    with pytest.raises(NotAllowed, match="autre personne"):
        house.advance("odile", declaration, "validate")
    house.advance("omar", declaration, "validate")

    assert house.case(declaration).state == "validated"
    assert house.case(declaration).answer("declaration.total") == 1_200_000
    assert house.discrepancies() == []


def test_amounts_are_above_zero_and_nothing_is_a_declaration_too(empty: TestHouse) -> None:
    house = people(empty, DECLARING)
    empty_one = house.record("aude", DECLARING, {**DECLARATION, "total": "0"})
    nothing = house.record("aude", DECLARING, {**DECLARATION, "kind": "nothing"})

    with pytest.raises(Impossible) as refusal:
        house.advance("aude", empty_one, "send")
    house.advance("aude", nothing, "send_nothing")

    assert plain(refusal.value.message) == (
        "« Transmission » demande que « Total déclaré » soit « plus de 0,00 € »."
    )
    assert dict(refusal.value.seen) == {"Total déclaré": "0,00\xa0€"}
    assert house.case(nothing).state == "sent"


@pytest.mark.parametrize(
    ("moment", "window", "told"),
    [
        (datetime(2025, 5, 31, 22, 0, tzinfo=UTC), "y2025", "est clos depuis le 31 mai 2025 à 23:59"),
        (datetime(2025, 5, 20, 9, 0, tzinfo=UTC), "y2026", "n'est pas encore ouvert"),
    ],
)
def test_a_declaration_is_not_filed_outside_its_campaign(
    empty: TestHouse, moment: datetime, window: str, told: str
) -> None:
    house = people(empty, DECLARING)
    nothing = house.record("aude", DECLARING, {**DECLARATION, "kind": "nothing"}, window=window)
    house.now = moment

    with pytest.raises(Impossible) as refusal:
        house.advance("aude", nothing, "send_nothing")

    assert told in plain(refusal.value.message)


def test_a_campaign_is_extended_by_an_act(empty: TestHouse) -> None:
    house = people(empty, DECLARING)
    nothing = house.record("aude", DECLARING, {**DECLARATION, "kind": "nothing"})
    house.advance("alma", "APD@y2025", "extend", given={"closes": "2025-06-15"}, reason="Panne du site.")
    house.now = datetime(2025, 6, 15, 21, 59, tzinfo=UTC)

    house.advance("aude", nothing, "send_nothing")

    assert house.case(nothing).state == "sent"


def test_a_declaration_left_uncorrected_is_dropped(empty: TestHouse) -> None:
    house = people(empty, DECLARING)
    declaration = house.record("aude", DECLARING, {**DECLARATION, "total": "10"})
    house.advance("aude", declaration, "send")
    house.advance("odile", declaration, "return_for_correction", reason="Le total ?")

    assert days_pass(house, 16) == [f"{declaration} fire"]

    assert house.case(declaration).state == "dropped"
    assert house.discrepancies() == []


def test_who_is_author_and_officer_acts_as_neither_on_his_own_record(empty: TestHouse) -> None:
    house = people(empty, DECLARING)
    declaration = house.record("aude", DECLARING, {**DECLARATION, "total": "10"})
    house.advance("aude", declaration, "send")
    house.grant("odile", "writer", "own", DECLARATION["siret"])

    with pytest.raises(NotAllowed) as refusal:
        house.advance("odile", declaration, "control", given={"comment": "Complet."})
    house.advance("omar", declaration, "control", given={"comment": "Complet."})

    assert plain(refusal.value.message) == (
        f"« Contrôle » ne peut vous revenir : sur {declaration}, vous êtes aussi collectivité déclarante, "
        "ce qui ne va pas avec agent de la délégation."
    )
    assert plain(refusal.value.who) == "une autre personne : agent de la délégation"


def test_an_automatic_move_that_can_leave_the_first_state_does_so_at_birth(empty: TestHouse) -> None:
    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        moves = tree["machines"]["offer"]["transitions"]
        moves["note_opinion"]["when"] = [{"field": "offer.language", "is": "français"}]

    empty.publish_bundle(rewritten(EXCHANGE, edit))
    house = people(empty, DECLARING, EXPERTISE)
    french = house.record("rosso", EXCHANGE, OFFER, machine="offer")
    other = house.record("rosso", EXCHANGE, {**OFFER, "language": "arabe"}, machine="offer")

    assert house.refs(french) == {french: "examined", f"{french}/embassy.MR": "cancelled"}
    assert house.refs(other) == {other: "received", f"{other}/embassy.MR": "requested"}
    assert house.discrepancies() == []
