"""Definitions from the command line: listed, judged, shown, drawn, published."""

import json
from pathlib import Path

from tests.commands.shell import Shell, plain
from tests.workflow.definition.problem_page import BROKEN
from workflow.definition.catalogue import load_path
from workflow.rehearsal.scenarios import judge_scenarios

CALLS = Path(__file__).parents[2] / "workflow/calls"


def next_year(folder: Path, *, closes: str = "2026-06-05 23:59") -> Path:
    """Next year's thematic call, as an administrator would write it."""
    text = (CALLS / "sport-2025.yaml").read_text()
    text = (
        text.replace("sport-2025", "sport-2026").replace("SPO25\n", "SPO26\n").replace(" 2025\n", " 2026\n")
    )
    text = text.replace("2025-02-24", "2026-02-24").replace("2025-04-22", "2026-04-22")
    file = folder / "sport-2026.yaml"
    file.write_text(text.replace("2025-06-06 23:59", closes))
    return file


def test_calls_are_listed_with_their_windows(nowhere: Shell) -> None:
    listed = {one["code"]: one for one in nowhere.done("calls", "list", "--json").json}

    assert listed["generaliste-2025"] == {
        "code": "generaliste-2025",
        "ref": "GEN25",
        "family": "generaliste",
        "title": "Appel à projets généraliste 2025",
        "windows": {
            "single": {
                "opens": "2025-04-07",
                "closes": "2025-05-30 23:59",
                "zone": "Europe/Paris",
                "partner_zone": None,
            }
        },
    }
    assert "generaliste" not in listed
    assert "comite" not in listed


def test_a_call_without_dates_is_listed_as_such(nowhere: Shell) -> None:
    lines = nowhere.done("calls", "list").out.splitlines()

    (line,) = [line for line in lines if line.startswith("franco-quebecois-2023")]
    assert line.split()[1:3] == ["inconnue", "inconnue"]


def test_all_that_ships_is_checked_and_holds(nowhere: Shell) -> None:
    ran = nowhere.done("calls", "check", "--no-scenarios")

    assert {line.split(" : ")[1].split(",")[0] for line in ran.out.splitlines()} == {"0 erreur"}


def test_a_problem_is_told_at_its_place_with_its_mend(nowhere: Shell, tmp_path: Path) -> None:
    file = next_year(tmp_path)
    file.write_text(file.read_text().replace("countries:", "countris:"))

    ran = nowhere.run("calls", "check", str(file))

    told = plain(ran.err).splitlines()
    assert (ran.status, plain(ran.out)) == (1, f"{file} : 1 erreur, 0 avertissement\n")
    assert told[0].startswith(f"{file}:7:1 : erreur DEF-")
    assert told[1:3] == ["     7 | countris:", "       | ^^^^^^^^"]
    assert "countries" in told[3]


def test_problems_are_given_as_json_too(nowhere: Shell, tmp_path: Path) -> None:
    file = next_year(tmp_path, closes="2026-02-30 23:59")

    ran = nowhere.run("calls", "check", "--json", str(file))

    (judged,) = ran.json
    assert (ran.status, judged["name"]) == (1, str(file))
    (problem,) = [one for one in judged["problems"] if one["level"] == "error"]
    assert (problem["file"], problem["line"]) == (str(file), 13)


def test_a_file_past_a_limit_ends_with_7_and_names_it(nowhere: Shell, tmp_path: Path) -> None:
    heavy, deep = tmp_path / "heavy.yaml", tmp_path / "deep.yaml"
    heavy.write_text("jalon: 1\n" + "# nothing\n" * 250_000)
    deep.write_text("[" * 500)

    ran = nowhere.run("calls", "check", str(heavy), str(deep))

    assert ran.status == 7
    assert [code for code in ("LIM-001", "LIM-002") if code in ran.err] == ["LIM-001", "LIM-002"]


def test_warnings_refuse_only_when_asked(nowhere: Shell) -> None:
    warned = str(BROKEN / "def-117.yaml")

    assert nowhere.run("calls", "check", warned).status == 0
    assert nowhere.run("calls", "check", warned, "--strict").status == 1


def test_nothing_is_found_in_what_ships(nowhere: Shell) -> None:
    ran = nowhere.run("calls", "check", "--strict", "--no-scenarios")

    assert (ran.status, ran.err) == (0, "")


def test_scenarios_are_played_and_one_that_fails_is_told_at_its_place(nowhere: Shell, tmp_path: Path) -> None:
    file, scenarios = next_year(tmp_path), tmp_path / "sport-2026.scenarios.yaml"
    scenarios.write_text(
        """jalon: 1
scenarios:
  - name: Un dépôt
    when: [{who: applicant, does: submit}]
    then: {state: draft}
""",
        encoding="utf-8",
    )

    ran, quiet = (
        nowhere.run("calls", "check", str(file)),
        nowhere.run("calls", "check", str(file), "--no-scenarios"),
    )

    assert (ran.status, quiet.status) == (1, 0)
    told = plain(ran.err).splitlines()
    assert told[0].startswith(
        f"{scenarios}:5:19 : erreur DEF-122 : « Un dépôt » attendait : draft ; trouvé :"
    )
    assert told[1:3] == ["     5 |     then: {state: draft}", "       |                   ^^^^^"]
    played = judge_scenarios(load_path(file)).played
    assert played > 10
    assert f"{played} scénarios joués" in ran.out
    assert "scénario" not in quiet.out


