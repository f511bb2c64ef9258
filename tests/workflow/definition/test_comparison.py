from itertools import permutations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflow.definition.applying import applied
from tests.workflow.definition.written import inheriting
from workflow.definition.bundle import canonical
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.comparison import compare
from workflow.definition.differences import differences
from workflow.definition.model import Definition

SHIPPED = {code: load(code).definition for code in shipped_codes()}
PAIRS = list(permutations(SHIPPED, 2))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def told(*bodies: str) -> list[str]:
    """What heirs change of the sound definition, in sentences, their heads left out."""
    changes = compare(inheriting().definition, inheriting(*bodies).definition)
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
    ("body", "sentences"),
    [
        ("ref: PAT26", ["Préfixe des références « SND25 » → « PAT26 »"]),
        (
            "machines: {application: {transitions: {submit: {rules: {add: [B03]}}}}}",
            ["Acte « Dépôt » : règle B03 ajoutée"],
        ),
        (
            "machines: {opinion: {states: {requested: {deadlines: {answer: {after: 30 days}}}}}}",
            ["Circuit « Avis », état « Avis demandé », échéance « Expiration » : 21 jours → 30 jours"],
        ),
        (
            "windows: {single: {closes: 2025-06-06 23:59}}",
            ["Guichet : clôture 30 mai 2025 à 23:59 → 6 juin 2025 à 23:59"],
        ),
    ],
)
def test_a_change_is_told_in_a_sentence(body: str, sentences: list[str]) -> None:
    assert told(body) == sentences
