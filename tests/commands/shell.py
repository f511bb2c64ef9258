"""A command line for tests: what was typed, what came back on each side, and the status."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from cli import app

APPLICATIONS = Path(__file__).parents[2] / "commands/demo_files/applications"
AUDE = APPLICATIONS / "aude.yaml"
AUDE_SIRET = "22110001900019"
PEOPLE = {
    "aude": ("applicant", "own", AUDE_SIRET),
    "pau": ("applicant", "own", "21640445900010"),
    "prefecture": ("prefecture", "region", "76"),
    "ecuador": ("embassy", "country", "EC"),
    "peru": ("embassy", "country", "PE"),
    "instructor": ("instructor", "all", ""),
    "secretary": ("secretary", "all", ""),
    "delegate": ("delegate", "all", ""),
}


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 -- a JSON document is anything
        """Its standard output, read as one JSON document."""
        return json.loads(self.out)


@dataclass
class Shell:
    """Runs commands on one instance."""

    home: Path
    env: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: str, person: str | None = None, at: str | None = None) -> Ran:
        """Run a command as somebody, at some instant."""
        env = {"JALON_HOME": str(self.home), **self.env}
        env |= {"JALON_AS": person} if person else {}
        env |= {"JALON_NOW": at} if at else {}
        ran = CliRunner().invoke(app, list(words), env=env, prog_name="jalon")
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return Ran(ran.exit_code, ran.stdout, ran.stderr)

    def done(self, *words: str, person: str | None = None, at: str | None = None) -> Ran:
        """Run a command that must succeed."""
        ran = self.run(*words, person=person, at=at)
        assert ran.status == 0, ran.err
        return ran

    def draft(self) -> str:
        """Create the application of the Aude and give its reference."""
        words = ("case", "create", "generaliste-2025", "--from", str(AUDE))
        return self.done(*words, person="aude", at="2025-05-20").out.split()[0]

    def filed(self) -> str:
        """File the application of the Aude and give its reference."""
        ref = self.draft()
        self.done("case", "advance", ref, "submit", person="aude", at="2025-05-21")
        return ref

    def awaiting(self) -> str:
        """Let the opinions be asked, and give the reference."""
        ref = self.filed()
        self.done("case", "advance", ref, "admit", person="instructor", at="2025-06-02")
        return ref

    def decided(self) -> str:
        """Walk to a favourable decision that nobody has announced, and give the reference."""
        ref = self.awaiting()
        opinion = ("--set", "kind=favourable", "--set", "text=Favorable.")
        for giver, child in (
            ("prefecture", "prefecture.76"),
            ("ecuador", "embassy.EC"),
            ("peru", "embassy.PE"),
        ):
            self.done("case", "advance", f"{ref}/{child}", "give", *opinion, person=giver, at="2025-06-10")
        proposal = ("--set", "amount=75000.00", "--set", "comment=Utile.")
        self.done("case", "advance", ref, "propose", *proposal, person="instructor", at="2025-06-20")
        self.done("case", "advance", ref, "enrol", person="secretary", at="2025-06-23")
        decision = ("--set", "amount=75000.00")
        self.done("case", "advance", ref, "select", *decision, person="secretary", at="2025-07-01")
        return ref


def build(home: Path, *, demo: bool) -> None:
    """Make an instance with a few people."""
    shell = Shell(home)
    marked = ("--demo",) if demo else ()
    shell.done("init", "--keeper", "keeper", *marked)
    for person, (role, scope, value) in PEOPLE.items():
        name, email = person.title(), f"{person}@example.org"
        shell.done("person", "add", person, "--name", name, "--email", email, person="keeper")
        granted = ("right", "grant", person, role, "--scope", scope, "--value", value)
        shell.done(*granted, person="keeper")


def copy_of(template: Path, *, to: Path) -> Shell:
    """Give a shell on an instance of its own."""
    shutil.copytree(template, to)
    return Shell(to)


def plain(text: str) -> str:
    """Give the same text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
