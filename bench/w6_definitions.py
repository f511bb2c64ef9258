"""W6 — read, judge and reload the largest shipped definition, beside JSON of the same content."""

from collections.abc import Callable
from statistics import median
from time import process_time

import orjson

from bench.tables import Line, show
from workflow.definition.bundle import pack, unpack
from workflow.definition.catalogue import load, resolve_sources, shipped_codes
from workflow.definition.judge import judge
from workflow.definition.model import Definition
from workflow.definition.reading import read_source
from workflow.definition.resolved import Resolved


def measure(*, quick: bool) -> None:
    """Print loads per second against parsing and validating the same content as JSON."""
    rounds = 5 if quick else 15
    largest = max(shipped_codes(), key=lambda code: len(pack(load(code).definition).text))
    resolved = load(largest)
    bundle = pack(resolved.definition)
    content = orjson.dumps(orjson.loads(bundle.text)["definition"])
    floor = _cost(lambda: Definition.model_validate(orjson.loads(content)), rounds=rounds)
    lines = [
        _line("à froid, lignes et colonnes", floor, _cost(lambda: _load_cold(largest), rounds=rounds)),
        _line("déjà vue, par ses textes", floor, _cost(lambda: load(largest), rounds=rounds)),
        _line("juger", floor, _cost(lambda: judge(resolved), rounds=rounds)),
        _line("publiée, par son empreinte", floor, _cost(lambda: unpack(bundle.text), rounds=rounds)),
    ]
    show(f"W6 — lire {largest} (plancher : le même contenu en JSON, validé)", lines)


def _load_cold(code: str) -> Resolved:
    """Load as a process that has read nothing yet; what it extends is read too."""
    read_source.cache_clear()
    resolve_sources.cache_clear()
    return load(code)


def _line(name: str, floor: float, cost: float) -> Line:
    return Line(name, ratio=floor / cost, floor=1 / floor, measured=1 / cost, unit="/s")


def _cost(perform: Callable[[], object], *, rounds: int) -> float:
    """Give the median processor time of one call, in seconds."""
    spent = []
    for _ in range(rounds):
        start = process_time()
        perform()
        spent.append(process_time() - start)
    return median(spent)
