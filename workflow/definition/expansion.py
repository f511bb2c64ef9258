"""Shorthands of a merged tree, replaced by what they stand for: phases, `any`, borrowed rules."""

from dataclasses import dataclass, field

from forms.nearest import suggest
from forms.problems import Problem, report
from forms.strict_yaml import Mapping, Node, Scalar, Sequence
from workflow.definition.inheritance import edited
from workflow.definition.literals import read_flag
from workflow.definition.tree import Path, StandIn, dotted, entry, items, texts, with_value
from workflow.definition.words import ANY

_LENDER = "as"


def expand(root: Mapping, problems: list[Problem]) -> Mapping:
    """Give the tree with plain lists for every `from` and `rules`; what fails is told in `problems`."""
    machines = root.get("machines")
    if not isinstance(machines, Mapping):
        return root
    expanded = tuple(
        (name, _Machine(machine, ("machines", name.text), problems).expanded())
        if isinstance(machine, Mapping)
        else (name, machine)
        for name, machine in machines.entries
    )
    return with_value(root, "machines", Mapping(expanded, machines.mark))


@dataclass(slots=True)
class _Machine:
    """One machine while its shorthands are resolved."""

    node: Mapping
    path: Path
    problems: list[Problem]
    rules: dict[str, Node] = field(default_factory=dict)

    def expanded(self) -> Mapping:
        transitions = self.node.get("transitions")
        if not isinstance(transitions, Mapping):
            return self.node
        entries = tuple((name, self._transition(name.text, value)) for name, value in transitions.entries)
        return with_value(self.node, "transitions", Mapping(entries, transitions.mark))

    def _transition(self, name: str, node: Node) -> Node:
        if not isinstance(node, Mapping):
            return node
        origins = node.get("from")
        if origins is not None and not _plain(origins):
            target = node.get("to")
            spread = self._origins(origins, name, target.text if isinstance(target, Scalar) else "")
            node = with_value(node, "from", spread)
        if isinstance(node.get("rules"), Mapping):
            node = with_value(node, "rules", self._rules(name))
        return node

    def _origins(self, node: Node, name: str, target: str) -> Sequence:
        """Spread phases and `any` into states, each once, the target left out."""
        found: dict[str, Node] = {}
        for item in items(node):
            if isinstance(item, Scalar) and item.text == ANY:
                spread = [state for state in self._open_states() if state != target]
                found |= {state: _at(state, item) for state in spread if state not in found}
            elif isinstance(item, Mapping) and item.keys() == ("phase",):
                for phase in texts(item.get("phase")):
                    spread = [state for state in self._phase(phase, name) if state != target]
                    found |= {state: _at(state, phase) for state in spread if state not in found}
            elif isinstance(item, Scalar):
                found.setdefault(item.text, item)
            else:
                found[f" {len(found)}"] = item
        return Sequence(tuple(found.values()), node.mark)

    def _phase(self, phase: Scalar, name: str) -> list[str]:
        """Give the states of a phase that are not final; a phase nobody declared is told."""
        phases = self.node.get("phases")
        if isinstance(phases, Mapping) and phases.get(phase.text) is None:
            message = f"Phase « {phase.text} » inconnue."
            remedy = suggest(phase.text, phases.keys())
            self._complain("DEF-015", message, phase, (name, "from"), remedy)
        still_open = set(self._open_states())
        return [
            state
            for state, value in self._states()
            if _says(value, "phase") == phase.text and state in still_open
        ]

    def _states(self) -> list[tuple[str, Mapping]]:
        states = self.node.get("states")
        entries = states.entries if isinstance(states, Mapping) else ()
        return [(key.text, value) for key, value in entries if isinstance(value, Mapping)]

    def _open_states(self) -> list[str]:
        return [state for state, value in self._states() if not _is_true(_says(value, "final"))]

    def _rules(self, name: str) -> Node:
        """Give the rules of a transition, borrowed ones included; a circle gives none.

        Borrowers are followed one after the other, however many there are, then edited backwards.
        """
        borrowers: dict[str, Mapping] = {}
        lent = self._lent(name, borrowers)
        for borrower, rules in reversed(borrowers.items()):
            where = (*self.path, "transitions", borrower, "rules")
            taken = tuple(_borrowed(rule, _says(rules, _LENDER)) for rule in items(lent))
            lent = edited(Sequence(taken, rules.mark), rules, where, self.problems)
            self.rules[borrower] = lent
        return lent

    def _lent(self, name: str, borrowers: dict[str, Mapping]) -> Node:
        """Give the first rules down the line that are not borrowed, and gather those who borrow."""
        transitions = self.node.get("transitions")
        known = transitions.keys() if isinstance(transitions, Mapping) else ()
        nothing = Sequence((), self.node.mark)
        while name not in self.rules:
            rules = self._written(name)
            lender = rules.get(_LENDER) if isinstance(rules, Mapping) else None
            if not isinstance(rules, Mapping) or not isinstance(lender, Scalar):
                return rules if rules is not None else nothing
            if name in borrowers:
                message = f"« {name} » emprunte ses règles à elle-même, de proche en proche."
                remedy = "Écrivez la liste des règles elle-même."
                self._complain("DEF-017", message, lender, (name, "rules"), remedy)
                return nothing
            borrowers[name] = rules
            if lender.text not in known:
                message, remedy = f"Transition « {lender.text} » inconnue.", suggest(lender.text, known)
                self._complain("DEF-016", message, lender, (name, "rules"), remedy)
                return nothing
            name = lender.text
        return self.rules[name]

    def _written(self, name: str) -> Node | None:
        transitions = self.node.get("transitions")
        pair = entry(transitions, name) if isinstance(transitions, Mapping) else None
        node = pair[1] if pair else None
        return node.get("rules") if isinstance(node, Mapping) else None

    def _complain(self, code: str, message: str, at: Scalar, under: Path, remedy: str) -> None:
        where = dotted((*self.path, "transitions", *under))
        self.problems.append(
            report(code=code, message=message, mark=at.mark, where=where, remedy=remedy, length=at.length)
        )


def _plain(origins: Node) -> bool:
    return all(isinstance(item, Scalar) and item.text != ANY for item in items(origins))


def _at(state: str, shorthand: Scalar) -> Scalar:
    """Give a state the place of the shorthand that stands for it."""
    written = shorthand.text if shorthand.text == ANY else f"phase: {shorthand.text}"
    return StandIn(state, quoted=False, mark=shorthand.mark, length=shorthand.length, shorthand=written)


def _borrowed(rule: Node, lender: str) -> Node:
    """Give a rule as its lender writes it, with the word that borrows it."""
    if not isinstance(rule, Scalar):
        return rule
    return StandIn(rule.text, rule.quoted, rule.mark, rule.length, shorthand=f"as: {lender}")


def _says(node: Mapping, key: str) -> str:
    value = node.get(key)
    return value.text if isinstance(value, Scalar) else ""


def _is_true(text: str) -> bool:
    try:
        return bool(text) and read_flag(text)
    except ValueError:
        return False
