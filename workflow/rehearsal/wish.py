"""What a synthetic file is wished to be; everything left out is chosen so that the call's rules hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """The wishes for one synthetic file.

    `countries` names them (ISO codes), or says how many to choose among those of the call: 1 by
    default; `joint` chooses one that a joint body must agree on. `applicant` is a kind of lead,
    `authorities` and `regions` count the French side, `months` the length. `at_ceiling` asks all that
    the rates allow, and `beyond` so many cents more. `seed` draws other bodies and countries.
    """

    countries: tuple[str, ...] | int = 1
    joint: bool = False
    applicant: str | None = None
    authorities: int | None = None
    regions: int = 1
    months: int | None = None
    at_ceiling: bool = False
    beyond: int = 0
    seed: int = 0


PLAIN = Wish()
