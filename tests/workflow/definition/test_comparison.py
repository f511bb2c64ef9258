from itertools import permutations
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.definition.applying import applied
from tests.workflow.definition.example import EXAMPLE, example
from workflow.definition.bundle import canonical
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.comparison import compare, placed
from workflow.definition.differences import differences
from workflow.definition.fields import keys_of
from workflow.definition.model import Definition
from workflow.definition.nouns import named
from workflow.definition.sections import SECTIONS

SHIPPED = {code: load(code).definition for code in shipped_codes()}
PAIRS = list(permutations(SHIPPED, 2))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def told(*bodies: str) -> list[str]:
    """What heirs change of the sound definition, in sentences, their heads left out."""
    changes = compare(example().definition, example(*bodies).definition)
    head = {"code", "extends", "title"}
    return [plain(one.sentence) for one in changes if one.difference.path[0] not in head]


def text_of(tree: object) -> bytes:
    """The text that is hashed: the order of keys counts."""
    return orjson.dumps(tree)


def follow(before: Definition, after: Definition) -> bytes:
    changes = orjson.loads(orjson.dumps([change.to_json() for change in compare(before, after)]))
    return text_of(applied(canonical(before), changes))


@pytest.mark.parametrize("code", SHIPPED)
def test_nothing_changes_between_a_definition_and_itself(code: str) -> None:
    assert compare(SHIPPED[code], SHIPPED[code]) == ()


@given(st.sampled_from(PAIRS))
def test_the_changes_make_one_definition_the_other(pair: tuple[str, str]) -> None:
    before, after = (SHIPPED[code] for code in pair)

    assert follow(before, after) == text_of(canonical(after))


@given(st.sampled_from(PAIRS))
def test_as_much_changes_on_the_way_back(pair: tuple[str, str]) -> None:
    before, after = (SHIPPED[code] for code in pair)

    assert len(compare(before, after)) == len(compare(after, before))


WORDS = st.sampled_from("abcd")
TREES = st.recursive(
    WORDS | st.booleans(),
    lambda inner: (
        st.dictionaries(WORDS | st.sampled_from(["name", "from"]), inner, max_size=4)
        | st.lists(WORDS, max_size=4)
        | st.lists(st.dictionaries(st.just("name"), inner, min_size=1), max_size=3)
    ),
    max_leaves=12,
)


