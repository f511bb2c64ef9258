"""The definition's own promises: each is read, then tried on every path; a broken one shows the shortest."""

from forms.nearest import suggest
from workflow.definition.examination import Examination
from workflow.definition.exploration.space import Path as Way
from workflow.definition.exploration.telling import tell
from workflow.definition.model import Property
from workflow.definition.promises import form_of, weigh
from workflow.definition.tree import Path

_STATES = ("before", "visit", "after", "never")
_ROOTS = ("application", "meeting", "record")


def judge_properties(exam: Examination) -> None:
    """Report promises that say nothing, that are about nothing, or that a path breaks; note those kept."""
    usual = _root(exam)
    for index, promise in enumerate(exam.definition.properties):
        path: Path = ("properties", index)
        name = promise.machine or usual
        if promise.machine and promise.machine not in exam.definition.machines:
            machines = exam.definition.machines
            exam.require(promise.machine, machines, (*path, "machine"), code="DEF-018", noun="Machine")
        elif form_of(promise) is None:
            exam.say(
                "DEF-111",
                (*path, "name"),
                f"« {promise.name} » ne dit pas ce qu'elle promet.",
                remedy="Écrivez l'une des formes de la page du langage, par exemple « before » et « visit ».",
            )
        elif name is not None and name not in exam.unsound and _known(exam, path, promise, name):
            _weigh(exam, path, promise, name)


def _weigh(exam: Examination, path: Path, promise: Property, name: str) -> None:
    space = exam.space(name)
    if space is None:
        return
    weighed = weigh(space, promise, printed=exam.documents)
    if weighed.absent:
        # Where the machine itself errs, what cannot be reached only follows from it.
        if not exam.faulted(name):
            _vacuous(exam, path, promise, weighed.absent)
    elif weighed.path is not None:
        _broken(exam, path, promise, weighed.path, weighed.breach)
    else:
        exam.kept.append(promise.name)


def _root(exam: Examination) -> str | None:
    """Give the machine whose paths promises are about: that of applications, or of meetings."""
    served = [(machine.serves, name) for _, name, machine in exam.machines()]
    return next((name for wanted in _ROOTS for serves, name in served if serves == wanted), None)


def _known(exam: Examination, path: Path, promise: Property, root: str) -> bool:
    """Report states and answers that do not exist; tell whether the promise can be weighed."""
    before = len(exam.problems)
    for key in _STATES:
        named = getattr(promise, key)
        if named:
            _known_state(exam, (*path, key), named, root)
    for key in ("order", "ends"):
        for rank, named in enumerate(getattr(promise, key)):
            _known_state(exam, (*path, key, rank), named, root)
    known = [f"{form.into}.{key}" for form in exam.definition.forms.values() for key in form.fields]
    if promise.known and promise.known not in known:
        exam.say(
            "DEF-029",
            (*path, "known"),
            f"« {promise.known} » n'est pas un champ de formulaire.",
            remedy=suggest(promise.known, known),
        )
    return len(exam.problems) == before


def _known_state(exam: Examination, path: Path, named: str, root: str) -> None:
    machine, dot, state = named.rpartition(".")
    machines = exam.definition.machines
    if dot and machine not in machines:
        exam.require(machine, machines, path, code="DEF-018", noun="Machine")
        return
    states = machines[machine if dot else root].states
    if state not in states:
        message = f"État « {state} » : ce nom n'existe pas."
        exam.say("DEF-014", path, message, remedy=suggest(state, states))


def _vacuous(exam: Examination, path: Path, promise: Property, absent: str) -> None:
    exam.say(
        "DEF-112",
        (*path, "name"),
        f"« {promise.name} » ne promet rien : ce qu'elle nomme n'arrive jamais (« {absent} »).",
        remedy="Corrigez ce qu'elle nomme, ou retirez-la.",
    )


def _broken(exam: Examination, path: Path, promise: Property, way: Way, breach: str) -> None:
    told = tell(way, exam.definition)
    end = breach or f"« {_end_of(promise)} »"
    exam.say(
        "DEF-113",
        (*path, "name"),
        f"« {promise.name} » ne tient pas : {told} → {end}.",
        remedy="Fermez ce chemin, ou corrigez la propriété.",
        way=way,
    )


def _end_of(promise: Property) -> str:
    return promise.before or promise.never or ""
