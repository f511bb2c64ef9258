"""One instance: its base, its folders, its clock; every door opens its acts here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from workflow.act import Act, Clock, Sources
from workflow.actor import Actor
from workflow.errors import Impossible, Unfit
from workflow.store import statements as st
from workflow.store.base import Base
from workflow.store.sqlite import SqliteBase

SQLITE = "sqlite:///"
FILE_NAME = "jalon.sqlite3"
CLOCK = Actor(person=None, channel="clock")


def default_url(home: Path) -> str:
    """Give the address of the base an instance has when none is configured."""
    return f"{SQLITE}{home / FILE_NAME}"


def open_base(url: str) -> Base:
    """Open the base at an address: `sqlite:///path` or `postgresql+psycopg://…`."""
    if url.startswith(SQLITE):
        return SqliteBase(Path(url.removeprefix(SQLITE)))
    if url.startswith("postgresql"):
        from workflow.store.postgres import PostgresBase  # noqa: PLC0415 -- optional dependency

        return PostgresBase(url)
    raise Unfit(
        message=f"L'adresse de base « {url.split(':', 1)[0]}:… » n'est pas connue.",
        remedies=("donner sqlite:///chemin ou postgresql+psycopg://…",),
    )


class House:
    """An instance, open in this process."""

    def __init__(self, *, base: Base, home: Path, clock: Clock) -> None:
        """Keep the base, the folder of documents and mails, and the clock the door reads."""
        self.base, self.home, self.clock = base, home, clock
        self.sources = Sources()

    @property
    def documents(self) -> Path:
        """Where issued documents lie."""
        return self.home / "documents"

    @property
    def mails(self) -> Path:
        """Where mails are put when no server is configured."""
        return self.home / "mails"

    @contextmanager
    def act(self, actor: Actor, *, at: datetime | None = None) -> Iterator[Act]:
        """Open a transaction that may write; everything gathered is committed at its end, or nothing.

        `at` pretends another time, which only an instance marked « demo » allows; every entry
        then says so.
        """
        received = at or self.clock()
        with self.base.writing() as tx:
            written, pretended = at or self.clock(), at is not None
            act = Act(tx, actor, received, written, self.sources, pretended, self.base.locks_rows)
            if at is not None:
                self._require_demo(act)
            yield act
            act.finish()

    @contextmanager
    def look(self, actor: Actor, *, at: datetime | None = None) -> Iterator[Act]:
        """Open a transaction that only reads; `at` predicts and is allowed everywhere."""
        with self.base.reading() as tx:
            now = at or self.clock()
            yield Act(tx, actor, now, now, self.sources, locks=False)

    def _require_demo(self, act: Act) -> None:
        rows = act.tx.read((st.SETTING, {"setting": "demo"}))[0]
        if not rows or rows[0][0] != "true":
            raise Impossible(
                message="Seule une instance marquée « demo » peut faire comme s'il était un autre jour.",
                who="vous",
                remedies=(
                    "retirer --at (ou JALON_NOW)",
                    "utiliser --at avec une commande qui ne fait que prédire",
                ),
            )

    def close(self) -> None:
        """Give the base back."""
        self.base.close()
