"""What a refusal says, whole, and that it changed nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from forms.errors import Refused
from tests.workflow.tables import contents


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal as a person reads it, its spaces made plain."""

    kind: type[Refused]
    code: str
    message: str
    who: str
    remedies: tuple[str, ...] = ()
    seen: dict[str, str] = field(default_factory=dict)


def refused(url: str, act: Callable[[], object]) -> Told:
    """Perform an act that must be refused and leave every table as it was; give what is said."""
    before = contents(url)
    told = said(act)
    assert contents(url) == before
    return told


def said(act: Callable[[], object]) -> Told:
    """Perform an act that must be refused; give what is said."""
    with pytest.raises(Refused) as caught:
        act()
    error = caught.value
    return Told(
        kind=type(error),
        code=error.code,
        message=_plain(error.message),
        who=_plain(error.who),
        remedies=tuple(map(_plain, error.remedies)),
        seen={_plain(name): _plain(value) for name, value in error.seen.items()},
    )


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
