"""What could be got wrong in a call without anything noticing, from the command line."""

from pathlib import Path

from tests.commands.shell import Shell, plain

SOUND = Path(__file__).parents[1] / "workflow/broken_definitions/sound.yaml"


def test_mutants_are_counted_by_the_way_they_alter(nowhere: Shell) -> None:
    lines = [line.split() for line in plain(nowhere.done("calls", "mutants", "comite").out).splitlines()]

    rows = {" ".join(line[:-3]): tuple(map(int, line[-3:])) for line in lines[1:]}
    whole = rows.pop("en tout")
    assert lines[0] == ["altération", "essayées", "vues", "inaperçues"]
    assert whole == tuple(map(sum, zip(*rows.values(), strict=True)))
    assert all(tried == caught + survived for tried, caught, survived in rows.values())
    assert rows["Acte qui mène ailleurs"] == (18, 18, 0)


def test_survivors_are_told_one_by_one_at_their_place(nowhere: Shell) -> None:
    told = plain(nowhere.done("calls", "mutants", "comite", "--survivors").out).splitlines()

    listed = [line for line in told if line.startswith("workflow/calls/comite.yaml:")]
    assert "workflow/calls/comite.yaml:30:7 : « Lieu » n'est plus demandé (« Convocation »)" in listed
    assert len(listed) == int(told[-len(listed) - 1].split()[-1])


def test_mutants_are_given_as_json_too(nowhere: Shell) -> None:
    found = nowhere.done("calls", "mutants", "comite", "--json").json

    assert found["code"] == "comite"
    assert found["tried"] == found["caught"] + len(found["survivors"])
    assert found["survived"] == len(found["survivors"])
    assert sum(one["tried"] for one in found["operators"].values()) == found["tried"]
    assert {
        "operator": "drop-field",
        "told": "« Lieu » n'est plus demandé (« Convocation »)",
        "path": ["forms", "calling_form", "fields", "place"],
        "place": "workflow/calls/comite.yaml:30:7",
    } in [{**one, "told": plain(one["told"])} for one in found["survivors"]]


def test_only_what_a_file_says_itself_is_altered_when_asked(nowhere: Shell) -> None:
    found = nowhere.done("calls", "mutants", "sport-2025", "--own", "--json").json

    assert (found["tried"], list(found["operators"])) == (1, ["invert-window"])


def test_a_definition_that_does_not_hold_is_not_altered(nowhere: Shell, tmp_path: Path) -> None:
    file = tmp_path / "sound.yaml"
    file.write_text(SOUND.read_text().replace("to: selected", "to: selectd"))

    ran = nowhere.run("calls", "mutants", str(file))

    assert (ran.status, ran.out) == (1, "")
    assert "selectd" in plain(ran.err)
