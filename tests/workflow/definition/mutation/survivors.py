"""The alterations that the judge does not see, each with the reason why: read from `survivors.yaml`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.strict_yaml import Mapping, Scalar, read_yaml
from workflow.definition.mutation.operators import Mutant

FILE = Path(__file__).with_name("survivors.yaml")
KINDS = ("neutral", "choice", "figure", "unproved")
"""What a reason is: nothing changes for a file; another procedure, coherent too; a value that only its
source knows; a harm that no check proves absent yet."""


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
