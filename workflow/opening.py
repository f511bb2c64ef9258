"""Opening an instance where it stands, or making the folder and the tables of a new one."""

from pathlib import Path

from sqlalchemy import column, select, table

from workflow.act import Clock
from workflow.errors import Impossible, NotFound, Unfit
from workflow.house import FILE_NAME, SQLITE, House, default_url, open_base
from workflow.store import statements as st
from workflow.store.schema import HEAD, level, migrate

_VERSION = st.prepare(select(column("version_num")).select_from(table("alembic_version")))
_NAME = {"setting": "name"}


def open_house(*, home: Path, url: str | None, clock: Clock) -> House:
    """Open the instance of a folder; `url` is the address of its base when it is elsewhere.

    Raises `NotFound` where there is none, `Unfit` when its tables are not those of this version.
    """
    address = _standing(home, url)
    house = House(base=open_base(address), home=home, clock=clock)
    try:
        _require_tables(house, home)
        founded = _is_founded(house)
    except Exception:
        house.close()
        raise
    if not founded:
        house.close()
        raise _absent(home)
    return house


def upgrade_house(*, home: Path, url: str | None, clock: Clock) -> tuple[str, str]:
    """Bring the tables of an instance to this version, all or nothing; give their level before and after.

    Raises `NotFound` where there is none, `Unfit` when its tables are those of a later version.
    """
    address = _standing(home, url)
    house = House(base=open_base(address), home=home, clock=clock)
    try:
        before = _level(house)
        if before > HEAD:
            _require_tables(house, home)
    finally:
        house.close()
    migrate(address)
    return before, HEAD


def create_house(*, home: Path, url: str | None, clock: Clock) -> House:
    """Make the folder and the tables of a new instance, which is still to be founded.

    Creation that was cut short is taken up again. Raises `Impossible` when a founded instance
    already stands there.
    """
    address = url or default_url(home)
    home.mkdir(parents=True, exist_ok=True)
    begun = level(address) is not None
    house = House(base=open_base(address), home=home, clock=clock)
    if begun and _is_founded(house):
        house.close()
        raise Impossible(
            message=f"Une instance de Jalon existe déjà dans « {home} ».",
            who="vous",
            remedies=("choisir un autre dossier avec --home",),
        )
    migrate(address)
    return house


def is_demo(house: House) -> bool:
    """Tell whether the instance is marked as a demonstration."""
    with house.base.reading() as tx:
        rows = tx.read((st.SETTING, {"setting": "demo"}))[0]
    return bool(rows) and rows[0][0] == "true"


def base_files(home: Path) -> list[Path]:
    """Give the files that a base in the instance's own folder is made of."""
    return sorted(home.glob(f"{FILE_NAME}*"))


def _standing(home: Path, url: str | None) -> str:
    """Give the address of a base that stands there; raise `NotFound` where there is none."""
    address = url or default_url(home)
    if address.startswith(SQLITE) and not Path(address.removeprefix(SQLITE)).is_file():
        raise _absent(home)
    return address


def _absent(home: Path) -> NotFound:
    return NotFound(
        message=f"Il n'y a pas d'instance de Jalon dans « {home} ».",
        who="vous",
        remedies=("donner --home (ou JALON_HOME)", f"en créer une : jalon init --home {home}"),
    )


def _is_founded(house: House) -> bool:
    with house.base.reading() as tx:
        return bool(tx.read((st.SETTING, _NAME))[0])


def _level(house: House) -> str:
    with house.base.reading() as tx:
        rows = tx.read((_VERSION, {}))[0]
    return str(rows[0][0]) if rows else "aucune"


def _require_tables(house: House, home: Path) -> None:
    found = _level(house)
    if found != HEAD:
        older = (f"après une copie, les mettre à niveau : jalon upgrade --home {home}",)
        raise Unfit(
            message="Les tables de l'instance ne sont pas celles de cette version de Jalon.",
            seen={"tables": found, "attendu": HEAD},
            remedies=older if found < HEAD else ("employer la version de Jalon qui convient à ces tables",),
        )
