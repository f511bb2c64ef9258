"""A desk with a terminal on an instance of its own: lines are typed as they stand in the documentation."""

import contextlib
import io
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner

from cli import app
from commands.init import found_and_publish
from commands.settings import Settings
from tests.refusals.scene import Edit, Scene, Step

APPLICATIONS = Path(__file__).parents[2] / "commands/demo_files/applications"
HOME = "jalon"
PROGRAM = "jalon"
KEEPER = {"id": "registre", "name": "Registre de l'instance", "email": "registre@example.org"}
PUBLISHED = datetime(2025, 2, 17, 9, 0, tzinfo=UTC)
PEOPLE = tuple(
    line
    for person, name, right in (
        ("aude", "Département de l'Aude", "applicant --scope own --value 22110001900019"),
        ("ircod", "IRCOD Alsace", "applicant --scope own --value 33999901300016"),
        ("loire", "Département de la Loire-Atlantique", "applicant --scope own --value 22440002800011"),
        ("marj", "Services de Marj Ibn Amer", "co_applicant --scope own --value 22440002800011"),
        ("prefecture", "Préfecture de région Occitanie", "prefecture --scope region --value 76"),
        ("equateur", "Ambassade de France en Équateur", "embassy --scope country --value EC"),
        ("perou", "Ambassade de France au Pérou", "embassy --scope country --value PE"),
        ("instruction", "Service instructeur", "instructor"),
        ("secretariat", "Secrétariat du comité", "secretary"),
        ("appels", "Administration des appels", "administrator"),
    )
    for line in (
        f'jalon person add {person} --name "{name}" --email {person}@example.org --as registre',
        f"jalon right grant {person} {right} --as registre",
    )
)
"""The lines that make ten people known, each with one role."""


class Unexpected(AssertionError):
    """A line that had to pass was refused, or an edit found nothing to change."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a line printed on each side, and the status it ended with."""

    out: str
    err: str
    status: int


class Desk:
    """A folder where lines are typed and files edited; the instance is its folder `jalon`."""

    def __init__(self, folder: Path) -> None:
        """Sit down in a folder."""
        self.folder = folder

    def fetch(self, name: str) -> None:
        """Copy one of the application files of the demonstration."""
        shutil.copy(APPLICATIONS / name, self.folder / name)

    def edit(self, edit: Edit) -> None:
        """Change a passage of a file; it must be there exactly once."""
        path = self.folder / edit.file
        text = path.read_text(encoding="utf-8")
        if text.count(edit.was) != 1:
            raise Unexpected(f"{edit.file} holds {text.count(edit.was)} times: {edit.was}")
        path.write_text(text.replace(edit.was, edit.now), encoding="utf-8")

    def type(self, line: str) -> Printed:
        """Run a line that begins with `jalon`."""
        program, *words = shlex.split(line)
        if program != PROGRAM:
            raise Unexpected(f"not a line of ours: {line}")
        with contextlib.chdir(self.folder):
            ran = CliRunner().invoke(app, words, env={"JALON_HOME": HOME}, prog_name=PROGRAM)
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Printed(ran.stdout, ran.stderr, ran.exit_code)

    def do(self, step: Step) -> Printed:
        """Type a line that must pass, or make an edit."""
        if isinstance(step, Edit):
            self.edit(step)
            return Printed("", "", 0)
        printed = self.type(step)
        if printed.status:
            raise Unexpected(f"{step}\n{printed.err}")
        return printed


def found(folder: Path) -> Path:
    """Found a demonstration in a folder, as on the day the calls came out, for copies to be made of it."""
    folder.mkdir()
    desk = Desk(folder)
    with contextlib.redirect_stdout(io.StringIO()):
        found_and_publish(Settings(folder / HOME, at=PUBLISHED), name="Jalon", demo=True, keeper=KEEPER)
    for line in PEOPLE:
        desk.do(line)
    return folder


@contextmanager
def copy_of(template: Path, *, at: Path) -> Iterator[Desk]:
    """Give a desk on a copy of a founded folder, and put it away."""
    shutil.copytree(template, at)
    try:
        yield Desk(at)
    finally:
        shutil.rmtree(at)


def play(desk: Desk, scene: Scene) -> Printed:
    """Play a scene up to the line that is refused, and give what it printed."""
    desk.fetch(scene.file)
    for step in scene.before:
        desk.do(step)
    return desk.type(scene.refused)
