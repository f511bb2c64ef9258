"""One definition to show, draw and compare, and what heirs make of it."""

from pathlib import Path

from tests.workflow.definition.written import heir
from workflow.definition.catalogue import resolve_sources
from workflow.definition.reading import Source
from workflow.definition.resolved import Resolved

EXAMPLE = Source("example.yaml", (Path(__file__).parent / "example.yaml").read_bytes())


def example(*bodies: str) -> Resolved:
    """Resolve the example, or the last of heirs that each build on the one before."""
    chain = [EXAMPLE]
    for index, body in enumerate(bodies):
        chain.append(heir(body, code=f"heir-{index}", of=chain[-1].code))
    return resolve_sources(tuple(reversed(chain)))
