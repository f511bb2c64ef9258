"""The promises of a definition, weighed over every path: each is reachability with steps or states taken out.

Guards over answers and rules may hold or not, so what is kept here is kept whatever people answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise, permutations
from types import MappingProxyType

from pdf_templates import documents
from workflow.definition.exploration.space import Choice, Occasion, Path, Place, Situation, Space
from workflow.definition.exploration.steps import Step
from workflow.definition.exploration.telling import label_of
from workflow.definition.facts_given import born_with, changes_a_fact, sets
from workflow.definition.model import Property
from workflow.definition.waived_promises import way_round
from workflow.definition.words import SAME

Target = tuple[str, str]
"""A machine and one of its states."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What became of a promise: kept, broken by a path, or about nothing that can happen.

    `path` is the shortest one that breaks it, `breach` what is wrong at its end, in French; `absent`
    names what can never happen.
    """

    path: Path | None = None
    breach: str = ""
    absent: str = ""

    @property
    def kept(self) -> bool:
        """Tell whether the promise holds."""
        return self.path is None and not self.absent


Weigher = Callable[[Space, Property, Mapping[str, str]], Weighed]


def form_of(promise: Property) -> str | None:
    """Name the form of a promise by its keys; None when they make none."""
    given = frozenset(
        key for key in Property.model_fields if key not in _ABOUT and getattr(promise, key) not in (None, ())
    )
    return next((name for name, keys in _FORMS.items() if given in keys), None)


def weigh(space: Space, promise: Property, *, printed: Mapping[str, str]) -> Weighed:
    """Weigh a promise that has a form and names only what exists; `printed` are the document templates."""
    return _WEIGHERS[form_of(promise) or ""](space, promise, printed)


def target_of(space: Space, name: str) -> Target:
    """Read a state's name: of the case itself, or of a child when it is written `machine.state`."""
    machine, dot, state = name.rpartition(".")
    return (machine, state) if dot else (space.machine, state)


def _goal(space: Space, name: str | None) -> Place:
    target = target_of(space, name or "")
    return lambda situation: space.holds(situation, target)


def _before_visit(space: Space, promise: Property, _printed: Mapping[str, str]) -> Weighed:
    goal, passed = _goal(space, promise.before), _goal(space, promise.visit)
    if space.path(space.starts, goal) is None:
        return Weighed(absent=promise.before or "")
    return Weighed(path=space.path(space.starts, goal, barred=passed))


def _before_rule(space: Space, promise: Property, _printed: Mapping[str, str]) -> Weighed:
    goal, machine = _goal(space, promise.before), target_of(space, promise.before or "")[0]
    if space.path(space.starts, goal) is None:
        return Weighed(absent=promise.before or "")
    for rule in promise.rule:
        free = frozenset(step for step in space.steps if rule not in space.rules(step, machine))
        unruled = free.__contains__
        starts = _edited(space, rule, unruled) if promise.since else space.starts
        path = space.path([one for one in starts if not goal(one)], goal, chosen=unruled)
        if path is not None:
            return Weighed(
                path=_from_start(space, path), breach=f"« {promise.before} » sans la règle « {rule} »"
            )
        waived = way_round(space, rule, starts=starts, goal=goal, unruled=unruled)
        if waived is not None:
            breach = f"« {promise.before} », la règle « {rule} » écartée par dérogation"
            return Weighed(path=_from_start(space, waived), breach=breach)
    return Weighed()


def _edited(space: Space, rule: str, unruled: Choice) -> list[Situation]:
    """Give the situations after which a rule must be read again: somebody may change what it reads."""
    changing = {
        step for step in space.steps if unruled(step) and changes_a_fact(space.definition, step, rule)
    }
    if not changing:
        return [*space.edited]
    granted = [target for origin in space.reached for step, target in space.ways[origin] if step in changing]
    return [*space.edited, *granted]


def _order(space: Space, promise: Property, printed: Mapping[str, str]) -> Weighed:
    for earlier, later in pairwise(promise.order):
        found = _before_visit(space, promise.model_copy(update={"before": later, "visit": earlier}), printed)
        if not found.kept:
            return Weighed(found.path, f"« {later} » sans passer par « {earlier} »", found.absent)
    return Weighed()


def _ends(space: Space, promise: Property, _printed: Mapping[str, str]) -> Weighed:
    absent = next((state for state in promise.ends if not space.at(state)), None)
    if absent is not None:
        return Weighed(absent=absent)
    path = space.path_to_step(
        space.starts,
        lambda origin, step, _target: origin[0] in promise.ends and step.slot is None and step.lands != SAME,
    )
    return Weighed(path=path, breach="un acte en fait sortir" if path is not None else "")


def _always(space: Space, promise: Property, _printed: Mapping[str, str]) -> Weighed:
    """Look for a situation, not final and at rest, that no act of that kind can leave."""
    deed = promise.always or ""

    def tied(situation: Situation) -> bool:
        steps = [step for step, _ in space.ways[situation] if step.slot is None]
        moving = any(step.kind == "engine" for step in steps)
        return not (space.is_final(situation) or moving or any(does(step) == deed for step in steps))

    path = space.path(space.starts, tied)
    if path is None:
        return Weighed()
    here = (path.edges[-1][1] if path.edges else path.start)[0]
    return Weighed(path=path, breach=f"« does: {deed} » n'est pas possible à l'état « {here} »")


def does(step: Step) -> str | None:
    """Give what an act is, whatever its id."""
    return step.transition.does if step.transition is not None else None


