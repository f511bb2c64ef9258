"""The registry: every rule by its id, and the one way to evaluate some of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from forms.errors import Broken
from forms.nearest import suggest
from rules.facts import Facts, OwnRules
from rules.findings import Finding, Level, Observation, Source
from rules.problem_findings import from_problem
from rules.sources import source_of

Check = Callable[[Facts], Iterable[Observation]]
BUDGET = "budget"
"""The fact whose readers need an application that holds together."""

_OF_THE_CALL = "call."


@dataclass(frozen=True, slots=True)
class Rule:
    """A pure check with its id, its French title, and the facts and parameters it reads.

    `refines` names a more general rule: what it objects of the application is not repeated
    when this one objects as strongly; what it objects of the call itself stays.
    `on_budget_alone` tells whether it judges a file of which only the budget is read. `level` is
    the strongest with which it objects, where the call does not say otherwise; `stated` the source
    of a rule that the call itself wrote.
    """

    id: str
    title: str
    reads: tuple[str, ...]
    check: Check
    refines: str | None = None
    on_budget_alone: bool = False
    level: Level = "block"
    stated: Source | None = None

    @property
    def source(self) -> Source:
        """The text the rule rests on: as the call states it, else as ours does."""
        return self.stated or source_of(self.id)


_RULES: dict[str, Rule] = {}


def rule(
    rule_id: str,
    *,
    title: str,
    reads: tuple[str, ...],
    refines: str | None = None,
    on_budget_alone: bool = False,
    level: Level = "block",
) -> Callable[[Check], Check]:
    """Register a check under its id. Registering an id twice raises `Broken` at import."""

    def register(check: Check) -> Check:
        if rule_id in _RULES:
            raise Broken(
                code="RUL-001",
                message=f"La règle « {rule_id} » est enregistrée deux fois.",
                remedies=("Donnez un autre identifiant à l'une des deux.",),
            )
        _RULES[rule_id] = Rule(rule_id, title, reads, check, refines, on_budget_alone, level)
        return check

    return register


def known() -> Mapping[str, Rule]:
    """Give every rule by its id."""
    _load()
    return MappingProxyType(_RULES)


def evaluate(ids: Iterable[str], facts: Facts) -> tuple[Finding, ...]:
    """Evaluate rules and give all their findings, in the order of the ids.

    An application that does not hold together (no budget, no choice of rate…) is refused
    before any rule that reads its budget. Raises `Broken` for an id nobody registered.
    """
    selected, needs_budget = _select(tuple(ids), facts.only_budget, facts.call.rules)
    if facts.incoherences and needs_budget:
        return tuple(from_problem(problem) for problem in facts.incoherences)
    findings: list[Finding] = []
    repeated: set[tuple[str, str]] = set()
    for chosen in selected:
        for level, where, explain in chosen.check(facts):
            findings.append(
                Finding(
                    rule=chosen.id,
                    level=level,
                    where=where,
                    explain=explain,
                    cite=lambda rule=chosen: rule.source,  # type: ignore[misc] # bound now, called later
                )
            )
            if chosen.refines is not None and level != "info":
                repeated.add((chosen.refines, level))
    if not repeated:
        return tuple(findings)
    return tuple(
        finding
        for finding in findings
        if (finding.rule, finding.level) not in repeated or finding.where.startswith(_OF_THE_CALL)
    )


@lru_cache(maxsize=256)
def _select(
    ids: tuple[str, ...],
    only_budget: bool,  # noqa: FBT001 -- a cache's key
    written: OwnRules,
) -> tuple[tuple[Rule, ...], bool]:
    """Give the rules to evaluate, and whether one of them reads the budget."""
    _load()
    rules = [written.by_id.get(rule_id) or _RULES.get(rule_id) or _unknown(rule_id) for rule_id in ids]
    selected = tuple(chosen for chosen in rules if chosen.on_budget_alone or not only_budget)
    return selected, any(BUDGET in chosen.reads for chosen in selected)


def _unknown(rule_id: str) -> Rule:
    raise Broken(
        code="RUL-002",
        message=f"La règle « {rule_id} » n'existe pas.",
        seen={"règle": rule_id},
        remedies=(suggest(rule_id, _RULES),),
    )


@cache
def _load() -> None:
    """Import every file of the room, so that each rule registers itself."""
    for module in iter_modules(import_module("rules").__path__):
        import_module(f"rules.{module.name}")


__all__ = ["BUDGET", "Check", "Observation", "Rule", "evaluate", "known", "rule"]
