"""A house to measure: one bench call, its people, and applications in draft."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from forms.answers import to_answers
from forms.application_reading import read_application
from workflow.actor import Actor
from workflow.creation import create_application
from workflow.definition.bundle import pack
from workflow.definition.catalogue import load_path
from workflow.definition.judged import Judged, sizes_of
from workflow.house import House, open_base
from workflow.publishing import approve, propose
from workflow.register import KEEPER as KEEPS
from workflow.register import add_person, found_house, grant

NOW = datetime(2025, 5, 20, 9, tzinfo=UTC)
KEEPER = Actor("keeper", "bench")
APPROVER = Actor("approver", "bench")
APPLICANT = Actor("applicant", "bench")
STEPPER = Actor("instructor", "bench")
FOLDER = Path(str(files("bench"))) / "definitions"
CALL = "bench-step"


def furnish(house: House, *, cases: int) -> list[str]:
    """Found the house, publish the bench call, people it and draft applications; give their references."""
    with house.act(KEEPER) as act:
        found_house(
            act,
            name="Mesure",
            demo=False,
            keeper={"id": "keeper", "name": "Greffe", "email": "greffe@example.org"},
        )
    _hold(house, "approver", KEEPS)
    with house.act(KEEPER) as act:
        # The step measured goes out of a draft and back without a filing: nobody could publish it.
        bundle = pack(load_path(FOLDER / f"{CALL}.yaml").definition)
        propose(act, bundle, Judged(bundle.digest, CALL, (), sizes_of(bundle.definition)))
    with house.act(APPROVER) as act:
        approve(act, code=CALL)
    answers = to_answers(read_application((FOLDER / "application.yaml").read_text(), name="application.yaml"))
    owner = str(answers["lead"]["siret"])  # type: ignore[index]  # the file names its lead
    for person, role, scope, value in (
        ("applicant", "applicant", "own", owner),
        ("instructor", "instructor", "all", ""),
        ("delegate", "delegate", "all", ""),
    ):
        _hold(house, person, role, scope, value)
    refs = []
    for _ in range(cases):
        with house.act(APPLICANT) as act:
            refs.append(create_application(act, code=CALL, answers=answers).ref)
    return refs


def _hold(house: House, person: str, role: str, scope: str = "all", value: str = "") -> None:
    """Make somebody known who holds a role."""
    with house.act(KEEPER) as act:
        add_person(act, person=person, name=person, email=f"{person}@example.org")
    with house.act(KEEPER) as act:
        grant(act, person=person, role=role, scope=scope, value=value)


@contextmanager
def opened(url: str) -> Iterator[House]:
    """Open a house at an address, with a clock that stands still."""
    house = House(base=open_base(url), home=Path(tempfile.gettempdir()), clock=lambda: NOW)
    try:
        yield house
    finally:
        house.close()
