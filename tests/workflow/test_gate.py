"""What the gate refuses: each refusal says who must act and what would do, and changes nothing."""

import pytest

from tests.workflow.houses import TestHouse
from tests.workflow.refusing import Told, refused
from tests.workflow.stories.acts import FAVOURABLE, SPLIT
from tests.workflow.stories.gates import FRANCO_PALESTINIEN, GENERALISTE
from tests.workflow.stories.outcomes import CORRECTED
from tests.workflow.stories.telling import after
from workflow.errors import Impossible, Incomplete, NotAllowed

ADMITS = "actes possibles pour vous : admit (Recevabilité), refuse_admission (Irrecevabilité)"


def test_a_misspelt_trigger_is_answered_with_the_nearest_and_with_what_is_possible(
    empty: TestHouse, url: str
) -> None:
    ref = after(empty, GENERALISTE, 1)

    told = refused(url, lambda: empty.advance("ines", ref, "admitt"))

    assert told == Told(
        Impossible,
        "ACT-001",
        "L'acte « admitt » n'existe pas pour GEN25-0001. Vouliez-vous « admit » ?",
        "vous",
        (ADMITS,),
        {"état": "Déposé"},
    )


def test_an_act_of_another_state_is_answered_with_what_is_possible(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)

    told = refused(url, lambda: empty.advance("ines", ref, "propose"))

    assert told == Told(
        Impossible,
        "ACT-001",
        "« Proposition » n'est pas possible : GEN25-0001 est à l'état « Déposé ».",
        "vous",
        (ADMITS,),
        {"état": "Déposé"},
    )


def test_what_is_possible_is_told_for_this_actor(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)

    told = refused(url, lambda: empty.advance("aude", ref, "submit"))

    assert told == Told(
        Impossible,
        "ACT-001",
        "« Dépôt » n'est pas possible : GEN25-0001 est à l'état « Instruction ».",
        "vous",
        ("actes possibles pour vous : withdraw (Désistement)",),
        {"état": "Instruction"},
    )


def test_nobody_does_by_hand_what_happens_by_itself(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 2)

    told = refused(url, lambda: empty.advance("ines", ref, "close_opinions"))

    assert told == Told(
        Impossible,
        "ACT-001",
        "« Fin des avis » n'est pas possible : GEN25-0001 est à l'état « En attente des avis ».",
        "vous",
        ("actes possibles pour vous : aucun",),
        {"état": "En attente des avis"},
    )


def test_the_embassy_of_another_country_of_the_file_gives_no_opinion_here(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 2)

    told = refused(url, lambda: empty.advance("lima", f"{ref}/embassy.EC", "give", given=FAVOURABLE))

    assert (told.kind, told.code, told.who) == (NotAllowed, "ACT-403", "ambassade de France (Équateur)")
    assert told.remedies


def test_a_right_counts_on_its_days_only(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)
    empty.grant("denis", "instructor", "all", starts_on="2025-05-21", ends_on="2025-05-22")

    told = refused(url, lambda: empty.advance("denis", ref, "admit"))
    empty.later(days=1)
    outcome = empty.advance("denis", ref, "admit")

    assert (told.kind, told.who, outcome.state) == (NotAllowed, "service instructeur", "opinions")


def test_who_proposed_does_not_decide(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 7)
    empty.grant("ines", "secretary", "all")

    told = refused(url, lambda: empty.advance("ines", ref, "select", given={"amount": "1000.00"}))

    assert told == Told(
        NotAllowed,
        "ACT-403",
        "« Décision favorable » revient à une autre personne que celle de « Proposition ».",
        "une autre personne du même rôle",
        ("faire agir une autre personne",),
    )


def test_who_proposed_first_does_not_decide_though_another_proposed_again(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 6)
    empty.grant("ines", "secretary", "all")
    empty.grant("bruno", "instructor", "all")
    empty.advance("sonia", ref, "return_to_instruction", reason="À revoir.")
    empty.advance("bruno", ref, "propose", given={"amount": "1000.00", "comment": "Revu."})
    empty.advance("sonia", ref, "enrol")

    told = refused(url, lambda: empty.advance("ines", ref, "select", given={"amount": "1000.00"}))

    assert told.kind is NotAllowed