def test_a_file_of_scenarios_past_a_limit_ends_with_7(nowhere: Shell, tmp_path: Path) -> None:
    (tmp_path / "sport-2026.scenarios.yaml").write_text("[" * 500)

    assert nowhere.run("calls", "check", str(next_year(tmp_path))).status == 7


def test_an_unknown_call_ends_with_3_and_names_the_nearest(nowhere: Shell) -> None:
    ran = nowhere.run("calls", "show", "generalist-2025")

    assert (ran.status, ran.out) == (3, "")
    assert "Vouliez-vous « generaliste-2025 » ?" in plain(ran.err)
    assert nowhere.run("calls", "check", "absent.yaml").status == 3


def test_show_gives_each_value_with_the_line_it_comes_from(nowhere: Shell) -> None:
    own = nowhere.done("calls", "show", "patrimoine-2025").out
    resolved = nowhere.done("calls", "show", "patrimoine-2025", "--resolved", "--json").json

    assert "# workflow/calls/patrimoine-2025.yaml:3" in own
    assert "procedure.yaml" not in own
    values = {one["path"]: one for one in resolved["values"]}
    assert values["machines.application.initial"]["file"] == "workflow/calls/procedure.yaml"


def test_a_circuit_is_drawn_alone_or_with_the_others(nowhere: Shell) -> None:
    alone = nowhere.done("calls", "draw", "patrimoine-2025", "--machine", "agreement").out
    every = nowhere.done("calls", "draw", "patrimoine-2025", "--json").json

    assert alone.strip() == every["agreement"].strip()
    assert alone.startswith("flowchart")
    assert nowhere.run("calls", "draw", "patrimoine-2025", "--machine", "agrement").status == 3


def test_the_schema_is_one_json_document(nowhere: Shell) -> None:
    assert nowhere.done("calls", "schema").json["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_schema_is_written_where_the_first_line_of_definitions_looks(
    nowhere: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "jalon.schema.json"

    ran = nowhere.done("calls", "schema", "--output", str(file))

    assert ran.out == f"écrit : {file}\n"
    assert json.loads(file.read_text(encoding="utf-8")) == nowhere.done("calls", "schema").json


def test_a_schema_that_cannot_be_written_is_refused(nowhere: Shell, tmp_path: Path) -> None:
    ran = nowhere.run("calls", "schema", "--output", str(tmp_path / "absent" / "jalon.schema.json"))

    assert (ran.status, ran.out) == (1, "")
    assert "ne peut être écrit" in plain(ran.err)


def test_what_is_kept_and_how_long_is_shown_with_its_source(nowhere: Shell) -> None:
    told = nowhere.done("calls", "show", "generaliste-2025", "--resolved", "--json").json

    kept = {
        one["path"]: one["value"] for one in told["values"] if one["path"].startswith("retention.funded.")
    }
    assert kept["retention.funded.keep"] == "10 years"
    assert kept["retention.funded.source"] == "JALON"


def test_a_window_read_in_two_zones_is_listed_with_both(nowhere: Shell) -> None:
    listed = nowhere.done("calls", "list").out

    assert "23 février 2024 (Europe/Paris et Africa/Dakar)" in plain(listed)


def test_what_a_call_changes_is_told_with_its_place(nowhere: Shell, tmp_path: Path) -> None:
    file = next_year(tmp_path)

    ran = nowhere.done("calls", "diff", str(CALLS / "sport-2025.yaml"), str(file))

    told = plain(ran.out).splitlines()
    assert told[0:2] == ["Code « sport-2025 » → « sport-2026 »", f"    {file}:3"]
    assert "Guichet : clôture 6 juin 2025 à 23:59 → 5 juin 2026 à 23:59" in told
    assert told[-1] == "sport-2025 → sport-2026 : 6 différences"


def test_a_call_is_compared_with_what_it_extends(nowhere: Shell, tmp_path: Path) -> None:
    file = next_year(tmp_path)

    family = nowhere.done("calls", "diff", str(file), "--family", "--json").json
    procedure = nowhere.done("calls", "diff", str(file), "--procedure", "--json").json

    assert (family["before"], procedure["before"]) == ("thematique", "procedure")
    assert {change["file"] for change in family["changes"]} == {str(file)}
    assert "machines.agreement" in {change["path"] for change in procedure["changes"]}


def test_two_definitions_that_say_the_same_differ_in_nothing(nowhere: Shell) -> None:
    ran = nowhere.done("calls", "diff", "sport-2025", str(CALLS / "sport-2025.yaml"))

    assert ran.out == "sport-2025 → sport-2025 : 0 différence\n"


def test_what_cannot_be_compared_says_what_to_give(nowhere: Shell) -> None:
    alone = nowhere.run("calls", "diff", "sport-2025")
    both = nowhere.run("calls", "diff", "sport-2025", "--family", "--procedure")
    rootless = nowhere.run("calls", "diff", "procedure", "--family")

    assert (alone.status, both.status, rootless.status) == (2, 2, 3)
    assert "deux définitions" in alone.err
    assert "--family et --procedure" in both.err
    assert "ne prolonge aucune définition" in rootless.err