@given(TREES, TREES)
def test_any_tree_becomes_any_other_by_its_differences(before: object, after: object) -> None:
    found = [
        {"steps": one.path, "kind": one.kind, "before": one.before, "after": one.after, "rank": one.rank}
        for one in differences(before, after)
    ]

    assert text_of(applied(before, found)) == text_of(after)
    assert (found == []) == (text_of(before) == text_of(after))
    assert len(found) == len(list(differences(after, before)))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("ref: PAT26", "Préfixe des références « SND25 » → « PAT26 »"),
        ("about: Un appel", "Présentation « Un appel » ajoutée"),
        ("reference_date: 2025-01-01", "Date de référence jour de clôture du guichet → 1er janvier 2025"),
        ("applicants: {add: association}", "Catégorie de porteurs association ajoutée"),
        (
            "applicants: [grouping, local_authority]",
            "Catégorie de porteurs : les mêmes, dans un autre ordre",
        ),
        ("countries: {excluded: NO}", "Choix des pays : pays exclu Norvège ajouté"),
        ("countries: {reserved: {MA: autre}}", "Choix des pays : pays réservé « Maroc » ajouté : « autre »"),
        (
            "parameters: {committee: {value: joint, source: NOTE25}}",
            "Paramètre « committee » : national → conjoint",
        ),
        ("parameters: {committee: remove}", "Paramètre « committee » retiré : national"),
        (
            "parameters: {authorities.min: {add: [{value: 4, from: 2026-01-01, source: NOTE25}]}}",
            (
                "Paramètre « authorities.min » (le nombre minimal de collectivités) "
                "à compter du 1er janvier 2026 ajouté : 4"
            ),
        ),
        ("sources: {X: {title: Un texte}}", "Source « X » ajoutée : « Un texte »"),
        ("roles: {clerk: {label: greffe, kind: inside}}", "Rôle « greffe » ajouté"),
        (
            "roles: {embassy: {kind: inside}}",
            "Rôle « ambassade de France » : place au dehors → dans la maison",
        ),
        (
            "forms: {opinion_form: {fields: {text: {required: true}}}}",
            "Formulaire « Avis », champ « Motivation » : obligation de répondre non → oui",
        ),
        (
            "forms: {opinion_form: {fields: {kind: {options: {bad: contraire}}}}}",
            "Formulaire « Avis », champ « Sens de l'avis » : choix « bad » : « défavorable » → « contraire »",
        ),
        (
            "machines: {application: {label: Dossier}}",
            "Circuit « Dossier » : nom « Demande de cofinancement » → « Dossier »",
        ),
        (
            "machines: {application: {phases: {closed: {public: Fini.}}}}",
            "Phase « Clos » : phrase publique « Votre dossier est clos. » → « Fini. »",
        ),
        (
            "states: {opinions: {spawn: {embassy: {again: keep}}}}",
            (
                "État « En attente des avis », affaire ouverte d'office « Avis : ambassade de France » : "
                "effet d'une nouvelle entrée un nouveau tour → jamais deux pour le même"
            ),
        ),
        (
            "states: {instruction: {open: {correction: {by: [instructor, embassy]}}}}",
            (
                "État « En instruction », affaire à ouvrir « Demander des compléments » : "
                "rôle qui ouvre « ambassade de France » ajouté"
            ),
        ),
        (
            "states: {selected: {deadlines: {late: {after: 2 months, opens: fund}}}}",
            "État « Retenu », échéance « Financement » ajoutée : 2 mois",
        ),
        (
            "machines: {opinion: {states: {requested: {deadlines: {answer: {after: 30 days}}}}}}",
            "Circuit « Avis », état « Avis demandé », échéance « Expiration » : 21 jours → 30 jours",
        ),
        (
            "machines: {opinion: {created: {mails: {opinion_reminder: embassy}}}}",
            (
                "Circuit « Avis », départ à la création : courriel « Rappel d'une demande d'avis » ajouté : "
                "« ambassade de France »"
            ),
        ),
        ("machines: {correction: remove}", "Circuit « Compléments » retiré"),
        (
            "acts: {submit: {rules: {add: [B03]}}}",
            "Acte « Dépôt » : règle B03 ajoutée",
        ),
        (
            "acts: {submit: {documents: remove}}",
            "Acte « Dépôt » : document « Accusé de réception » retiré",
        ),
        (
            "acts: {submit: {mails: {filing_receipt: embassy}}}",
            (
                "Acte « Dépôt » : courriel « Accusé de réception de la demande » : "
                "« porteur de la demande » → « ambassade de France »"
            ),
        ),
        (
            "acts: {submit: {while: remove}}",
            "Acte « Dépôt » : période où l'acte est possible guichet ouvert retirée",
        ),
        (
            "acts: {fund: {from: [selected, instruction]}}",
            "Acte « Financement » : état de départ « En instruction » ajouté",
        ),
        (
            "acts: {fund: {to: same}}",
            "Acte « Financement » : état d'arrivée « Financé » → « le même »",
        ),
        (
            "acts: {select: {reason: {late: Hors délai}}}",
            "Acte « Décision » : motif aucun → « Hors délai »",
        ),
        (
            "acts: {close_opinions: {when: {children: embassy, all: given}}}",
            (
                "Acte « Fin des avis », condition « Avis : ambassade de France » : "
                "état attendu de toutes « Sans avis » retiré"
            ),
        ),
        (
            "acts: {select: {when: {remove: [{field: decision.vote, is: good}]}}}",
            "Acte « Décision », condition retirée : « Voix » est « pour »",
        ),
        (
            "acts: {select: {when: {remove: [{children: correction, none: open}]}}}",
            "Acte « Décision », condition retirée : aucune affaire « Compléments » n'est « en cours »",
        ),
        (
            "clocks: {implicit_refusal: {after: 3 months}}",
            "Délai légal « Refus implicite » : 2 mois → 3 mois",
        ),
        (
            "clocks: {implicit_refusal: {paused_while: {children: correction, any: asked}}}",
            (
                "Délai légal « Refus implicite » : suspension une affaire « Compléments » au moins est "
                "« Compléments demandés » ajoutée"
            ),
        ),
        (
            "retention: {all: {label: Financés, outcome: positive, keep: 10 years, source: NOTE25}}",
            "Durée de conservation « Financés » ajoutée",
        ),
        (
            "roles: {embassy: {incompatible: instructor}}",
            "Rôle « ambassade de France » : rôle incompatible « service instructeur » ajouté",
        ),
        (
            "machines: {opinion: {states: {requested: {deadlines: {answer: {from: ask}}}}}}",
            (
                "Circuit « Avis », état « Avis demandé », échéance « Expiration » : "
                "point de départ demande ajouté"
            ),
        ),
        (
            'acts: {fund: {when: {field: decision.amount, at_least: "10 000,00 EUR"}}}',
            "Acte « Financement », condition ajoutée : « Montant accordé » : au moins 10 000,00 €",
        ),
        (
            "windows: {single: {closes: 2025-06-06 23:59}}",
            "Guichet : clôture 30 mai 2025 à 23:59 → 6 juin 2025 à 23:59",
        ),
        (
            "windows: {single: {closes_for: {association: 2025-06-01}}}",
            "Guichet : clôture particulière « association » ajoutée : 1er juin 2025",
        ),
        (
            "windows: {single: {months: unknown}}",
            "Guichet : durée des projets durée minimale 12 mois, durée maximale 36 mois → inconnu",
        ),
        (
            'windows: {single: {envelope: "900 000,00 EUR"}}',
            "Guichet : enveloppe 800 000,00 € → 900 000,00 €",
        ),
        (
            'windows: {single: {partner_envelope: "900 000,00 MAD"}}',
            "Guichet : enveloppe du partenaire 900 000,00 MAD ajoutée",
        ),
        (
            "properties: {add: [{name: Jamais, after: funded, never: withdrawn}]}",
            "Propriété « Jamais » ajoutée",
        ),
    ],
)
def test_a_change_is_told_in_a_sentence(body: str, sentence: str) -> None:
    assert told(of_applications(body)) == [sentence]


