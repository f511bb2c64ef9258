"""Publishing what ships with Jalon in an instance being founded: packed, and written in the register."""

from collections.abc import Iterable, Iterator

from commands.settings import Settings
from workflow.definition.bundle import pack
from workflow.definition.resolved import Resolved
from workflow.house import House
from workflow.publishing import publish_supplied
from workflow.versions import Version


def publish_all(house: House, settings: Settings, definitions: Iterable[Resolved]) -> Iterator[Version]:
    """Publish each definition in an act of its own, and give its version."""
    for resolved in definitions:
        bundle = pack(resolved.definition)
        with house.act(settings.actor(), at=settings.at) as act:
            version = publish_supplied(act, bundle)
        yield version
