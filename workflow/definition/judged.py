"""What the judge reported of a text that may be published: kept with the version."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from forms.problems import Problem
from workflow.definition.bundle import Bundle, pack
from workflow.definition.codes import HEADINGS
from workflow.definition.errors import Defective
from workflow.definition.judge import SUBJECTS, examine
from workflow.definition.model import Definition
from workflow.definition.resolved import Resolved

PACKAGE = version("jalon")


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement of one text: which one, by which checker, what was looked at, what it warned of.

    `sizes` counts what was judged, `explored` the situations gone through machine by machine,
    `promises` names the properties that hold on every path; of each warning, code, place and message.
    """

    digest: str
    checker: str
    subjects: tuple[str, ...]
    sizes: Mapping[str, int]
    explored: tuple[Mapping[str, Any], ...] = ()
    promises: tuple[str, ...] = ()
    warnings: tuple[Mapping[str, str], ...] = ()

    def tree(self) -> dict[str, Any]:
        """Give what a version keeps of it, as JSON."""
        return {
            "checker": self.checker,
            "subjects": list(self.subjects),
            "sizes": dict(self.sizes),
            "explored": [dict(one) for one in self.explored],
            "promises": list(self.promises),
            "errors": 0,
            "warnings": [dict(one) for one in self.warnings],
        }


@cache
def checker() -> str:
    """Give the version of the checker: that of Jalon, and the fingerprint of what it can find."""
    told = "\n".join(f"{code} {heading.level}" for code, heading in HEADINGS.items())
    return f"{PACKAGE}+{sha256(told.encode()).hexdigest()[:8]}"


def judge_to_publish(resolved: Resolved) -> tuple[Bundle, Judged]:
    """Judge a definition and pack it; raise `Defective` with its errors when it may not be published."""
    judgement = examine(resolved)
    if not judgement.sound:
        errors = tuple(one for one in judgement.problems if one.level == "error")
        raise Defective(name=resolved.definition.code, problems=errors, texts=resolved.texts)
    bundle = pack(resolved.definition)
    return bundle, Judged(
        digest=bundle.digest,
        checker=checker(),
        subjects=SUBJECTS,
        sizes=sizes_of(resolved.definition),
        explored=tuple(asdict(one) for one in judgement.explored),
        promises=judgement.promises,
        warnings=tuple(_told(one) for one in judgement.problems),
    )


def sizes_of(definition: Definition) -> dict[str, int]:
    """Count what there is to judge in a definition."""
    machines = definition.machines.values()
    moves = [move for machine in machines for move in machine.transitions.values()]
    return {
        "machines": len(machines),
        "states": sum(len(machine.states) for machine in machines),
        "moves": sum(len(move.origins) for move in moves),
        "rules": len({rule for move in moves for rule in move.rules}),
        "forms": len(definition.forms),
        "roles": len(definition.roles),
        "parameters": len(definition.parameters),
        "windows": len(definition.windows),
        "properties": len(definition.properties),
    }


def _told(problem: Problem) -> dict[str, str]:
    return {"code": problem.code, "where": problem.where, "message": problem.message}
