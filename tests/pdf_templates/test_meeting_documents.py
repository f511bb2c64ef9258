"""The papers of a committee's meeting: one row an item, and no decision on the agenda."""

from collections.abc import Callable
from io import BytesIO

import page
import pytest
from pypdf import PdfReader

from pdf_templates.rendering import Rendered
from tests.pdf_templates.letters import Letter, empty_lists, letter, meeting

Printing = Callable[[str, Callable[[], Letter]], Rendered]
Reading = Callable[[bytes], str]
HEADS = {"agenda": "N° Dossier Demandé Proposé Plafond Avis", "minutes": "N° Dossier Demandé Proposé Plafond"}


@pytest.mark.parametrize("name", sorted(HEADS))
def test_twelve_items_are_told_over_pages_each_with_the_head_of_the_table(
    name: str, printed: Printing
) -> None:
    document = printed(name, meeting)
    texts = [" ".join(one.extract_text().split()) for one in PdfReader(BytesIO(document.pdf)).pages]

    held = [text for text in texts if "Projet n° " in text]

    assert len(held) >= 2
    assert [text for text in held if HEADS[name] not in text] == []
    assert [rank for rank in range(1, 13) if f"Projet n° {rank}," not in " ".join(texts)] == []
    failures = [
        (profile, failure.rule_id)
        for profile in ("ua1", "3a")
        for failure in page.validate_pdf_bytes(document.pdf, profile=profile).failures
    ]
    assert failures == []


def test_the_agenda_tells_amounts_opinions_and_derogations_and_no_decision(
    printed: Printing, words: Reading
) -> None:
    text = words(printed("agenda", letter).pdf)

    mentions = (
        "Date de la séance 3 juillet 2025",
        "60 000,00 € 55 000,00 € 64 000,00 € Ambassade de France, Maroc : favorable",
        "Dérogation à E2 (Comptes rendus des projets antérieurs, règle bloquante), accordée le 10 juin 2025",
        "jusqu’à 60 000,00 €, jusqu’au 31 décembre 2025.",
        "Appel à projets franco-marocain 2025 1 60 000,00 € 150 000,00 €",
    )
    assert [mention for mention in mentions if mention not in text] == []
    assert [told for told in ("écision", "journement", "Voix", "B14") if told in text] == []


def test_the_minutes_tell_decisions_votes_reasons_and_totals(printed: Printing, words: Reading) -> None:
    text = words(printed("minutes", letter).pdf)

    mentions = (
        "Décision favorable 50 000,00 € Partie étrangère : 200 000,00 (dirham marocain)",
        "Ajournement",
        "Voix française : pour Voix du partenaire : pour",
        "Conditions posées par le comité : Transmettre la convention de partenariat.",
        "Motif de la dérogation : Le délai accordé au partenaire court encore.",
        "Avertissement B14 : La durée du projet ne peut pas être vérifiée. Accepté pour le motif suivant",
        "Ensemble 2 50 000,00 €",
        "Total accordé par le comité : 50 000,00 € (cinquante mille euros).",
        "Point 3 – GEN25-0003 Un projet retiré par son porteur Motif : Le porteur s'est désisté.",
    )
    assert [mention for mention in mentions if mention not in text] == []


def test_a_meeting_that_examined_nothing_says_so(printed: Printing, words: Reading) -> None:
    assert "Aucun point n’a été examiné." in words(printed("minutes", empty_lists).pdf)
    assert "Aucun point n’est inscrit à cet ordre du jour." in words(printed("agenda", empty_lists).pdf)
