"""The entry: whatever happens ends as French text on one side, results on the other, and a status."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from commands.entry import Entry
from commands.french import Command
from forms.errors import Refused
from tests.commands.shell import AUDE, Shell, plain

HEAVY = {"alembic", "babel", "jinja2", "pydantic", "sqlalchemy", "sqlmodel", "weasyprint"}


def loaded_by(*words: str) -> set[str]:
    """Which heavy libraries a command loads, in a process of its own."""
    code = (
        "import sys\nfrom cli import app\n"
        f"try:\n    app({list(words)!r})\n"
        f"except SystemExit:\n    print(sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found: set[str] = eval(ran.stderr.splitlines()[-1])  # noqa: S307 -- our own list of names, printed above
    return set(found)


def failing(error: BaseException) -> Result:
    """What the entry makes of a command that raises."""

    @click.command("fail", cls=Command)
    def fail() -> None:
        raise error

    class Failing(Entry):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002 -- click's signature
            return fail

    return CliRunner().invoke(Failing(name="jalon", described={"fail": ""}), ["fail"], prog_name="jalon")


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by("--help") == set()


def test_listing_cases_loads_neither_press_nor_migrations(shell: Shell) -> None:
    words = ("case", "list", "--home", str(shell.home), "--as", "instructor")

    assert loaded_by(*words) & {"alembic", "weasyprint"} == set()


def test_help_lists_every_command_in_french(nowhere: Shell) -> None:
    told = plain(nowhere.done("--help").out)

    assert told.startswith("Usage : jalon [OPTIONS] COMMANDE [ARGUMENTS]…")
    assert "Afficher cette aide, puis finir." in told
    assert "  calls      Lister, vérifier, montrer et dessiner les appels." in told


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("clok",), "La commande « clok » n'existe pas. Vouliez-vous « clock » ?"),
        (("case", "lis"), "La commande « lis » n'existe pas. Vouliez-vous « list » ?"),
        (("calls", "list", "--jsn"), "L'option « --jsn » n'existe pas. Vouliez-vous « --json » ?"),
        (("case", "show"), "Il manque l'argument RÉFÉRENCE."),
        (("case", "list"), "Dites qui agit : --as PERSONNE, ou JALON_AS."),
        (("documents", "preview", "receipt"), "Il manque l'option --out."),
        (("calls", "list", "extra"), "La commande a reçu plus d'arguments qu'elle n'en prend."),
        (
            ("rules", "check", "--only", "all", "x"),
            "L'option --only : « all » n'est pas un choix possible : budget.",
        ),
        (
            ("rules", "check", "--at", "demain", "x"),
            "L'option --at : « demain » n'est pas un jour ; écrivez par exemple 2025-05-30.",
        ),
        (
            ("case", "advance", "x", "y", "--set", "z", "--as", "a"),
            "L'option --set : « z » n'est pas de la forme champ=valeur.",
        ),
    ],
)
def test_a_wrong_use_is_told_in_french_and_ends_with_2(
    nowhere: Shell, words: tuple[str, ...], message: str
) -> None:
    ran = nowhere.run(*words)

    assert (ran.status, ran.out) == (2, "")
    assert plain(ran.err).splitlines()[0] == message
    assert "Aide : jalon" in plain(ran.err)


def test_a_group_without_its_command_shows_its_help(nowhere: Shell) -> None:
    ran = nowhere.run("case")

    assert (ran.status, ran.out) == (2, "")
    assert "Commandes" in ran.err


def test_a_refusal_goes_to_standard_error_with_what_would_do() -> None:
    refused = Refused(message="Non.", code="X-1", who="vous", seen={"vu": "a"}, remedies=("faire b",))

    ran = failing(refused)

    assert (ran.exit_code, ran.stdout) == (1, "")
    assert ran.stderr == "X-1 : Non.\n  vu : vu a\n  pour y remédier : faire b\n  qui : vous\n"


def test_the_unexpected_gets_a_number_and_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_HOME", str(tmp_path))

    ran = failing(ZeroDivisionError("what a person wrote"))

    (kept,) = tmp_path.glob("incident-*.txt")
    number = kept.stem.removeprefix("incident-")
    assert (ran.exit_code, ran.stdout) == (70, "")
    assert ran.stderr.startswith(f"INC-{number} : erreur interne")
    assert "Traceback" not in ran.stderr
    assert "ZeroDivisionError" in kept.read_text()
    assert "what a person wrote" not in kept.read_text() + ran.stderr


def test_debugging_shows_the_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_HOME", str(tmp_path))
    monkeypatch.setenv("JALON_DEBUG", "1")

    assert "Traceback" in failing(ZeroDivisionError()).stderr


def test_an_interruption_ends_with_130() -> None:
    ran = failing(KeyboardInterrupt())

    assert ran.exit_code == 130
    assert "peut être relancée" in ran.stderr


def test_a_reader_who_has_read_enough_is_no_error() -> None:
    script = Path(sys.executable).with_name("jalon")
    piped = f"{script} rules check --json {' '.join([str(AUDE)] * 40)} | head -c 10"

    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", piped],  # noqa: S607 -- bash is where PATH says
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, '{"file": "', "")


def test_the_console_script_answers() -> None:
    script = Path(sys.executable).with_name("jalon")
    ran = subprocess.run([script, "calls", "list"], capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stderr) == (0, "")
    assert "generaliste-2025" in ran.stdout
