"""What the environment and the command line say of where one is, who acts, and when; read here only."""

import os
import pwd
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import click

from commands.values import INSTANT

if TYPE_CHECKING:
    from workflow.actor import Actor

CHANNEL = "command"
"""How the history names acts made by this door."""

_P = ParamSpec("_P")
_DEFAULT_HOME = "jalon"
_SENDER = "jalon@example.org"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the instance is, who acts (None for what nobody does in person), and the instant pretended."""

    home: Path
    person: str | None = None
    at: datetime | None = None

    @property
    def database_url(self) -> str | None:
        """Give the address of the base, when one is configured."""
        return os.environ.get("JALON_DATABASE_URL") or None

    @property
    def relay_url(self) -> str | None:
        """Give the address of the mail relay, when one is configured."""
        return os.environ.get("JALON_SMTP_URL") or None

    @property
    def sender(self) -> str:
        """Give the address from which mails are sent."""
        return os.environ.get("JALON_SENDER") or _SENDER

    def actor(self) -> "Actor":
        """Give who acts through this door, with the account open on the machine."""
        from workflow.actor import Actor  # noqa: PLC0415 -- slow import

        return Actor(person=self.person, channel=CHANNEL, os_user=account())


def now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


def shows_traces() -> bool:
    """Tell whether an internal error shows its trace."""
    return bool(os.environ.get("JALON_DEBUG"))


def default_home() -> Path:
    """Give the folder of the instance when no option names it."""
    return Path(os.environ.get("JALON_HOME") or _DEFAULT_HOME)


def account() -> str:
    """Give the name of the account open on the machine."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


Body = Callable[Concatenate[Settings, _P], None]
Decorated = Callable[_P, None]

home_option = click.option(
    "--home",
    type=click.Path(path_type=Path),
    envvar="JALON_HOME",
    default=_DEFAULT_HOME,
    metavar="DOSSIER",
    help="Dossier de l'instance (ou JALON_HOME ; ./jalon par défaut).",
)
person_option = click.option(
    "--as",
    "acting",
    envvar="JALON_AS",
    metavar="PERSONNE",
    help="Qui agit (ou JALON_AS).",
)
at_option = click.option(
    "--at",
    type=INSTANT,
    envvar="JALON_NOW",
    help="Comme s'il était cet instant (ou JALON_NOW) ; pour un acte, en démonstration seulement.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Écrire un document JSON.")


def in_person(body: Body[_P]) -> Decorated[_P]:
    """Give a command the options `--home`, `--as` and `--at`, as its `Settings`."""

    @home_option
    @person_option
    @at_option
    @wraps(body)
    def run(home: Path, acting: str | None, at: datetime | None, *args: _P.args, **kwargs: _P.kwargs) -> None:
        if not acting:
            raise click.UsageError(
                "Dites qui agit : --as PERSONNE, ou JALON_AS.", click.get_current_context()
            )
        body(Settings(home, acting, at), *args, **kwargs)

    return run  # type: ignore[return-value]  # click calls it with the options by name


def at_home(body: Body[_P]) -> Decorated[_P]:
    """Give a command that nobody does in person, and that has no other time, the option `--home`."""

    @home_option
    @wraps(body)
    def run(home: Path, *args: _P.args, **kwargs: _P.kwargs) -> None:
        body(Settings(home), *args, **kwargs)

    return run  # type: ignore[return-value]  # click calls it with the options by name


def by_the_clock(body: Body[_P]) -> Decorated[_P]:
    """Give a command that the clock does the options `--home` and `--at`, as its `Settings`."""

    @home_option
    @at_option
    @wraps(body)
    def run(home: Path, at: datetime | None, *args: _P.args, **kwargs: _P.kwargs) -> None:
        body(Settings(home, None, at), *args, **kwargs)

    return run  # type: ignore[return-value]  # click calls it with the options by name