def _before_known(space: Space, promise: Property, _printed: Mapping[str, str]) -> Weighed:
    goal, wanted = _goal(space, promise.before), promise.known or ""
    if space.path(space.starts, goal) is None:
        return Weighed(absent=promise.before or "")
    born = born_with(space.definition, space.model)
    if wanted in born:
        return Weighed()
    path = space.path(space.starts, goal, chosen=lambda step: wanted not in sets(space.definition, step))
    return Weighed(path=path)


def _after_never(space: Space, promise: Property, _printed: Mapping[str, str]) -> Weighed:
    before, goal = _goal(space, promise.after), _goal(space, promise.never)
    starts = [one for one in space.ways if before(one)]
    if not starts:
        return Weighed(absent=promise.after or "")
    path = space.path([one for one in starts if not goal(one)], goal)
    return Weighed(path=_from_start(space, path))


def _silence(space: Space, _promise: Property, _printed: Mapping[str, str]) -> Weighed:
    ending = space.leading_to(space.is_final, chosen=lambda step: step.alone)
    path = space.path(space.starts, lambda one: one not in ending)
    if path is None:
        return Weighed()
    here = path.edges[-1][1] if path.edges else path.start
    label = space.model.states[here[0]].label
    return Weighed(
        path=path, breach=f"si le dehors se tait, le dossier reste à l'état « {label} » pour toujours"
    )


def _outcome_letter(space: Space, promise: Property, printed: Mapping[str, str]) -> Weighed:
    ends = {
        name for name, state in space.model.states.items() if state.final and state.outcome == promise.outcome
    }
    clause = f"/{promise.letter}."

    def enters(origin: Situation, step: Step, target: Situation) -> bool:
        return step.slot is None and step.lands != SAME and target[0] in ends and origin[0] not in ends

    def unprinted(origin: Situation, step: Step, target: Situation) -> bool:
        names = step.transition.documents if step.transition is not None else ()
        told = any(
            clause in f"/{part}"
            for name in names
            if name in documents.known()
            for part in documents.parts(name, printed)
        )
        return enters(origin, step, target) and not told

    if space.path_to_step(space.starts, enters) is None:
        return Weighed(absent=f"outcome: {promise.outcome}")
    path = space.path_to_step(space.starts, unprinted)
    return Weighed(path=path, breach=f"aucun document de cet acte ne contient la clause « {promise.letter} »")


def _nobody(space: Space, promise: Property, _printed: Mapping[str, str]) -> Weighed:
    """Look for two acts, of two of the kinds named, that one person could do one after the other."""
    made: dict[str, dict[Step, list[Situation]]] = {deed: {} for deed in promise.nobody}
    for _, step, target in space.edges():
        if step.slot is None and (deed := does(step)) in made:
            made[deed].setdefault(step, []).append(target)
    absent = next((deed for deed, steps in made.items() if not steps), None)
    if absent is not None:
        return Weighed(absent=f"does: {absent}")
    for first, second in permutations(promise.nobody, 2):
        for done, starts in made[first].items():
            free = frozenset(one for one in made[second] if not _barred(one, done))
            after = space.path_to_step(starts, _one_of(free))
            if after is not None:
                then = after.steps[-1]
                breach = f"la même personne peut faire « {label_of(done)} » puis « {label_of(then)} »"
                return Weighed(path=_joined_by(space, done, after), breach=breach)
    return Weighed()


def _one_of(steps: frozenset[Step]) -> Occasion:
    return lambda _origin, step, _target: step in steps


def _barred(step: Step, done: Step) -> bool:
    """Tell whether who did the one may not do the other: `unlike` says so, or it is the same act again."""
    return step is done or (step.transition is not None and done.trigger in step.transition.unlike)


def _joined_by(space: Space, step: Step, after: Path) -> Path:
    """Put before a path the step it follows, and how a case comes to it."""
    before = space.path_to_step(
        space.starts, lambda _origin, one, target: one is step and target == after.start
    )
    return Path(before.start, (*before.edges, *after.edges)) if before is not None else after


def _from_start(space: Space, path: Path | None) -> Path | None:
    """Begin a path where cases begin, so that it can be told whole."""
    if path is None or path.start in space.starts:
        return path
    before = space.path(space.starts, path.start.__eq__)
    return Path(before.start, (*before.edges, *path.edges)) if before is not None else path


_ABOUT = frozenset({"name", "machine"})
_FORMS: Mapping[str, tuple[frozenset[str], ...]] = MappingProxyType(
    {
        "visit": (frozenset({"before", "visit"}),),
        "rule": (frozenset({"before", "rule"}), frozenset({"before", "rule", "since"})),
        "known": (frozenset({"before", "known"}),),
        "never": (frozenset({"after", "never"}),),
        "silence": (frozenset({"silence_of"}),),
        "letter": (frozenset({"outcome", "letter"}),),
        "nobody": (frozenset({"nobody"}),),
        "order": (frozenset({"order"}),),
        "always": (frozenset({"always"}),),
        "ends": (frozenset({"ends"}),),
    }
)
_WEIGHERS: Mapping[str, Weigher] = MappingProxyType(
    {
        "visit": _before_visit,
        "rule": _before_rule,
        "known": _before_known,
        "never": _after_never,
        "silence": _silence,
        "letter": _outcome_letter,
        "nobody": _nobody,
        "order": _order,
        "always": _always,
        "ends": _ends,
    }
)
