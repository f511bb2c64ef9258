"""A definition larger than a limit is refused by the name of that limit, at the place where it is passed."""

from pathlib import Path

import pytest

from tests.commands.shell import Shell, plain

HEAD = "jalon: 1\ncode: large\ntitle: Trop grande\n"
LIFE = """\
roles: {clerk: {label: greffe, kind: inside}}
machines:
  life:
    label: Vie
    serves: meeting
    initial: s0
    phases: {only: {label: Phase, public: En cours.}}
    states:
"""


def crowd(states: int) -> str:
    """Write as many states, each reachable from all the others: the square of them in moves."""
    state = "      s{0}: {{label: S{0}, phase: only, next_actor: clerk, editable_by: clerk}}\n"
    each = "".join(state.format(n) for n in range(states))
    move = "      t{0}: {{label: T{0}, verb: va, from: any, to: s{0}, by: clerk}}\n"
    moves = "".join(move.format(n) for n in range(states))
    end = "      done: {label: Fin, phase: only, final: true, outcome: neutral}\n"
    close = "      close: {label: Fin, verb: finit, from: any, to: done, by: clerk}\n"
    return HEAD + LIFE + each + end + "    transitions:\n" + moves + close


@pytest.mark.parametrize(
    ("text", "code", "said", "place"),
    [
        (HEAD + "# rien\n" * 200_000, "LIM-001", "1048576 octets", "1:1"),
        (HEAD + "about: " + "[" * 60, "LIM-002", "50 niveaux", "4:58"),
        (HEAD + "about: [" + "x, " * 16_000 + "x]", "LIM-003", "8000 éléments", "4:"),
        (HEAD + "about: " + "x" * 10_001, "LIM-004", "10000 caractères", "4:8"),
        (HEAD + "about: >\n" + "  mot\n" * 10_000, "LIM-004", "10000 caractères", "4:8"),
    ],
)
def test_a_text_past_a_limit_ends_with_7_and_names_it(
    nowhere: Shell, tmp_path: Path, text: str, code: str, said: str, place: str
) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(text)

    ran = nowhere.run("calls", "check", str(file))

    told = plain(ran.err).splitlines()[0]
    assert ran.status == 7
    assert told.startswith(f"{file}:{place}")
    assert f"erreur {code} : " in told
    assert f"lus de {said}" in told
    assert "c'est la limite" in told


def test_a_text_within_the_limits_is_judged(nowhere: Shell, tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(HEAD + "# rien\n" * 140_000 + "about: " + "x" * 10_000)

    assert nowhere.run("calls", "check", str(file)).status == 0


def test_a_file_of_any_weight_is_read_no_further_than_the_limit(nowhere: Shell, tmp_path: Path) -> None:
    """The file claims a terabyte: reading it whole would never end."""
    file = tmp_path / "large.yaml"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)

    ran = nowhere.run("calls", "check", str(file))

    assert ran.status == 7
    assert "LIM-001" in ran.err


@pytest.mark.parametrize(("states", "status"), [(75, 1), (20, 0)])
def test_a_machine_of_too_many_moves_is_refused_by_name_of_the_limit(
    nowhere: Shell, tmp_path: Path, states: int, status: int
) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(crowd(states))

    ran = nowhere.run("calls", "check", str(file))

    assert ran.status == status
    assert ("la limite est de 5000" in plain(ran.err)) == bool(status)
    assert ("DEF-047" in ran.err) == bool(status)