def test_everything_wrong_in_a_form_is_told_at_once(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 2)
    given = {"kinds": "favourable", "rank": "premier"}

    told = refused(url, lambda: empty.advance("quito", f"{ref}/embassy.EC", "give", given=given))

    assert told == Told(
        Incomplete,
        "ACT-002",
        "« Avis » : le champ « kinds » n'existe pas ; vouliez-vous « kind » ? ; "
        "« Sens de l'avis » (kind) doit être renseigné "
        "(choix : favourable, favourable_with_reservations, unfavourable, no_opinion) ; "
        "« Motivation » (text) doit être renseigné ; "
        "« Rang parmi les dossiers soumis au même avis » (rank) : "
        "« premier » n'est pas un nombre entier ; écrivez par exemple 3.",
        "vous",
        ("donner --set kind=…", "donner --set text=…", "donner --set rank=…"),
    )


def test_an_act_without_a_form_takes_no_field(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 1)

    told = refused(url, lambda: empty.advance("ines", ref, "admit", given={"avis": "oui"}))

    assert told == Told(
        Incomplete,
        "ACT-002",
        "« Recevabilité » ne prend aucun champ ; reçu : avis.",
        "vous",
        ("redire l'acte sans --set",),
    )


@pytest.mark.parametrize(
    ("reason", "seen"), [(None, "aucun n'est donné"), ("parce que", "« parce que » n'en est pas un")]
)
def test_a_coded_reason_is_one_of_its_codes(
    empty: TestHouse, url: str, reason: str | None, seen: str
) -> None:
    ref = after(empty, GENERALISTE, 1)

    told = refused(url, lambda: empty.advance("ines", ref, "refuse_admission", reason=reason))

    assert told == Told(
        Incomplete,
        "ACT-002",
        f"« Irrecevabilité » demande un motif codé, {seen}.",
        "vous",
        (
            "« --reason late » : Dossier déposé hors délai",
            "« --reason incomplete » : Dossier resté incomplet malgré la demande de compléments",
            "« --reason ineligible_applicant » : Porteur non éligible à l'appel",
            "« --reason ineligible_country » : Pays non couvert par l'appel",
            "« --reason reserved_call » : Projet relevant d'un autre appel de l'année",
            "« --reason reports_overdue » : Compte rendu d'un projet antérieur en retard",
            "« --reason no_aid_declaration » : Déclaration annuelle d'aide publique au développement absente",
            "« --reason no_partnership » : Partenariat non établi avec la collectivité étrangère",
        ),
    )


def test_an_act_that_asks_a_reason_is_not_done_without(empty: TestHouse, url: str) -> None:
    ref = after(empty, GENERALISTE, 5)

    told = refused(url, lambda: empty.advance("ines", ref, "renew_opinions"))

    assert told == Told(
        Incomplete,
        "ACT-002",
        "« Nouvelle demande d'avis » demande un motif.",
        "vous",
        ("donner --reason",),
    )


def test_what_is_awaited_is_named_with_who_must_answer(empty: TestHouse, url: str) -> None:
    ref = after(empty, CORRECTED, 2)

    told = refused(url, lambda: empty.advance("ines", ref, "admit"))

    assert told == Told(
        Impossible,
        "ACT-001",
        "« Recevabilité » attend encore : GEN25-0001/correction (Compléments demandés).",
        "porteur de la demande",
        ("attendre ou obtenir la réponse de chacun",),
    )


@pytest.mark.parametrize("trigger", ["select", "reject", "list"])
def test_two_sides_that_disagree_may_only_adjourn(empty: TestHouse, url: str, trigger: str) -> None:
    ref = after(empty, FRANCO_PALESTINIEN, 10)
    given = {
        "select": {**SPLIT, "amount": "1000.00"},
        "reject": {**SPLIT, "reason": "Partenariat trop récent."},
        "list": SPLIT,
    }[trigger]

    told = refused(url, lambda: empty.advance("sonia", ref, trigger, given=given))
    outcome = empty.advance("sonia", ref, "adjourn", given=SPLIT)

    assert (told.kind, told.remedies) == (
        Impossible,
        ("choisir un autre acte, ou corriger ce qui est donné",),
    )
    assert outcome.state == "adjourned"


def test_a_vote_that_is_missing_is_told_in_the_words_of_the_form(empty: TestHouse, url: str) -> None:
    ref = after(empty, FRANCO_PALESTINIEN, 10)
    given = {**SPLIT, "amount": "1000.00"}

    told = refused(url, lambda: empty.advance("sonia", ref, "select", given=given))

    assert told == Told(
        Impossible,
        "ACT-001",
        "« Décision favorable » demande que « Voix du partenaire » soit « pour ».",
        "vous",
        ("choisir un autre acte, ou corriger ce qui est donné",),
        {"Voix du partenaire": "contre"},
    )
