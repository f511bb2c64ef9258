"""Why an act is refused, and by whom it can be mended; only doors turn these into statuses."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from forms.errors import Broken, Refused
from rules.findings import Finding

_NOTHING_GIVEN: Mapping[str, str] = MappingProxyType({})


class NotFound(Refused):
    """Nothing of that name, among what the actor may see."""

    default_code = "ACT-404"


class Stale(Refused):
    """The case moved since the actor looked at it."""

    default_code = "ACT-409"


class KeyReused(Refused):
    """The idempotency key was used before, for something else."""

    default_code = "ACT-422"


class Impossible(Refused):
    """No such transition from here, or its conditions do not hold."""

    default_code = "ACT-001"


class NotAllowed(Refused):
    """The actor holds none of the roles the act asks for, on this case."""

    default_code = "ACT-403"


class Incomplete(Refused):
    """What must be given with the act is missing or malformed; `given` is everything that was."""

    default_code = "ACT-002"

    def __init__(
        self,
        *,
        message: str,
        who: str | None = None,
        source: str = "",
        remedies: tuple[str, ...] = (),
        given: Mapping[str, str] = _NOTHING_GIVEN,
    ) -> None:
        """Keep what was typed, so that nothing of it need be typed again."""
        self.given = MappingProxyType(dict(given))
        super().__init__(message=message, who=who, source=source, remedies=remedies)


class RuleRefused(Refused):
    """Rules were evaluated: some block, or warn and no reason was given."""

    default_code = "ACT-003"
    findings: tuple[Finding, ...]
    derogations: tuple[str, ...]

    def __init__(
        self, *, message: str, who: str, findings: tuple[Finding, ...], derogations: tuple[str, ...] = ()
    ) -> None:
        """Keep the findings: doors show each with its computation, source and remedies.

        `derogations` says, in French, which of them may be waived and how, or why none covers them.
        """
        self.findings = findings
        self.derogations = derogations
        super().__init__(
            message=message,
            who=who,
            remedies=tuple(remedy for finding in findings for remedy in finding.remedies),
        )


class EnvelopeSpent(Refused):
    """The window's envelope cannot bear the amount."""

    default_code = "ACT-004"


class Unsound(Broken):
    """What is kept does not agree with its history: stop and call."""

    default_code = "INT-001"


class Unfit(Broken):
    """The environment lacks what the instance needs."""

    default_code: ClassVar[str] = "ENV-001"
