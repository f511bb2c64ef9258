"""Publishing calls in an instance: packed, and written in the register."""

from collections.abc import Iterable, Iterator

from commands.settings import Settings
from workflow.definition.bundle import Bundle, pack
from workflow.definition.resolved import Resolved
from workflow.house import House
from workflow.register import publish


def publish_all(
    house: House, settings: Settings, definitions: Iterable[Resolved]
) -> Iterator[tuple[Bundle, bool]]:
    """Publish each definition in an act of its own; give it with whether it was new."""
    for resolved in definitions:
        bundle = pack(resolved.definition)
        with house.act(settings.actor(), at=settings.at) as act:
            fresh = publish(act, bundle)
        yield bundle, fresh
