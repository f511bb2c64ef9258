from pathlib import Path

import pytest

from forms.errors import LimitExceeded, Refused
from tests.workflow.definition.problem_page import ROOT
from tests.workflow.definition.written import SOUND, heir, write
from workflow.definition.catalogue import beside, codes_in, load, load_path, shipped_codes
from workflow.definition.errors import Defective, UnknownCall
from workflow.definition.reading import Source

CALLS = ROOT / "workflow" / "calls"


def defects(path: Path) -> list[tuple[str, str]]:
    """Give the code and the line:column of each problem of a file."""
    with pytest.raises(Defective) as caught:
        load_path(path)
    assert all(problem.remedy for problem in caught.value.problems)
    return [
        (problem.code, f"{problem.mark.line}:{problem.mark.column}" if problem.mark else "")
        for problem in caught.value.problems
    ]


def test_the_shipped_codes_are_the_files_of_the_folder() -> None:
    stems = (path.name.removesuffix(".yaml") for path in CALLS.glob("*.yaml"))

    assert shipped_codes() == tuple(sorted(stem for stem in stems if not stem.endswith(".scenarios")))


def test_a_file_of_scenarios_is_no_definition(tmp_path: Path) -> None:
    (tmp_path / "essai-2026.scenarios.yaml").write_text("jalon: 1\n")

    assert codes_in(tmp_path) == shipped_codes()
    with pytest.raises(UnknownCall):
        load("essai-2026.scenarios", folder=tmp_path)


def test_what_lies_beside_a_definition_is_found_by_a_bare_name_only(tmp_path: Path) -> None:
    definition = write(tmp_path, SOUND)
    (tmp_path / "note.yaml").write_text("jalon: 1\n")

    assert beside(str(definition), other="note.yaml") == Source(str(tmp_path / "note.yaml"), b"jalon: 1\n")
    assert beside(str(definition), other="autre.yaml") is None
    assert beside(str(definition), other=f"../{tmp_path.name}/note.yaml") is None
    assert beside("workflow/calls/procedure.yaml", other="procedure.scenarios.yaml") is not None


@pytest.mark.parametrize("code", shipped_codes())
def test_a_shipped_definition_bears_the_name_of_its_file(code: str) -> None:
    resolved = load(code)

    assert resolved.definition.code == code
    assert resolved.files[-1] == f"workflow/calls/{code}.yaml"


def test_an_unknown_call_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownCall) as caught:
        load("generaliste-2O25")

    assert caught.value.code == "DEF-404"
    assert caught.value.seen == {"code": "generaliste-2O25"}
    assert "generaliste-2025" in caught.value.remedies[0]
    assert isinstance(caught.value, Refused)


@pytest.mark.parametrize("code", ["", "../secret", "a/b", ".hidden", "procedure.yaml", "a\\b"])
def test_a_code_never_leads_out_of_the_folder(code: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownCall):
        load(code, folder=tmp_path)


def test_a_call_of_the_administration_extends_a_shipped_family(tmp_path: Path) -> None:
    own = (CALLS / "generaliste-2025.yaml").read_text(encoding="utf-8")
    added = write(tmp_path, Source("essai-2026.yaml", own.replace("generaliste-2025", "essai-2026").encode()))

    resolved = load("essai-2026", folder=tmp_path)

    assert resolved.files == (
        "workflow/calls/procedure.yaml",
        "workflow/calls/generaliste.yaml",
        str(added),
    )
    assert "essai-2026" in codes_in(tmp_path)


def test_a_file_given_by_path_finds_what_it_extends_beside_it(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    path = write(tmp_path, heir("about: Voici."))

    resolved = load_path(path)

    assert resolved.files == (str(tmp_path / "sound.yaml"), str(path))
    assert resolved.definition.about == "Voici."


def test_a_text_already_seen_is_not_read_again(tmp_path: Path) -> None:
    path = write(tmp_path, SOUND)

    assert load_path(path) is load_path(path)


def test_a_chain_is_no_longer_than_three_files(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    write(tmp_path, heir("", code="family"))
    write(tmp_path, heir("", code="call", of="family"))
    path = write(tmp_path, heir("", code="deeper", of="call"))

    assert load("call", folder=tmp_path).definition.extends == "family"
    assert defects(path) == [("DEF-011", "3:10")]


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    write(tmp_path, Source("sound.yaml", SOUND.content.replace(b"does: file", b"does: fil")))
    path = write(tmp_path, heir("applicants: {add: [gip, gip]}\nroles: {x: 3}\nabout: 010\n"))

    assert [code for code, _ in defects(path)] == ["DEF-012", "DEF-006", "DEF-007", "DEF-005"]


def test_the_refusal_holds_the_texts_to_quote_from(tmp_path: Path) -> None:
    path = write(tmp_path, heir("abou: x", of="generaliste"))

    with pytest.raises(Defective) as caught:
        load_path(path)

    assert caught.value.code == "DEF-400"
    assert caught.value.texts[str(path)] == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("code: a\ncode: b", ("YAML-004", "2:1")),
        ("code: &x a", ("YAML-005", "1:7")),
        ("code: *x", ("YAML-006", "1:7")),
        ("<<: {code: a}", ("YAML-007", "1:1")),
        ("code: !!python/object x", ("YAML-008", "1:7")),
        ("code: a\n--- \ncode: b", ("YAML-010", "2:1")),
        ("code:", ("YAML-013", "1:1")),
        ("windows: {single: {envelope: 800 000,00 EUR}}", ("YAML-013", "1:38")),
        ("", ("YAML-014", "1:1")),
        ("code:\n\tx: 1", ("YAML-002", "2:1")),
        ("- jalon", ("DEF-006", "1:1")),
    ],
)
def test_yaml_that_deceives_is_refused_by_name(tmp_path: Path, text: str, expected: tuple[str, str]) -> None:
    assert expected in defects(write(tmp_path, Source("essai.yaml", text.encode())))


def bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines)


def test_an_alias_bomb_is_refused_at_each_anchor_and_alias(tmp_path: Path) -> None:
    codes = {code for code, _ in defects(write(tmp_path, Source("bombe.yaml", bomb().encode())))}

    assert codes == {"YAML-005", "YAML-006"}


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("code: " + "[" * 500 + "]" * 500, "depth"),
        ("code: " + "{a: " * 500 + "b" + "}" * 500, "depth"),
        ("# " + "x" * 2_000_000, "bytes"),
        ("about: " + "x" * 10_001, "scalar"),
        ("applicants: [" + "a, " * 50_001 + "a]", "nodes"),
    ],
)
def test_a_limit_passed_is_named(tmp_path: Path, text: str, limit: str) -> None:
    with pytest.raises(LimitExceeded) as caught:
        load_path(write(tmp_path, Source("gros.yaml", text.encode())))

    assert caught.value.limit == limit


def test_a_country_a_time_and_a_code_are_read_right(tmp_path: Path) -> None:
    body = """
        countries: {included: [NO, SN], reserved: {ON: generaliste-2025}}
        windows: {single: {closes: 2025-05-30 23:59}}
        sources: {NO: {title: Note}, Y: {title: Autre}}
        """
    write(tmp_path, SOUND)

    definition = load_path(write(tmp_path, heir(body))).definition

    assert definition.countries.included == ("NO", "SN")
    assert definition.countries.reserved == {"ON": "generaliste-2025"}
    assert str(definition.windows["single"].closes) == "2025-05-30 23:59"
    assert {"NO", "Y"} <= definition.sources.keys()
