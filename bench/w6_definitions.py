"""W6 — read, judge and reload the largest shipped definition, beside JSON of the same content."""

import orjson

from bench.processor import median_cost
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
    floor = median_cost(lambda: Definition.model_validate(orjson.loads(content)), rounds=rounds)
    lines = [
        _line("à froid, lignes et colonnes", floor, median_cost(lambda: _load_cold(largest), rounds=rounds)),
        _line("déjà vue, par ses textes", floor, median_cost(lambda: load(largest), rounds=rounds)),
        _line("juger", floor, median_cost(lambda: judge(resolved), rounds=rounds)),
        _line("publiée, par son empreinte", floor, median_cost(lambda: unpack(bundle.text), rounds=rounds)),
    ]
    show(f"W6 — lire {largest} (plancher : le même contenu en JSON, validé)", lines)


def _load_cold(code: str) -> Resolved:
    """Load as a process that has read nothing yet; what it extends is read too."""
    read_source.cache_clear()
    resolve_sources.cache_clear()
    return load(code)


def _line(name: str, floor: float, cost: float) -> Line:
    return Line(name, ratio=floor / cost, floor=1 / floor, measured=1 / cost, unit="/s")
