"""Definitions written in a test: the sound one beside the broken ones, and what an heir adds to it."""

from pathlib import Path
from textwrap import dedent

from forms.errors import Unreadable
from forms.problems import Problem
from tests.workflow.definition.problem_page import BROKEN
from workflow.definition.catalogue import resolve_sources
from workflow.definition.reading import Source
from workflow.definition.resolved import Resolved

SOUND = Source("sound.yaml", (BROKEN / "sound.yaml").read_bytes())


def heir(body: str, *, code: str = "heir", of: str = "sound") -> Source:
    head = f"jalon: 1\ncode: {code}\nextends: {of}\ntitle: Héritier\n"
    return Source(f"{code}.yaml", (head + dedent(body)).encode())


def inheriting(*bodies: str) -> Resolved:
    """Resolve heirs of the sound definition, each building on the one before."""
    chain = [SOUND]
    for index, body in enumerate(bodies):
        chain.append(heir(body, code=f"heir-{index}", of=chain[-1].code))
    return resolve_sources(tuple(reversed(chain)))


def problems(*bodies: str) -> list[tuple[str, str]]:
    """Give the code and path of each problem met while resolving."""
    return [(problem.code, problem.where) for problem in refused(*bodies)]


def refused(*bodies: str) -> tuple[Problem, ...]:
    try:
        inheriting(*bodies)
    except Unreadable as error:
        return error.problems
    return ()


def write(folder: Path, source: Source) -> Path:
    path = folder / source.name
    path.write_bytes(source.content)
    return path
