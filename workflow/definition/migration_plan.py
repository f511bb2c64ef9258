"""A migration plan as written: which names of one version become which names of another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from forms.nearest import suggest
from forms.problems import Problem, in_reading_order, report
from forms.strict_yaml import Mapping as Group
from forms.strict_yaml import Mark, Node, Scalar, read_yaml
from forms.typography import typeset
from workflow.definition.bundle import digest_of
from workflow.definition.errors import Defective

STAY = "stay"
"""As a destination: a family that has this keeps its version."""

CODES = {
    "MIG-001": "Plan mal écrit",
    "MIG-002": "Nom que la version de départ ne connaît pas",
    "MIG-003": "Nom que la version d'arrivée ne connaît pas",
    "MIG-004": "Nom sans destination",
    "MIG-005": "Destination impossible",
}
"""What can be wrong with a plan."""

_TOP = ("jalon", "machines", "roles", "windows", "answers")
_OF_MACHINE = ("machine", "states", "children", "transitions", "clocks", "mails")
_DROP = "drop"
_VERSION = "1"


class Unproved(Defective):
    """A plan cannot be followed: every problem, at its place."""

    default_code = "MIG-000"
    default_who = "l'auteur du plan"

    def __init__(self, *, name: str, problems: tuple[Problem, ...], texts: Mapping[str, str]) -> None:
        super().__init__(name=name, problems=problems, texts=texts)
        counted = f"{len(problems)} problème{'s' if len(problems) > 1 else ''}"
        self.message = typeset(f"Le plan « {name} » ne peut être suivi : {counted}.")
        self.args = (self.message,)


@dataclass(frozen=True, slots=True)
class Named:
    """One name of the first version with its destination, where each is written."""

    key: Scalar
    value: Scalar


Names = dict[str, Named]


@dataclass(frozen=True, slots=True)
class MachinePlan:
    """What a plan says of one machine: its new id, and where its names lead."""

    key: Scalar
    machine: Scalar | None = None
    states: Names = field(default_factory=dict)
    children: Names = field(default_factory=dict)
    transitions: Names = field(default_factory=dict)
    clocks: Names = field(default_factory=dict)
    mails: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a plan says of one answer: the path it takes, or why it is dropped."""

    key: Scalar
    becomes: Scalar | None
    dropped: str | None


@dataclass(slots=True)
class Plan:
    """A plan as written, and what was found wrong with it so far."""

    name: str
    text: str
    digest: str
    mark: Mark
    machines: dict[str, MachinePlan] = field(default_factory=dict)
    roles: Names = field(default_factory=dict)
    windows: Names = field(default_factory=dict)
    answers: dict[str, Answered] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def say(self, code: str, at: Scalar | Mark, message: str, *, remedy: str, where: str = "") -> None:
        """Report one problem at the place of what it is about."""
        mark, length = (at.mark, at.length) if isinstance(at, Scalar) else (at, 1)
        self.problems.append(
            report(code=code, message=message, mark=mark, where=where, remedy=remedy, length=length)
        )

    def refuse_if_wrong(self) -> None:
        """Raise `Unproved` with every problem found, in reading order."""
        if self.problems:
            problems = in_reading_order(self.problems)
            raise Unproved(name=self.name, problems=problems, texts={self.name: self.text})


def read_plan(content: bytes, *, name: str) -> Plan:
    """Read a plan; what is wrong with its shape is kept in `problems`, beside what a proof will add.

    Raises `Unreadable` and `LimitExceeded` of the strict reader.
    """
    root = read_yaml(content, name=name)
    plan = Plan(name, content.decode("utf-8", "replace"), digest_of(content), Mark(name, 1, 1))
    parts = dict(_parts(plan, root, _TOP, where="le plan"))
    version = parts.get("jalon", (None, None))[1]
    if not isinstance(version, Scalar) or version.text != _VERSION:
        at = version if isinstance(version, Scalar) else plan.mark
        plan.say("MIG-001", at, "Il manque « jalon: 1 » en tête du plan.", remedy="Ajoutez « jalon: 1 ».")
    for key, body in _entries(plan, parts.get("machines"), where="machines"):
        plan.machines[key.text] = _machine(plan, key, body)
    plan.roles = _names(plan, parts.get("roles"), where="roles")
    plan.windows = _names(plan, parts.get("windows"), where="windows")
    for key, body in _entries(plan, parts.get("answers"), where="answers"):
        plan.answers[key.text] = _answer(plan, key, body)
    return plan


_Part = tuple[Scalar, Node]


def _parts(plan: Plan, node: Node, known: tuple[str, ...], *, where: str) -> Iterator[tuple[str, _Part]]:
    """Give the keys of a group that are known; report the others, with the nearest."""
    if not isinstance(node, Group):
        _want_group(plan, node.mark, where)
        return
    for key, value in node.entries:
        if key.text in known:
            yield key.text, (key, value)
        else:
            message = f"Clé « {key.text} » inconnue dans {where}."
            plan.say("MIG-001", key, message, remedy=suggest(key.text, known))


def _entries(plan: Plan, part: _Part | None, *, where: str) -> tuple[_Part, ...]:
    if part is None:
        return ()
    key, node = part
    if isinstance(node, Group):
        return node.entries
    _want_group(plan, key, where)
    return ()


def _names(plan: Plan, part: _Part | None, *, where: str) -> Names:
    found: Names = {}
    for key, value in _entries(plan, part, where=where):
        if isinstance(value, Scalar):
            found[key.text] = Named(key, value)
        else:
            message = f"« {key.text} » mène à un seul nom, dans {where}."
            plan.say("MIG-001", key, message, remedy=f"Écrivez « {key.text}: nom », ou « {STAY} ».")
    return found


def _machine(plan: Plan, key: Scalar, body: Node) -> MachinePlan:
    where = f"machines.{key.text}"
    if isinstance(body, Scalar):
        return MachinePlan(key, body)
    parts = dict(_parts(plan, body, _OF_MACHINE, where=where))
    machine = parts.get("machine", (None, None))[1]
    named = {one: _names(plan, parts.get(one), where=f"{where}.{one}") for one in _OF_MACHINE[1:]}
    return MachinePlan(key, machine if isinstance(machine, Scalar) else None, **named)


def _answer(plan: Plan, key: Scalar, body: Node) -> Answered:
    if isinstance(body, Scalar):
        return Answered(key, body, None)
    parts = dict(_parts(plan, body, (_DROP,), where=f"answers.{key.text}"))
    reason = parts.get(_DROP, (None, None))[1]
    if isinstance(reason, Scalar) and reason.text.strip():
        return Answered(key, None, reason.text)
    message = f"« {key.text} » ne dit ni ce qu'elle devient, ni pourquoi elle est abandonnée."
    plan.say("MIG-001", key, message, remedy=f"Écrivez « {key.text}: groupe.champ », ou « {{drop: motif}} ».")
    return Answered(key, None, None)


def _want_group(plan: Plan, at: Scalar | Mark, where: str) -> None:
    message = f"Un groupe de clés est attendu dans {where}."
    plan.say("MIG-001", at, message, remedy="Écrivez des lignes « clé: valeur », en retrait.")
