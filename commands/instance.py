"""The instance a command works on, opened for as long as it needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from commands.settings import Settings, now
from forms.nearest import nearest
from workflow.act import Act
from workflow.errors import NotAllowed
from workflow.house import House
from workflow.opening import open_house


@contextmanager
def opened(settings: Settings) -> Iterator[House]:
    """Open the instance and give it back at the end."""
    house = open_house(home=settings.home, url=settings.database_url, clock=now)
    try:
        yield house
    finally:
        house.close()


@contextmanager
def acting(settings: Settings) -> Iterator[Act]:
    """Open a transaction in which the person of the settings acts; committed at the end, or nothing."""
    with opened(settings) as house, house.act(settings.actor(), at=settings.at) as act:
        require_known(act)
        yield act


@contextmanager
def looking(settings: Settings) -> Iterator[Act]:
    """Open a transaction in which the person of the settings reads."""
    with opened(settings) as house, house.look(settings.actor(), at=settings.at) as act:
        require_known(act)
        yield act


def require_known(act: Act) -> None:
    """Refuse who is no person of the instance, naming the nearest."""
    person = act.actor.person
    if person is None or person in act.rights.persons:
        return
    close = nearest(person, act.rights.persons)
    raise NotAllowed(
        message=f"« {person} » n'est pas une personne connue de cette instance.",
        who="vous",
        remedies=(
            *((f"vouliez-vous « {close} » ?",) if close else ()),
            "donner --as (ou JALON_AS) ; les personnes connues : « jalon person list »",
        ),
    )
