"""Why a mail was not written, or has not left; each says who must act."""

from collections.abc import Mapping
from types import MappingProxyType

from forms.errors import Broken, Refused

_NOTHING_SEEN: Mapping[str, str] = MappingProxyType({})


class Unwritable(Refused):
    """A mail cannot be written or put into an envelope; nothing left, and trying again is of no use."""

    default_code = "MAI-100"
    default_who = "l'administrateur de l'appel à projets"


class UnknownMail(Unwritable):
    """No mail has this name."""

    default_code = "MAI-001"


class TryAgain(Broken):
    """A mail has not left for a reason that may pass: the worker tries again later.

    `perhaps_sent` is true when the relay was given the whole mail and its answer was lost: it may
    have been accepted, and the next attempt bears the same `Message-ID`.
    """

    default_code = "MAI-200"

    def __init__(
        self,
        *,
        message: str,
        code: str | None = None,
        seen: Mapping[str, str] = _NOTHING_SEEN,
        remedies: tuple[str, ...] = (),
        perhaps_sent: bool = False,
    ) -> None:
        self.perhaps_sent = perhaps_sent
        super().__init__(message=message, code=code, seen=seen, remedies=remedies)


class GiveUp(Broken):
    """A mail was refused for good: a person must look at its address or its content."""

    default_code = "MAI-300"
    default_who = "le service instructeur"


class InvalidRelay(Broken):
    """The address of the mail relay cannot be used as it is written."""

    default_code = "MAI-400"
