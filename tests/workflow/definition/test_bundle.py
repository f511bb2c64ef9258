import re
from random import Random
from textwrap import indent

import orjson
import pytest

from forms.strict_yaml import Mapping, Node, Scalar, Sequence, read_yaml
from pdf_templates.sources import shipped_sources
from rules.reference_data import ReferenceData
from tests.workflow.definition.written import SOUND, inheriting
from workflow.definition.bundle import Bundle, canonical, digest_of, pack, unpack, with_clauses
from workflow.definition.catalogue import load, resolve_sources, shipped_codes
from workflow.definition.model import Definition
from workflow.definition.reading import Source


def packed(definition: Definition) -> Bundle:
    return pack(definition, mails={"m": "mot"}, documents={"d": "doc"}, reference=ReferenceData.shipped())


def sound() -> Definition:
    return resolve_sources((SOUND,)).definition


@pytest.mark.parametrize("code", shipped_codes())
def test_a_bundle_is_read_back_whole(code: str) -> None:
    bundle = packed(load(code).definition)

    back = unpack(bundle.text)

    assert (back.definition, back.mails, back.documents) == (
        bundle.definition,
        {"m": "mot"},
        with_clauses(bundle.definition, {"d": "doc"}),
    )
    assert back.reference.to_json() == bundle.reference.to_json()
    assert (back.text, back.digest) == (bundle.text, bundle.digest)


def test_packing_again_what_was_unpacked_gives_the_same_bytes() -> None:
    bundle = packed(load("patrimoine-2025").definition)

    assert packed(unpack(bundle.text).definition).text == bundle.text


def test_the_digest_is_that_of_the_text() -> None:
    bundle = packed(sound())

    assert bundle.digest == digest_of(bundle.text)
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", bundle.digest)


def test_the_shipped_templates_and_lists_are_taken_by_default() -> None:
    bundle = pack(sound())

    assert bundle.mails
    assert bundle.documents
    assert bundle.reference is ReferenceData.shipped()


@pytest.mark.parametrize(
    "change",
    [
        "title: Autre",
        "parameters: {authorities.min: {value: 4, source: NOTE25}}",
        "machines: {application: {states: {draft: {label: Essai}}}}",
        "windows: {single: {zone: Europe/Brussels}}",
    ],
)
def test_another_definition_has_another_digest(change: str) -> None:
    body = "" if change.startswith("title") else change

    assert packed(inheriting(body).definition).digest != packed(sound()).digest


def test_another_template_has_another_digest() -> None:
    changed = pack(sound(), mails={"m": "mots"}, documents={"d": "doc"}, reference=ReferenceData.shipped())

    assert changed.digest != packed(sound()).digest


def test_defaults_are_written_out_so_that_nothing_published_changes_with_the_package() -> None:
    window = orjson.loads(orjson.dumps(canonical(sound())))["windows"]["single"]

    assert window == {
        "published": "2025-02-17",
        "opens": "2025-04-07",
        "closes": "2025-05-30 23:59",
        "closes_for": {},
        "zone": "Europe/Paris",
        "months": {"min": "12 months", "max": "36 months"},
        "envelope": "800000.00 EUR",
        "to_be_confirmed": False,
        "channel": "internal",
        "parameters": {},
        "source": "NOTE25",
        "sure": "B",
    }


def test_the_order_of_ids_is_kept() -> None:
    states = unpack(packed(sound()).text).definition.machines["application"].states

    assert list(states) == ["draft", "opinions", "instruction", "selected", "funded", "withdrawn"]


NAMED = {
    "sources", "parameters", "roles", "forms", "fields", "options", "machines", "phases", "states",
    "transitions", "clocks", "windows", "spawn", "open", "deadlines", "mails",
}  # fmt: skip


def rewritten(node: Node, chance: Random, under: str = "") -> str:
    """Write a tree again as YAML that says the same: keys of groups in another order, other quotes.

    The order of ids is kept, for it has a meaning; that of the keys of a group has none.
    """
    if isinstance(node, Scalar):
        return orjson.dumps(node.text).decode() if node.quoted or chance.random() < 0.5 else node.text
    if isinstance(node, Sequence):
        return "[" + ", ".join(flowing(item, chance) for item in node.items) + "]"
    entries = list(node.entries)
    if under not in NAMED:
        chance.shuffle(entries)
    return "\n".join(f"{key.text}:{below(key.text, value, chance)}" for key, value in entries)


def below(key: str, value: Node, chance: Random) -> str:
    text = rewritten(value, chance, key)
    return "\n" + indent(text, "  ") if isinstance(value, Mapping) else f" {text}"


def flowing(item: Node, chance: Random) -> str:
    if not isinstance(item, Mapping):
        return rewritten(item, chance)
    return "{" + ", ".join(f"{key.text}: {flowing(value, chance)}" for key, value in item.entries) + "}"


@pytest.mark.parametrize("seed", range(40))
def test_one_meaning_has_one_digest(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 -- a seed makes the example repeatable
    text = rewritten(read_yaml(SOUND.content, name="sound.yaml"), chance) + "\n"
    text = "\ufeff" * (seed % 2) + text.replace("\n", chance.choice(["\n", "\r\n", "\r"]))

    definition = resolve_sources((Source("sound.yaml", text.encode()),)).definition

    assert packed(definition).digest == packed(sound()).digest


def test_a_clause_written_anew_is_pinned_with_the_definition_and_no_other_changes() -> None:
    clause = "<h2>Objet</h2><p>{{ case.title }}</p>"
    bundle = pack(inheriting(f'clauses: {{convention/object: "{clause}"}}').definition)
    shipped = shipped_sources()

    assert dict(unpack(bundle.text).documents) == shipped | {"clauses/convention/object.html.j2": clause}
    assert "clauses/convention/object.html.j2" in shipped


def test_a_definition_published_before_the_newer_keys_is_still_read() -> None:
    tree = orjson.loads(pack(sound()).text)
    body = tree["definition"]
    for key in ("retention", "clauses", "rules"):
        del body[key]
    for role in body["roles"].values():
        del role["incompatible"]
    for window in body["windows"].values():
        del window["parameters"]

    assert unpack(orjson.dumps(tree)).definition == sound()
