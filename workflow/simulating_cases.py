"""Stored cases replayed under another definition: the same acts, by the same people, on the same days."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forms.answers import from_answers
from forms.errors import Refused
from forms.money import Cents
from rules.ceiling import tell_ceiling
from rules.findings import Finding
from workflow.act import Act
from workflow.assessing import yardstick
from workflow.case import Case, Family
from workflow.conditions import CANCELLED
from workflow.definition.bundle import Bundle
from workflow.definition.model import Definition
from workflow.definition.parameters import parameters_at
from workflow.errors import NotFound, RuleRefused
from workflow.house import CLOCK
from workflow.shelf import Pinned
from workflow.shortfall import FRENCH
from workflow.simulating import weighty, window_of
from workflow.simulating_acts import Performed, perform
from workflow.simulating_house import Stage, stage
from workflow.simulating_past import CREATE, Done, Past, Sent, past_of
from workflow.ticking import FIRE, REMIND, Due, due_before, tick

_DECIDED = "decision.amount"
_CANCELLED = "Annulé"


@dataclass(frozen=True, slots=True)
class Said:
    """A finding that refuses or warns, with the act it was made on."""

    act: str
    rule: str
    level: str
    message: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The first act that would be refused: which, on which case of the family, when, by whom, and why."""

    act: str
    of: str
    at: datetime
    person: str | None
    message: str
    error: Refused

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give what rules said, when rules refused."""
        return self.error.findings if isinstance(self.error, RuleRefused) else ()


@dataclass(frozen=True, slots=True)
class Replay:
    """One case as it went, and as it would have gone; pairs hold the one, then the other.

    Amounts are in cents: `ceilings` what the rates allow, `granted` what the case holds of the envelope
    on the French side. `moot` names the acts on children that would not have been there; `lost` counts those
    that could not follow the one refused; `letters_lost` are what would not have left the house,
    `letters_more` what would have left it besides.
    """

    ref: str
    title: str
    requested: Cents | None
    decided: Cents | None
    ceilings: tuple[Cents | None, Cents | None]
    granted: tuple[Cents, Cents]
    stands: tuple[str, str]
    stopped: Stopped | None
    moot: tuple[str, ...]
    lost: int
    appearing: tuple[Said, ...]
    disappearing: tuple[Said, ...]
    letters_lost: Counter[Sent]
    letters_more: Counter[Sent]

    @property
    def over(self) -> bool:
        """Tell whether what was decided passes what the other definition allows."""
        ceiling = self.ceilings[1]
        return self.decided is not None and ceiling is not None and self.decided > ceiling

    @property
    def same(self) -> bool:
        """Tell whether nothing would have gone otherwise."""
        pairs = (self.ceilings, self.granted, self.stands)
        told = (
            self.stopped,
            self.moot,
            self.appearing,
            self.disappearing,
            self.letters_lost,
            self.letters_more,
        )
        return all(before == after for before, after in pairs) and not any(told)


def replay_cases(look: Act, families: Sequence[Family], *, bundle: Bundle) -> tuple[Replay, ...]:
    """Replay applications of one call under another definition and tell what would have gone otherwise.

    Every act is tried again at its instant by who did it, all cases together in the order of time, with
    what was given then: through the same gate, in a house apart that is thrown away; nothing is written
    where the cases live. Windows stay open all the while; rules read their parameters on the other
    definition's own reference day. A delay that ended at the same instant fires when it did, another
    punctually. A case stops at its first refusal. `look` is who asks, seen from inside each case.
    """
    walks = [_Walk(look, family) for family in families]
    steps = sorted(
        ((done.at, rank, walk, done) for rank, walk in enumerate(walks) for done in walk.past.done),
        key=lambda step: step[:2],
    )
    if not steps:
        return ()
    keeper = look.rights.persons[look.actor.person or ""]
    call = families[0].root.call_code or ""
    until = max(steps[-1][0], look.received_at)
    between = (steps[0][0], until)
    with stage(bundle, rights=look.rights, keeper=keeper, call=call, between=between) as made:
        for at, _, walk, done in steps:
            walk.step(made, bundle, done, at)
        return tuple(walk.end(made, bundle, until) for walk in walks)


@dataclass(slots=True)
class _Walk:
    """One application on its way through the other definition."""

    look: Act
    family: Family
    pinned: Pinned = field(init=False)
    past: Past = field(init=False)
    ref: str = ""
    stopped: Stopped | None = None
    moot: list[str] = field(default_factory=list)
    lost: int = 0
    appearing: list[Said] = field(default_factory=list)
    disappearing: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pinned = self.look.pinned(self.family.root)
        self.past = past_of(self.look, self.family)

    def step(self, made: Stage, bundle: Bundle, done: Done, at: datetime) -> None:
        """Do one act again, the delays that end before it first."""
        if self.stopped is not None:
            self.lost += not done.by_clock
            return
        if self.ref:
            self._let_pass(made, at)
        made.at(at)
        if done.by_clock:
            list(tick(made.house, choose=self._is_mine))
            return
        try:
            performed = perform(made, done, past=self.past, ref=self.ref, bundle=bundle)
        except NotFound as error:
            self._miss(done, error)
        except Refused as error:
            self._stop(done, error)
        else:
            self._learn(made, done, performed)

    def _miss(self, done: Done, error: NotFound) -> None:
        """Pass over an act on a child that the other definition did not open: nobody was asked."""
        if done.of:
            self.moot.append(self._label(done))
        else:
            self._stop(done, error)

    def _stop(self, done: Done, error: Refused) -> None:
        message = error.message.replace(self.ref, self.past.root.ref) if self.ref else error.message
        self.stopped = Stopped(self._label(done), done.of, done.at, done.person, message, error)

    def _learn(self, made: Stage, done: Done, performed: Performed) -> None:
        if not self.ref:
            self.ref = performed.ref
            made.became(self.past.root.ref, self.ref)
        label = self._label(done)
        then = {Said(label, one["rule"], one["level"], one["message"]): None for one in done.findings}
        now = {Said(label, one.rule, one.level, one.message): None for one in weighty(performed.findings)}
        self.appearing += [one for one in now if one not in then]
        self.disappearing += [one for one in then if one not in now and one.level != "info"]

    def _let_pass(self, made: Stage, until: datetime) -> None:
        """Let each delay that did not end so in reality end on time, one after the other."""
        while own := self._own_delays(made, until):
            made.at(datetime.fromisoformat(own[0].at))
            if not list(tick(made.house, choose=lambda due: due == own[0])):
                return

    def _own_delays(self, made: Stage, until: datetime) -> list[Due]:
        with made.house.look(CLOCK, at=until) as look:
            found = due_before(look, until)
        return [
            due for due in found if due.kind in {FIRE, REMIND} and self._is_mine(due) and self._is_new(due)
        ]

    def _is_mine(self, due: Due) -> bool:
        return due.ref.partition("/")[0] == self.ref

    def _is_new(self, due: Due) -> bool:
        return due.at not in self.past.due.get((due.ref.removeprefix(self.ref), due.name), ())

    def _label(self, done: Done) -> str:
        model = self.pinned.definition.machines[done.machine]
        transition = model.transitions.get(done.trigger or "")
        if transition is not None:
            return transition.label
        return f"Ouverture : {model.label}" if done.kind == CREATE else "Modification des réponses"

    def end(self, made: Stage, bundle: Bundle, until: datetime) -> Replay:
        """Tell how the case went, and how it would have gone."""
        if self.ref and self.stopped is None:
            self._let_pass(made, until)
        there = _there(made, self.ref)
        answers = self.family.root.answers
        sent = Counter(self.past.sent)
        sent_there = Counter(there[1].sent) if there else Counter[Sent]()
        return Replay(
            ref=self.family.root.ref,
            title=self.family.root.title,
            requested=_cents((answers.get("budget") or {}).get("requested")),
            decided=_cents(self.family.root.answer(_DECIDED)),
            ceilings=(
                _ceiling(self.pinned.bundle, self.past, answers),
                _ceiling(bundle, self.past, answers),
            ),
            granted=(_held(self.family.root), _held(there[0].root) if there else Cents(0)),
            stands=(
                _standing(self.pinned.definition, self.family.root),
                _standing(bundle.definition, there[0].root) if there else "",
            ),
            stopped=self.stopped,
            moot=tuple(self.moot),
            lost=self.lost,
            appearing=tuple(self.appearing),
            disappearing=tuple(self.disappearing),
            letters_lost=sent - sent_there,
            letters_more=sent_there - sent,
        )


def _there(made: Stage, ref: str) -> tuple[Family, Past] | None:
    if not ref:
        return None
    with made.house.look(CLOCK) as look:
        family, _ = look.read_family(ref)
        return (family, past_of(look, family)) if family is not None else None


def _standing(definition: Definition, case: Case) -> str:
    state = definition.machines[case.machine].states.get(case.state)
    return state.label if state is not None and case.state != CANCELLED else _CANCELLED


def _held(case: Case) -> Cents:
    return Cents(int(case.reserved.get(FRENCH, 0)))


def _cents(value: Any) -> Cents | None:  # noqa: ANN401 -- an answer is any JSON value
    return None if value is None else Cents(int(value))


def _ceiling(bundle: Bundle, past: Past, answers: Mapping[str, Any]) -> Cents | None:
    """Give the largest amount a definition allows for the answers, on its own reference day."""
    by = yardstick(bundle, at=None, window=past.slot if past.slot in bundle.definition.windows else None)
    if by.at is None:
        return None
    parameters = parameters_at(bundle.definition, day=by.at, window=window_of(by))
    told = tell_ceiling(from_answers(answers), parameters=parameters, reference=bundle.reference, at=by.at)
    return None if told is None else told.amount
