"""What a scenario expects, compared with what is found: each difference at the key that expected it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forms.errors import Explained
from forms.money import Cents, euros
from forms.problems import Problem
from workflow.case import Case, Family
from workflow.cases import shown_phase
from workflow.definition.scenario_model import Outcome, Refusal
from workflow.definition.scenario_reading import Told
from workflow.definition.tree import Path
from workflow.errors import EnvelopeSpent, Impossible, Incomplete, NotAllowed, RuleRefused
from workflow.facts import WARN
from workflow.rehearsal.scenario_steps import Seen, named_below
from workflow.rehearsal.stages import Stage

_KINDS: tuple[tuple[type[Explained], Refusal], ...] = (
    (RuleRefused, "rules"),
    (NotAllowed, "not_allowed"),
    (Incomplete, "not_given"),
    (EnvelopeSpent, "envelope"),
    (Impossible, "impossible"),
)
_SITUATION, _LETTERS = "DEF-122", "DEF-123"
_MEND = "Corrigez la définition, ou ce que le scénario attend."


def refusal_unlike(then: Outcome, error: Explained) -> str | None:
    """Say how a refusal differs from the one expected, or give None when it is that one."""
    kind = next((name for known, name in _KINDS if isinstance(error, known)), error.code)
    if then.refused is not None and then.refused != kind:
        return f"Refus attendu : {then.refused} ; trouvé : {kind} ({error.message})"
    if then.refused_by:
        rules = {one.rule for one in error.findings} if isinstance(error, RuleRefused) else set()
        if rules != set(then.refused_by):
            found = _listed(rules) if rules else error.message
            return f"Règles attendues : {_listed(then.refused_by)} ; trouvé : {found}"
    return None


@dataclass(frozen=True, slots=True)
class Expectation:
    """One group of expectations: where it is written, and what it is compared with."""

    told: Told
    path: Path
    stage: Stage
    seen: Seen

    def differences(self, then: Outcome) -> Iterator[Problem]:
        """Give everything that is not as expected."""
        performer = self.stage.performer
        with self.stage.house.look() as look:
            family = self.stage.house.family(look, performer.ref)
            case = self.stage.house.family(look, self.seen.ref).find(self.seen.ref)
        yield from self._situation(then, case=case or family.root, family=family)
        for on, state in then.children.items():
            child = named_below(family, on)
            found = child.state if child else "rien"
            yield from self._differs(("children", on), state, found, code=_SITUATION)
        mails = [one.name for one in self.seen.sent if one.is_mail]
        documents = [one.name for one in self.seen.sent if not one.is_mail]
        warned = [
            str(one["rule"]) for entry in self.seen.entries for one in entry.findings if one["level"] == WARN
        ]
        for key, expected, names, code in (
            ("mails", then.mails, mails, _LETTERS),
            ("documents", then.documents, documents, _LETTERS),
            ("warned_by", then.warned_by, warned, _SITUATION),
        ):
            if expected is not None:
                yield from self._differs((key,), _listed(expected), _listed(names), code=code)

    def _situation(self, then: Outcome, *, case: Case, family: Family) -> Iterator[Problem]:
        pinned, root = self.stage.scene.pinned, family.root
        if then.state is not None:
            yield from self._differs(("state",), then.state, case.state, code=_SITUATION)
        if then.shown is not None:
            phases = pinned.machine(root).phases
            phase = shown_phase(phases, pinned.machine(root).states.get(root.state), inside=False)
            found = next((name for name, one in phases.items() if one is phase), "rien")
            yield from self._differs(("shown",), then.shown, found, code=_SITUATION)
        if then.reserved is not None:
            held = Cents(sum(int(cents) for cents in root.reserved.values()))
            expected = Cents(then.reserved.cents)
            yield from self._differs(("reserved",), euros(expected), euros(held), code=_SITUATION)

    def _differs(self, key: Path, expected: str, found: str, *, code: str) -> Iterator[Problem]:
        if expected != found:
            message = f"« {self.told.scenario.name} » attendait : {expected} ; trouvé : {found}."
            yield self.told.file.problem(code, (*self.path, *key), message, remedy=_MEND)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names))) or "rien"