def of_applications(body: str) -> str:
    """Let `acts`, `states` and `clocks` stand for those of the circuit of applications."""
    part, _, rest = body.partition(": ")
    key = {"acts": "transitions", "states": "states", "clocks": "clocks"}.get(part)
    return f"machines: {{application: {{{key}: {rest}}}}}" if key is not None else body


BIS = """
    windows:
      bis:
        opens: 2025-09-01
        closes: 2025-10-01 12:00
        months: unknown
        envelope: unknown
        source: NOTE25
        sure: C
    """


def test_windows_are_named_where_there_are_several() -> None:
    assert told(BIS, "windows: {single: {closes: 2025-06-06}}") == [
        "Guichet « bis » ajouté : 1er septembre 2025 → 1er octobre 2025 à 12:00",
        "Guichet « single » : clôture 30 mai 2025 à 23:59 → 6 juin 2025",
    ]


ROUTE = """
    machines:
      application:
        transitions:
          skip: {label: Passage, verb: passe outre, from: opinions, to: selected, by: engine}
    """


def reordered(definition: Definition, *order: str) -> Definition:
    """The same definition, its acts on applications written in another order."""
    tree: Any = canonical(definition)
    acts = tree["machines"]["application"]["transitions"]
    tree["machines"]["application"]["transitions"] = {name: acts[name] for name in [*order, *acts]}
    return Definition.model_validate(tree)


def test_the_order_in_which_automatic_acts_are_tried_is_told() -> None:
    definition = example(ROUTE).definition

    (change,) = compare(definition, reordered(definition, "skip"))

    assert (change.difference.kind, plain(change.sentence)) == (
        "moved",
        "Circuit « Demande de cofinancement » : « Passage » est désormais essayé avant « Fin des avis »",
    )


def test_another_order_of_the_acts_of_people_is_told_as_such() -> None:
    definition = example().definition

    (change,) = compare(definition, reordered(definition, "withdraw"))

    assert plain(change.sentence) == (
        "Circuit « Demande de cofinancement » : acte : les mêmes, dans un autre ordre"
    )


def test_a_new_act_tells_where_it_leads_and_who_does_it() -> None:
    assert told(ROUTE) == ["Acte « Passage » ajouté : « En attente des avis » → « Retenu » (le système)"]


def test_a_change_is_placed_where_its_new_value_is_written_or_the_old_one_was() -> None:
    before = example()
    after = example("windows: {single: {closes: 2025-06-06, published: remove}}")

    changes = placed(compare(before.definition, after.definition), before=before, after=after)

    line = 1 + EXAMPLE.text().splitlines().index("    published: 2025-02-17")
    assert [
        (change.difference.path[-1], change.mark.file, change.mark.line)
        for change in changes
        if change.mark is not None and change.difference.path[0] == "windows"
    ] == [("published", "example.yaml", line), ("closes", "heir-0.yaml", 5)]


def test_a_change_is_plain_json() -> None:
    change = compare(example("").definition, example("", "").definition)[0]

    assert change.to_json() == {
        "path": "code",
        "steps": ["code"],
        "kind": "changed",
        "before": "heir-0",
        "after": "heir-1",
        "rank": None,
        "sentence": "Code «\u00a0heir-0\u00a0» → «\u00a0heir-1\u00a0»",
        "file": None,
        "line": None,
    }


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_of_the_language_has_its_noun(section: str) -> None:
    lacking = [key for key in keys_of(SECTIONS[section]) if not named(section, key)]

    assert lacking == []
