"""What a version changes against another, in short: the paths of the text that are not the same."""

from collections.abc import Iterator, Mapping

import orjson

from workflow.definition.bundle import Bundle

_DEFINITION = "definition."


def changed_paths(before: Bundle, after: Bundle) -> list[str]:
    """Give the paths that differ between two published texts, in the order of the newer one.

    Those of the definition come as it writes them (`machines.opinion.states`), the others under
    `mails`, `documents` and `reference`; a list, or what came or went whole, is one path.
    """
    paths = _differing(orjson.loads(before.text), orjson.loads(after.text), "")
    return [path.removeprefix(_DEFINITION) for path in paths]


def _differing(before: object, after: object, path: str) -> Iterator[str]:
    if not (isinstance(before, Mapping) and isinstance(after, Mapping)):
        if before != after:
            yield path
        return
    for key in (*after, *(key for key in before if key not in after)):
        yield from _differing(before.get(key), after.get(key), f"{path}.{key}" if path else str(key))
    kept = [key for key in after if key in before]
    if kept != [key for key in before if key in after]:
        yield path
