"""Every document is written from every letter, says what the law wants, and never leaves a blank."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

import page
import pytest

from forms.amount_in_words import in_words
from forms.letter import SAMPLE
from forms.money import Cents, euros
from pdf_templates.archival import embedded_data
from pdf_templates.canonical import canonical
from pdf_templates.catalogue import known
from pdf_templates.composing import Composer
from pdf_templates.documents import variables
from pdf_templates.errors import Unprintable
from pdf_templates.rendering import Rendered, render, write_html
from tests.pdf_templates.letters import (
    ISSUED_AT,
    REFERENCE,
    Letter,
    association,
    authority,
    empty_lists,
    letter,
    long_lists,
)

Printing = Callable[[str, Callable[[], Letter]], Rendered]
Reading = Callable[[bytes], str]
EVERY_LETTER = (letter, authority, association, long_lists, empty_lists)
LAID_OUT_BY_DEFAULT = (letter, long_lists)
"""The ordinary letter and the fullest one; the others, shorter, are laid out by the long repetitions."""
OF_A_KIND = tuple(("convention", make) for make in (authority, association))
"""Variants that have pages of their own."""


def is_laid_out(name: str, make: Callable[[], Letter]) -> bool:
    """Tell whether the plain run lays a document out from a letter."""
    return make in LAID_OUT_BY_DEFAULT or (name, make) in OF_A_KIND


NUL = "None"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        pytest.param(name, make, marks=() if is_laid_out(name, make) else pytest.mark.soak)
        for name in sorted(known())
        for make in EVERY_LETTER
    ],
)
def test_every_document_is_archival_and_accessible(
    name: str, make: Callable[[], Letter], printed: Printing
) -> None:
    document = printed(name, make)

    failures = [
        (profile, failure.rule_id, failure.message)
        for profile in ("ua1", "3a")
        for failure in page.validate_pdf_bytes(document.pdf, profile=profile).failures
    ]
    assert failures == []
    assert document.sha256 == sha256(document.pdf).hexdigest()
    assert document.pages == page.validate_pdf_bytes(document.pdf, profile="ua1").document.page_count


@pytest.mark.parametrize("make", EVERY_LETTER)
@pytest.mark.parametrize("name", sorted(known()))
def test_no_document_prints_nothing_as_a_word(
    name: str, make: Callable[[], Letter], sources: dict[str, str]
) -> None:
    html = write_html(name, sources=sources, letter=make())

    assert NUL not in html
    assert ">  <" not in html


@pytest.mark.parametrize("name", sorted(known()))
def test_a_value_set_to_nothing_is_named_or_left_out_whole(name: str, sources: dict[str, str]) -> None:
    unnamed = []
    for path in sorted(variables(name, sources)):
        for part, emptied in _emptied(path):
            try:
                html = write_html(
                    name, sources=sources, letter=emptied, issued_at=ISSUED_AT, reference=REFERENCE
                )
            except Unprintable as refusal:
                if not _plain(refusal.seen.get("valeur", "")).startswith(part):
                    unnamed.append((part, refusal.message))
            else:
                if NUL in html:
                    unnamed.append((part, "printed"))

    assert unnamed == []


def test_the_receipt_bears_all_its_legal_mentions(printed: Printing, words: Reading) -> None:
    text = words(printed("receipt", letter).pdf)

    mentions = (
        "articles L. 112-3 et R. 112-5 du code des relations entre le public et l’administration",
        "Date de réception 28 mai 2025",
        "28 mai 2025 à 12:12 (heure de Paris)",
        "Délégation pour les collectivités territoriales et la société civile",
        "57 boulevard des Invalides, 75007 Paris",
        "appels.dctciv@example.org",
        "Téléphone 01 00 00 00 00",
        "Le silence gardé pendant deux mois par l’administration vaut donc décision de rejet",
        "article L. 231-4, 3°",
        "une décision implicite de rejet naîtra le 28 juillet 2025",
        "Il manque : Relevé d'identité bancaire ; délibération signée.",
        "au plus tard le 15 juin 2025 (article L. 114-5 du même code)",
        "Voies et délais de recours",
        "dans les deux mois",
        "recours gracieux",
        "recours hiérarchique auprès du ministre",
        "tribunal administratif compétent (article R. 421-2 du code de justice administrative)",
        "article R. 421-7",
    )
    assert [mention for mention in mentions if mention not in text] == []


@pytest.mark.parametrize("name", ["refusal_letter", "inadmissibility_letter", "award_letter"])
def test_a_decision_tells_how_to_contest_it(name: str, printed: Printing, words: Reading) -> None:
    text = words(printed(name, letter).pdf)

    mentions = (
        "Voies et délais de recours",
        "dans le délai de deux mois suivant sa notification",
        "recours gracieux",
        "recours hiérarchique",
        "tribunal administratif compétent (article R. 421-1 du code de justice administrative)",
        "Le silence gardé pendant deux mois sur ce recours vaut rejet",
    )
    assert [mention for mention in mentions if mention not in text] == []


def test_the_inadmissibility_letter_gives_its_reason_and_the_rules_that_block(
    printed: Printing, words: Reading
) -> None:
    text = words(printed("inadmissibility_letter", long_lists).pdf)

    assert "Les crédits disponibles ne permettent pas de retenir toutes les demandes." in text
    assert "B05 – Le plafond par pays est dépassé." in text
    assert "Ce qui la satisferait : réduire la demande de 8 000,00 €" in text


def test_the_opinion_request_says_what_is_asked_and_by_when(printed: Printing, words: Reading) -> None:
    text = words(printed("opinion_request", letter).pdf)

    assert "au plus tard le 23 juin 2025" in text
    assert "Ambassade de France – Équateur" in text
    assert "favorable avec réserves" in text


def test_the_instruction_sheet_shows_ceiling_findings_opinions_and_proposal(
    printed: Printing, words: Reading
) -> None:
    text = words(printed("instruction_sheet", letter).pdf)

    mentions = (
        "Plafond pour ce budget : 75 000,00 € (soixante-quinze mille euros).",
        "Montant demandé : 75 000,00 €, égal au plafond.",
        "B05 – pour information – Le plafond par pays est respecté.",
        "Équateur : 50 % × 90 000,00 € = 45 000,00 €",
        "Source : Règles communes 2025 (BZH25)",
        "Avis rendu : favorable, le 18 juin 2025.",
        "Projet cohérent avec les priorités du poste.",
        "Avis dont la base a changé Ce sur quoi ces avis reposent n’est plus ce qu’il était",
        "Équateur : avis rendu le 18 juin 2025 ; dossier changé depuis, le 20 juin 2025.",
        "Rubrique changée Avant Après Durée en mois 24 30",
        "Montant proposé : 75 000,00 € (soixante-quinze mille euros).",
    )
    assert [mention for mention in mentions if mention not in text] == []


def test_the_instruction_sheet_is_silent_where_no_basis_changed(printed: Printing, words: Reading) -> None:
    text = words(printed("instruction_sheet", empty_lists).pdf)

    assert "5. Les avis Aucun avis n’est joint à cette fiche. 6. La proposition" in text


def test_the_convention_states_amounts_in_figures_and_words_and_the_whole_schedule(
    printed: Printing, words: Reading
) -> None:
    text = words(printed("convention", authority).pdf)

    assert "montant maximal de 126 000,00 € (cent vingt-six mille euros) ; elle ne peut dépasser 70 %" in text
    assert "coût total prévisionnel du projet est de 180 000,00 € (cent quatre-vingt mille euros)" in text
    for amount in (4_200_000, 5_250_000, 2_520_000, 630_000):
        assert " ".join(euros(Cents(amount)).split()) in text
        assert in_words(Cents(amount)) in text
    assert "Total de la subvention 126 000,00 €" in text
    assert "Total des dépenses 60 000,00 € 75 000,00 € 45 000,00 € 180 000,00 €" in text


AUTHORITY_ONLY = (
    "article L. 1115-6",
    "comptable public assignataire",
    "le bénéficiaire étant une personne publique",
)
ASSOCIATION_ONLY = (
    "Vu la loi n° 2000-321, notamment ses articles 9-1, 10 et 10-1",
    "décret n° 2001-495",
    "contrat d’engagement républicain",
    "décret n° 2021-1947",
    "dans les six mois suivant la clôture de chaque exercice",
    "arrêté du 11 octobre 2006",
    "dans les trois mois suivant sa signature (décret n° 2017-779)",
    "RNA W751000001",
    "Liste des collectivités participantes",
)


def test_each_variant_of_the_convention_has_its_own_law(printed: Printing, words: Reading) -> None:
    public, private = (words(printed("convention", make).pdf) for make in (authority, association))

    assert [text for text in AUTHORITY_ONLY if text not in public or text in private] == []
    assert [text for text in ASSOCIATION_ONLY if text not in private or text in public] == []


def test_a_convention_below_the_threshold_says_that_the_law_does_not_impose_it(
    sources: dict[str, str],
) -> None:
    below = {**association(), "convention": {**_part(association(), "convention"), "imposed_by_law": False}}

    html = write_html("convention", sources=sources, letter=below)

    assert "ne dépasse pas le seuil" in html
    assert "dépassant le seuil" not in html


def test_a_joint_call_cites_its_committee(sources: dict[str, str]) -> None:
    joint = letter({"call": {"committee": "joint"}})

    assert "comité conjoint du 3\u00a0juillet\u00a02025" in write_html(
        "convention", sources=sources, letter=joint
    )


def test_sixty_lines_and_nine_authorities_are_all_printed(printed: Printing, words: Reading) -> None:
    text = words(printed("convention", long_lists).pdf)

    assert [line for line in range(60) if f"Atelier {line} " not in text] == []
    assert printed("convention", long_lists).pages > printed("convention", letter).pages


@pytest.mark.parametrize("name", sorted(known()))
def test_each_page_bears_its_number_the_reference_and_the_hash_of_the_data(
    name: str, printed: Printing, words: Reading
) -> None:
    document = printed(name, letter)
    text, short = words(document.pdf), sha256(canonical(letter())).hexdigest()[:16]

    for number in range(1, document.pages + 1):
        assert f"page {number} / {document.pages}" in text
    assert text.count(f"Référence {REFERENCE}, document du 10 juillet 2025") == document.pages
    assert text.count(short) == document.pages


def test_the_letter_is_embedded_as_it_was_hashed(printed: Printing) -> None:
    data = embedded_data(printed("receipt", letter).pdf, name="data.json")

    assert data == canonical(letter())
    assert json.loads(data) == json.loads(json.dumps(SAMPLE, default=dict))


def test_a_demonstration_is_marked_on_each_page_and_nothing_else_is(
    printed: Printing, words: Reading
) -> None:
    mark = "DOCUMENT DE DÉMONSTRATION — sans valeur"

    assert words(printed("convention", letter).pdf).count(mark) == printed("convention", letter).pages
    assert mark not in words(printed("convention", association).pdf)


def test_words_of_a_letter_are_never_read_as_a_template_or_as_markup(sources: dict[str, str]) -> None:
    payload = "{{ 7654*7 }}{% if x %}<script>alert('é')</script>&amp;"

    html = write_html("instruction_sheet", sources=sources, letter=_poisoned(letter(), payload))

    assert "<script" not in html
    assert "53578" not in html
    assert html.count("{{ 7654*7 }}{% if x %}&lt;script&gt;") > 20


def test_names_in_other_scripts_survive(sources: dict[str, str], composer: Composer, words: Reading) -> None:
    names = ["Nguyễn Văn Trỗi", "Ωμέγα", "Жук", "Łódź", "Fès – é à ç œ €"]
    partners = [{"name": name, "country": "PS", "country_name": "Palestine"} for name in [*names, "محمد"]]

    document = _printed("receipt", letter({"foreign_authorities": partners}), sources, composer)

    text = words(document.pdf)
    assert [name for name in names if name not in text] == []
    assert "محمد" in text or "محمد"[::-1] in text


def test_characters_no_font_draws_are_refused_by_name(sources: dict[str, str], composer: Composer) -> None:
    with pytest.raises(Unprintable) as refused:
        _printed("receipt", letter({"case": {"title": "Projet \U00010380"}}), sources, composer)

    assert (refused.value.code, dict(refused.value.seen)) == (
        "DOC-104",
        {"caractères": "\U00010380 (U+10380)"},
    )


@pytest.mark.parametrize("issued_at", ["2025-07-10", "2025-07-10T09:00:00+00:00"])
def test_the_same_letter_and_date_give_the_same_bytes(
    issued_at: str, sources: dict[str, str], composer: Composer
) -> None:
    first, second = (
        render(
            "award_letter",
            sources=sources,
            letter=letter(),
            issued_at=issued_at,
            reference="R",
            composer=used,
        )
        for used in (composer, None)
    )

    assert first == second


def test_an_instant_is_dated_in_the_zone_of_the_call(sources: dict[str, str]) -> None:
    late = write_html("receipt", sources=sources, letter=letter(), issued_at="2025-07-10T23:30:00+00:00")

    assert "le 11\u00a0juillet\u00a02025" in late


@pytest.mark.parametrize("issued_at", ["hier", "2025-02-30"])
def test_a_date_that_is_none_is_refused(issued_at: str, sources: dict[str, str]) -> None:
    with pytest.raises(Unprintable) as refused:
        render("receipt", sources=sources, letter=letter(), issued_at=issued_at, reference="R")

    assert refused.value.code == "DOC-102"


@pytest.mark.parametrize("text", ["{{ 'a' * 9 }}", "<script></script>", "{% if", "{{ case.ref.upper() }}"])
def test_a_template_that_breaks_the_rules_is_not_written_even_unchecked(
    text: str, sources: dict[str, str]
) -> None:
    with pytest.raises(Unprintable) as refused:
        write_html("receipt", sources={**sources, "clauses/appeals_implicit.html.j2": text}, letter=letter())

    assert refused.value.code == "DOC-102"


def test_a_missing_stylesheet_is_named(sources: dict[str, str], composer: Composer) -> None:
    left = {name: text for name, text in sources.items() if name != "demo.css"}

    with pytest.raises(Unprintable, match=r"demo\.css"):
        _printed("receipt", letter(), left, composer)


def _printed(name: str, given: Letter, sources: Mapping[str, str], composer: Composer) -> Rendered:
    return render(
        name, sources=sources, letter=given, issued_at=ISSUED_AT, reference=REFERENCE, composer=composer
    )


def _part(given: Letter, name: str) -> Letter:
    part = given[name]
    assert isinstance(part, dict)
    return part


def _emptied(path: str) -> Iterator[tuple[str, Letter]]:
    """The sample with a value, then each part above it, set to nothing: (which, the letter)."""
    steps = _plain(path).split(".")
    for depth in range(1, len(steps) + 1):
        yield ".".join(steps[:depth]), _without(SAMPLE, steps[:depth])


def _plain(path: str) -> str:
    return re.sub(r"\[\d*\]", "", path)


def _without(values: Mapping[str, object], steps: list[str]) -> Letter:
    copied = dict(values)
    inner = copied[steps[0]]
    if len(steps) == 1:
        copied[steps[0]] = None
    elif isinstance(inner, Mapping):
        copied[steps[0]] = _without(inner, steps[1:])
    elif isinstance(inner, list):
        copied[steps[0]] = [_without(item, steps[1:]) for item in inner]
    return copied


def _poisoned(value: Letter, payload: str) -> Letter:
    kept = {"zone", "committee", "level", "filed_at", "received_on", "on"}

    def poison(name: str, part: object) -> object:
        if isinstance(part, Mapping):
            return {inner: poison(inner, item) for inner, item in part.items()}
        if isinstance(part, list):
            return [poison(name, item) for item in part]
        spared = name in kept or name.endswith("_on")
        return payload if isinstance(part, str) and not spared else part

    poisoned = poison("", value)
    assert isinstance(poisoned, dict)
    return poisoned
