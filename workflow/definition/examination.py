"""An examination under way: the definition, its tree, and what has been found so far."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from forms.nearest import suggest
from forms.problems import Problem, report
from workflow.definition.codes import HEADINGS
from workflow.definition.machine_model import MachineModel, StateModel, Transition
from workflow.definition.model import Definition
from workflow.definition.resolved import Resolved
from workflow.definition.tree import Path, dotted


@dataclass(slots=True)
class Examination:
    """Collects problems, each at the place of the value, or of the key, it is about.

    `mails` and `documents` are the templates the definition would be published with. `unsound`
    holds the machines that name what does not exist: what else is wrong with them would only follow
    from it, so they are left out of the later subjects; `leave_out` gathers them meanwhile.
    """

    resolved: Resolved
    mails: Mapping[str, str]
    documents: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    unsound: set[str] = field(default_factory=set)
    leave_out: set[str] = field(default_factory=set)

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
    ) -> None:
        """Report one problem about the value at `path`, or about its key; the code says how grave."""
        place = self.resolved.place(path)
        mark, length = place.key_token if on_key else place.token
        found = report(
            code=code,
            message=message,
            mark=mark,
            where=dotted(path),
            remedy=remedy,
            length=length,
            level=HEADINGS[code].level,
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
