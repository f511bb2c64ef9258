"""The machines that ship, each once: most calls share the circuits of the procedure."""

from collections.abc import Iterator

import orjson

from workflow.definition.catalogue import load, shipped_codes


def distinct_machines() -> list[tuple[str, str]]:
    """Give a definition and a machine for each machine that another one does not already say."""
    return list(_distinct())


def _distinct() -> Iterator[tuple[str, str]]:
    seen: set[bytes] = set()
    for code in shipped_codes():
        definition = load(code).definition
        for name, machine in definition.machines.items():
            text = orjson.dumps([name, machine.model_dump(mode="json")])
            if text not in seen:
                seen.add(text)
                yield code, name
