"""The alterations that the judge does not see, each with the reason why: read from `survivors.yaml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.strict_yaml import Mapping, Scalar, read_yaml
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.mutation.operators import Mutant, mutants
from workflow.definition.mutation.trial import Trial

FILE = Path(__file__).with_name("survivors.yaml")
KINDS = ("neutral", "choice", "figure", "unproved")
"""What a reason is: nothing changes for a file; another procedure, coherent too; a value that only its
source knows; a harm that no check proves absent yet."""


JOINT = tuple(code for code in shipped_codes() if load(code).definition.extends == "geographique")
OTHERS = tuple(code for code in shipped_codes() if code not in JOINT)


@dataclass(frozen=True)
class Reason:
    """Why survivors of one operator are let live; without `path` nor `told`, all of them."""

    operator: str
    path: str
    told: str
    kind: str
    why: str

    def holds_for(self, mutant: Mutant) -> bool:
        path = ".".join(map(str, mutant.alteration.path))
        return (
            mutant.operator == self.operator
            and re.search(self.path, path) is not None
            and re.search(self.told, mutant.alteration.told) is not None
        )


@cache
def reasons() -> tuple[Reason, ...]:
    tree = read_yaml(FILE.read_bytes(), name=FILE.name)
    assert isinstance(tree, Mapping)
    return tuple(
        Reason(operator.text, says(one, "path"), says(one, "told"), says(one, "kind"), says(one, "why"))
        for operator, listed in tree.entries
        if not isinstance(listed, Scalar)
        for one in (listed.items if not isinstance(listed, Mapping) else (listed,))
        if isinstance(one, Mapping)
    )


def says(reason: Mapping, key: str) -> str:
    value = reason.get(key)
    return value.text if isinstance(value, Scalar) else ""


@cache
def trial(code: str) -> Trial:
    return Trial(load(code))


@cache
def tried(code: str) -> tuple[Mutant, ...]:
    return tuple(mutants(load(code)))


@cache
def digests(code: str) -> frozenset[str]:
    return frozenset(map(trial(code).digest, tried(code)))


def not_judged_before(code: str) -> list[Mutant]:
    """Give the mutants of a definition that none before it, by name, has already been judged for."""
    earlier = shipped_codes()[: shipped_codes().index(code)]
    before = frozenset(digest for one in earlier for digest in digests(one))
    return [mutant for mutant in tried(code) if trial(code).digest(mutant) not in before]


def unexplained(code: str, chosen: Iterable[Mutant]) -> list[str]:
    """Give the survivors among some mutants that have not exactly one reason."""
    found = [
        (mutant, [one for one in reasons() if one.holds_for(mutant)])
        for mutant in chosen
        if not trial(code).judge(mutant).caught
    ]
    return [
        f"{mutant.operator} {mutant.alteration.told}: {[one.why for one in held] or 'no reason'}"
        for mutant, held in found
        if len(held) != 1
    ]
