"""The file of a new call holds, says each thing it does, and reads back what was answered."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.money import Cents
from forms.strict_yaml import Mapping, Scalar, read_yaml
from workflow.definition.catalogue import load, resolve_sources, shipped_codes
from workflow.definition.judge import judge
from workflow.definition.literals import UNKNOWN, Amount, Moment, Span
from workflow.definition.model import Months
from workflow.definition.new_call import NewCall, is_family, wants_countries, wants_joint, write
from workflow.definition.new_call_answers import read_country
from workflow.definition.reading import Source
from workflow.definition.resolved import Resolved

FAMILIES = [code for code in shipped_codes() if is_family(load(code).definition)]
SENEGAL = read_country("SN")
OPENS, CLOSES = Moment(date(2026, 4, 7), None), Moment(date(2026, 5, 29), time(23, 59))


def call_of(family: str) -> NewCall:
    return NewCall("essai-2026", load(family).definition, "Essai 2026", "ESS26", OPENS, CLOSES)


def resolved(call: NewCall) -> Resolved:
    """Resolve the file as written, with the shipped definitions it builds on."""
    chain = [Source(f"{call.code}.yaml", write(call).encode())]
    for code in (call.family.code, call.family.extends or ""):
        file = load(code).files[-1]
        chain.append(Source(file, load(code).texts[file].encode()))
    return resolve_sources(tuple(chain), known_codes=shipped_codes())


def test_the_families_that_ship_are_those_of_the_house() -> None:
    assert FAMILIES == ["cles-en-main", "generaliste", "geographique", "thematique"]
    assert [code for code in FAMILIES if wants_countries(load(code).definition)] == ["geographique"]
    assert [code for code in FAMILIES if wants_joint(load(code).definition)] == ["geographique", "thematique"]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("full", [False, True])
def test_a_new_call_of_each_family_holds_in_about_twenty_lines(family: str, full: bool) -> None:
    call = call_of(family)
    if full or wants_countries(call.family):
        call = replace(call, included=(SENEGAL,))
    if full:
        call = replace(
            call, joint=(SENEGAL,), about="Un thème", source="Note du 3 janvier", sure="B",
            months=(12, 36), envelope=Cents(80_000_000), zone="Africa/Dakar",
        )  # fmt: skip

    text = write(call)

    assert [problem for problem in judge(resolved(call)) if problem.level == "error"] == []
    assert 15 <= text.count("\n") <= 25
    assert max(map(len, text.splitlines())) <= 110
    assert text.splitlines()[0] == "# yaml-language-server: $schema=jalon.schema.json"
    assert "jalon calls show essai-2026.yaml --resolved" in text.splitlines()[1]


def test_what_was_answered_is_what_is_in_force() -> None:
    call = replace(
        call_of("geographique"), included=(SENEGAL,), joint=(SENEGAL,), source="Note du 3 janvier", sure="B",
        months=(None, 36), envelope=Cents(80_000_050), zone="Africa/Dakar",
    )  # fmt: skip

    definition = resolved(call).definition

    window = definition.windows["single"]
    assert (definition.code, definition.title, definition.ref) == ("essai-2026", "Essai 2026", "ESS26")
    assert (definition.countries.included, definition.countries.joint) == (("SN",), ("SN",))
    assert (window.opens, window.closes, window.zone) == (OPENS, CLOSES, "Africa/Dakar")
    assert (window.months, window.envelope) == (
        Months(max=Span(36, "months")),
        Amount(Cents(80_000_050), "EUR"),
    )
    assert (window.source, window.sure, definition.sources["ESS26"].title) == (
        "ESS26",
        "B",
        "Note du 3 janvier",
    )


def test_what_nobody_tells_stays_unknown() -> None:
    window = resolved(call_of("generaliste")).definition.windows["single"]

    assert (window.months, window.envelope, window.source, window.sure) == (UNKNOWN, UNKNOWN, "JALON", "D")


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60))
def test_any_title_is_read_back_as_written(title: str) -> None:
    tree = read_yaml(write(replace(call_of("thematique"), title=title, about=title)), name="essai-2026.yaml")

    assert isinstance(tree, Mapping)
    read = [node.text for key in ("title", "about") if isinstance(node := tree.get(key), Scalar)]
    assert read == [title, title]
