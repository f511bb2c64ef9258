import re

from tests.workflow.definition.written import inheriting
from workflow.definition.catalogue import load
from workflow.definition.showing import Shown, as_json, as_text, overridden, values

BODY = """
    about: "Un essai : #2"
    machines: {application: {transitions: {select: {to: funded}}}}
    applicants: {add: gip}
    """


def test_each_value_is_shown_with_the_place_it_comes_from() -> None:
    shown = {one.path: one for one in values(inheriting(BODY))}

    kept = [
        (shown[path].value, shown[path].mark.file, shown[path].mark.line)
        for path in ("title", "about", "machines.application.transitions.select.to", "applicants[2]", "ref")
    ]
    assert kept == [
        ("Héritier", "heir-0.yaml", 4),
        ("Un essai : #2", "heir-0.yaml", 6),
        ("funded", "heir-0.yaml", 7),
        ("gip", "heir-0.yaml", 8),
        ("SND25", "sound.yaml", 5),
    ]


def test_shorthands_are_shown_as_what_they_stand_for() -> None:
    shown = {one.path: one.value for one in values(inheriting(""))}
    path = "machines.application.transitions.withdraw.from"

    assert [shown[f"{path}[{index}]"] for index in range(3)] == ["opinions", "instruction", "selected"]


def test_a_value_nobody_wrote_tells_the_shorthand_written_in_its_stead() -> None:
    lines = {
        re.sub(r"yaml:[0-9]+", "yaml", " ".join(line.split()))
        for line in as_text(
            inheriting("machines: {application: {transitions: {fund: {from: any, rules: {as: submit}}}}}")
        ).splitlines()
    }

    assert {
        "- selected # sound.yaml (phase: decided)",
        "- draft # heir-0.yaml (any)",
        "- E1 # sound.yaml (as: submit)",
        "- E1 # sound.yaml",
    } <= lines


def test_a_group_in_a_list_begins_on_the_line_of_its_dash() -> None:
    lines = as_text(inheriting("")).splitlines()
    first = next(index for index, line in enumerate(lines) if line == "  authorities.min:") + 1

    assert [line.split("#")[0].rstrip() for line in lines[first : first + 3]] == [
        "    - value: 5",
        "      until: 2024-12-31",
        "      source: NOTE25",
    ]


def test_what_a_file_says_itself_can_be_shown_alone() -> None:
    assert [one.path for one in values(inheriting(BODY), own_only=True)] == [
        "jalon",
        "code",
        "title",
        "applicants[2]",
        "machines.application.transitions.select.to",
        "extends",
        "about",
    ]


def test_the_text_reads_as_the_definition_with_its_origins() -> None:
    lines = [line.split() for line in as_text(inheriting(BODY), own_only=True).splitlines()]

    assert lines == [
        ["jalon:", "1", "#", "heir-0.yaml:1"],
        ["code:", "heir-0", "#", "heir-0.yaml:2"],
        ["title:", "Héritier", "#", "heir-0.yaml:4"],
        ["applicants:"],
        ["-", "gip", "#", "heir-0.yaml:8"],
        ["machines:"],
        ["application:"],
        ["transitions:"],
        ["select:"],
        ["to:", "funded", "#", "heir-0.yaml:7"],
        ["extends:", "sound", "#", "heir-0.yaml:3"],
        ["about:", '"Un', "essai", ":", '#2"', "#", "heir-0.yaml:6"],
        [
            "#",
            "machines.application.transitions.select",
            "est",
            "redirigé",
            "et",
            "garde,",
            "hérités",
            ":",
            "label,",
            "verb,",
            "does,",
            "form,",
            "envelope,",
            "when",
        ],
    ]


def test_nesting_is_shown_by_two_spaces() -> None:
    text = as_text(inheriting(""))

    assert "\n    select:" not in text
    assert "\n      select:\n        label: Décision" in text


def test_the_json_holds_the_head_and_every_value() -> None:
    shown = as_json(load("patrimoine-2025"), own_only=True)

    assert shown["code"] == "patrimoine-2025"
    assert shown["files"] == [
        "workflow/calls/procedure.yaml",
        "workflow/calls/thematique.yaml",
        "workflow/calls/patrimoine-2025.yaml",
    ]
    listed = shown["values"]
    assert isinstance(listed, list)
    assert {"path": "ref", "value": "PAT25", "file": "workflow/calls/patrimoine-2025.yaml"}.items() <= next(
        one for one in listed if one["path"] == "ref"
    ).items()


def test_a_redirected_transition_tells_what_it_still_inherits() -> None:
    assert dict(overridden(inheriting(BODY))) == {
        "machines.application.transitions.select": ("label", "verb", "does", "form", "envelope", "when")
    }
    assert list(overridden(inheriting(""))) == []
    assert list(overridden(inheriting(BODY, ""), own_only=True)) == []


def test_a_transition_that_borrows_its_rules_is_not_redirected() -> None:
    new = """
        machines:
          application:
            transitions:
              note:
                label: Note
                verb: note
                from: draft
                to: opinions
                by: applicant
                rules: {as: submit}
        """

    assert list(overridden(inheriting(new))) == []


def test_a_shown_value_is_plain_json() -> None:
    (first, *_) = values(inheriting(""))

    assert isinstance(first, Shown)
    assert first.to_json() == {
        "path": "jalon",
        "value": "1",
        "file": "heir-0.yaml",
        "line": 1,
        "column": 8,
        "shorthand": None,
    }
