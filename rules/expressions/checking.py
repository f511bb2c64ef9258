"""Whether an expression means something: names known, units that go together, a yes or a no at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.nearest import suggest
from rules.expressions.named_facts import NAMED_FACTS
from rules.expressions.problems import Flaw, Flawed
from rules.expressions.tree import (
    Among,
    Both,
    Comparison,
    Named,
    Node,
    Not,
    Operation,
    Opposite,
    Written,
    nodes,
)
from rules.expressions.units import NAMES, NUMERIC, Unit, combined, comparable

_DOES = {"+": "s'ajoute", "-": "se soustrait", "*": "se multiplie", "/": "se divise"}


@dataclass(frozen=True, slots=True)
class Names:
    """What an expression may name: the facts, and the parameters of a definition with the unit of each."""

    parameters: Mapping[str, Unit]

    def unit(self, name: str) -> Unit | None:
        """Give what a name counts; None when nobody knows it."""
        fact = NAMED_FACTS.get(name)
        return fact.unit if fact is not None else self.parameters.get(name)

    def known(self) -> tuple[str, ...]:
        """Give every name."""
        return (*NAMED_FACTS, *self.parameters)


def check_expression(root: Node, text: str, names: Names) -> tuple[Flaw, ...]:
    """Give what is wrong with an expression: unknown names first, then units, then what decides nothing."""
    strangers = tuple(_strangers(root, names))
    if strangers:
        return strangers
    checker = _Checker(text, names)
    try:
        unit = checker.unit(root)
    except Flawed as error:
        return error.flaws
    if unit != Unit.YES_NO:
        message = f"L'expression donne {NAMES[unit]}, et non un oui ou non."
        remedy = "Comparez : par exemple « requested <= 70 % * total »."
        return (Flaw("not_yes_no", message, remedy, root.start, root.end - root.start),)
    return tuple(_decided(root, text))


def _strangers(root: Node, names: Names) -> Iterator[Flaw]:
    for node in nodes(root):
        if isinstance(node, Named) and names.unit(node.name) is None:
            message = f"« {node.name} » n'est ni un fait connu ni un paramètre de l'appel."
            remedy = suggest(node.name, names.known())
            yield Flaw("name", message, remedy, node.start, node.end - node.start)


def _decided(root: Node, text: str) -> Iterator[Flaw]:
    """Report parts that hold, or fail, whatever the file says."""
    for node in nodes(root):
        if isinstance(node, Comparison | Among) and _constant(node):
            shown = text[node.start : node.end]
            message = f"« {shown} » ne dépend d'aucun fait ni paramètre : la réponse est toujours la même."
            yield Flaw("constant", message, "Nommez-y un fait.", node.start, node.end - node.start)
        elif isinstance(node, Comparison) and text_of(node.left, text) == text_of(node.right, text):
            message = f"« {text[node.start : node.end]} » compare une valeur à elle-même."
            yield Flaw("constant", message, "Comparez-la à une autre.", node.start, node.end - node.start)
        yield from _never(node)
    if isinstance(root, Written):
        message = "L'expression est toujours la même."
        yield Flaw("constant", message, "Nommez-y un fait.", root.start, root.end - root.start)


def text_of(node: Node, text: str) -> str:
    """Give what was written for a node, its spaces left out."""
    return "".join(text[node.start : node.end].split())


def _constant(node: Node) -> bool:
    return not any(isinstance(one, Named) for one in nodes(node))


def _never(node: Node) -> Iterator[Flaw]:
    """Report words that a fact of a closed list cannot hold."""
    pairs: list[tuple[Node, Node]] = []
    if isinstance(node, Comparison):
        pairs = [(node.left, node.right), (node.right, node.left)]
    elif isinstance(node, Among):
        pairs = [(node.value, option) for option in node.options]
    for fact, option in pairs:
        if isinstance(fact, Named) and isinstance(option, Written):
            known = NAMED_FACTS[fact.name].options if fact.name in NAMED_FACTS else frozenset()
            if known and option.value not in known:
                message = f"« {fact.name} » ne peut valoir {option.text}."
                remedy = suggest(str(option.value), sorted(known))
                yield Flaw("option", message, remedy, option.start, option.end - option.start)


class _Checker:
    """Gives the unit of each node, or says which two do not go together."""

    def __init__(self, text: str, names: Names) -> None:
        self._text, self._names = text, names

    def unit(self, node: Node) -> Unit:  # noqa: PLR0911 -- one return for each kind of node
        match node:
            case Written():
                return node.unit
            case Named():
                unit = self._names.unit(node.name)
                assert unit is not None  # noqa: S101 -- unknown names were told before
                return unit
            case Operation():
                return self._operation(node)
            case Opposite():
                unit = self.unit(node.value)
                if unit not in NUMERIC:
                    raise self._refused(node, f"{self._told(node.value)} n'a pas de signe contraire.")
                return unit
            case Comparison():
                return self._comparison(node)
            case Among():
                return self._among(node)
            case Both():
                self._truth(node.left, node.operator)
                self._truth(node.right, node.operator)
                return Unit.YES_NO
            case Not():
                self._truth(node.truth, "not")
                return Unit.YES_NO

    def _operation(self, node: Operation) -> Unit:
        left, right = self.unit(node.left), self.unit(node.right)
        unit = combined(node.operator, left, right)
        if unit is None:
            message = f"{self._told(node.left)} ne {_DOES[node.operator]} pas avec {self._told(node.right)}."
            raise self._refused(node, message)
        return unit

    def _comparison(self, node: Comparison) -> Unit:
        left, right = self.unit(node.left), self.unit(node.right)
        if not comparable(node.operator, left, right):
            message = f"{self._told(node.left)} ne se compare pas à {self._told(node.right)}."
            if left == right:
                message = f"« {node.operator} » ne compare pas {NAMES[left]} à un autre."
            raise self._refused(node, message, advice=self._advice(node, left, right))
        return Unit.YES_NO

    def _advice(self, node: Comparison, left: Unit, right: Unit) -> str:
        if {left, right} == {Unit.MONEY, Unit.RATE}:
            amount, rate = (node.left, node.right) if left == Unit.MONEY else (node.right, node.left)
            shown = self._text[amount.start : amount.end], self._text[rate.start : rate.end]
            return f"Comparez à un montant : « {shown[0]} {node.operator} {shown[1]} * total »."
        return "Comparez deux valeurs de même nature."

    def _among(self, node: Among) -> Unit:
        unit = self.unit(node.value)
        for option in node.options:
            if self.unit(option) != unit:
                message = f"{self._told(option)} n'est pas de la nature de {self._told(node.value)}."
                raise self._refused(option, message)
        return Unit.YES_NO

    def _truth(self, node: Node, operator: str) -> None:
        if self.unit(node) != Unit.YES_NO:
            message = f"« {operator} » relie des comparaisons : {self._told(node)}."
            raise self._refused(node, message, advice="Écrivez une comparaison de part et d'autre.")

    def _told(self, node: Node) -> str:
        """Say what a node is and what it counts: « total » (un montant)."""
        return f"« {self._text[node.start : node.end]} » ({NAMES[self.unit(node)]})"

    def _refused(self, node: Node, message: str, *, advice: str = "") -> Flawed:
        remedy = advice or "Un taux multiplie un montant ; on n'ajoute que des valeurs de même nature."
        return Flawed(Flaw("units", message, remedy, node.start, node.end - node.start))
