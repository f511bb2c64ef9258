"""An examination under way: the definition, its tree, and what has been found so far."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from forms.nearest import suggest
from forms.problems import Problem, report
from workflow.definition.codes import HEADINGS
from workflow.definition.exploration.explorer import MOST_SITUATIONS, TooMany, explore
from workflow.definition.exploration.space import Path as Way
from workflow.definition.exploration.space import Space
from workflow.definition.exploration.telling import tell_all
from workflow.definition.machine_model import MachineModel, StateModel, Transition
from workflow.definition.model import Definition
from workflow.definition.resolved import Resolved
from workflow.definition.tree import Path, dotted


@dataclass(slots=True)
class Examination:
    """Collects problems, each at the place of the value, or of the key, it is about.

    `mails` and `documents` are the templates the definition would be published with. `unsound`
    holds the machines that name what does not exist: what else is wrong with them would only follow
    from it, so they are left out of the later subjects; `leave_out` gathers them meanwhile, and
    `unexplored` those whose joins name no children. `spaces` keeps what was explored, `kept` the names
    of the definition's promises that were proved.
    """

    resolved: Resolved
    mails: Mapping[str, str]
    documents: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    unsound: set[str] = field(default_factory=set)
    leave_out: set[str] = field(default_factory=set)
    unexplored: set[str] = field(default_factory=set)
    spaces: dict[str, Space | None] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    @property
    def definition(self) -> Definition:
        """Give the definition examined."""
        return self.resolved.definition

    def say(
        self,
        code: str,
        path: Path,
        message: str,
        *,
        remedy: str,
        on_key: bool = False,
        way: Way | None = None,
        within: tuple[int, int] | None = None,
    ) -> None:
        """Report one problem about the value at `path`, or about its key; the code says how grave.

        `way` is the path of events that shows it; `within` the part of the value it is about, from how
        many characters on, and how many.
        """
        place = self.resolved.place(path)
        mark, length = place.key_token if on_key else place.token
        if within is not None:
            mark, length = replace(mark, column=mark.column + within[0]), within[1]
        found = report(
            code=code,
            message=message,
            mark=mark,
            where=dotted(path),
            remedy=remedy,
            length=length,
            level=HEADINGS[code].level,
            path=tell_all(way, self.definition) if way is not None else (),
        )
        self.problems.append(found)

    def require(
        self, name: str, known: Iterable[str], path: Path, *, code: str, noun: str, on_key: bool = False
    ) -> None:
        """Report a name that is not among the known ones, with the nearest."""
        names = tuple(known)
        if name not in names:
            message = f"{noun} « {name} » : ce nom n'existe pas."
            self.say(code, path, message, remedy=suggest(name, names), on_key=on_key)
            self.distrust(path)

    def distrust(self, path: Path) -> None:
        """Leave the machine of a path out of what follows."""
        if path[0] == "machines":
            self.leave_out.add(str(path[1]))

    def space(self, name: str) -> Space | None:
        """Give what a machine and its children can live through; nothing where that cannot be told.

        A machine that names what does not exist is not explored; one with too many situations is
        reported, once.
        """
        if name not in self.spaces:
            self.spaces[name] = self._explored(name)
        return self.spaces[name]

    def _explored(self, name: str) -> Space | None:
        if (self.unsound | self.unexplored).intersection(self._family(name)):
            return None
        try:
            return explore(self.definition, name, observed=_observed(self.definition))
        except TooMany as error:
            listed = ", ".join(f"« {slot} » ({count} classes)" for slot, count in error.factors)
            self.say(
                "DEF-118",
                ("machines", name),
                f"Plus de {MOST_SITUATIONS} situations : ce circuit ne peut être prouvé. "
                f"Se multiplient : {listed}.",
                remedy="Attendez moins d'états des enfants, ou ouvrez-les dans des états différents.",
                on_key=True,
            )
            return None

    def _family(self, name: str) -> set[str]:
        """Give a machine with the machines of its children, theirs included."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            here = waiting.pop()
            if here in found or here not in self.definition.machines:
                continue
            found.add(here)
            for state in self.definition.machines[here].states.values():
                waiting += [one.machine for _, one in state.children()]
        return found

    def faulted(self, name: str) -> bool:
        """Tell whether an error was found in a machine or its children: what follows would only repeat it."""
        begun = tuple(f"machines.{one}" for one in self._family(name))
        return any(
            problem.level == "error" and f"{problem.where}.".startswith(tuple(f"{one}." for one in begun))
            for problem in self.problems
        )

    def machines(self) -> Iterator[tuple[Path, str, MachineModel]]:
        """Give each sound machine with its path and id."""
        for name, machine in self.definition.machines.items():
            if name not in self.unsound:
                yield ("machines", name), name, machine

    def states(self) -> Iterator[tuple[Path, str, StateModel, MachineModel]]:
        """Give each state of each machine with its path and id."""
        for path, _, machine in self.machines():
            for name, state in machine.states.items():
                yield (*path, "states", name), name, state, machine

    def transitions(self) -> Iterator[tuple[Path, str, Transition, MachineModel]]:
        """Give each transition of each machine with its path and id."""
        for path, _, machine in self.machines():
            for name, transition in machine.transitions.items():
                yield (*path, "transitions", name), name, transition, machine


def _observed(definition: Definition) -> frozenset[str]:
    """Give the states of children that a promise names, as `machine.state`."""
    named = (
        name
        for promise in definition.properties
        for name in (promise.before, promise.visit, promise.after, promise.never, *promise.order)
    )
    return frozenset(name for name in named if name and "." in name)
