"""From words to a tree, by the grammar of rule-engine.

The library keeps no place in its tree, evaluates what it can while it reads, and has far more in it than is
wanted: each value is handed over as a name of its own, which tells its place and leaves nothing to evaluate,
and whatever is not one of a few shapes is refused.
"""

from functools import cache
from itertools import accumulate
from typing import Any

from rules.expressions.lexing import Word, read_words
from rules.expressions.problems import Flaw, Flawed
from rules.expressions.tree import Among, Both, Comparison, Named, Node, Not, Operation, Opposite, Written

_OPERATORS = {
    "ADD": "+", "SUB": "-", "MUL": "*", "TDIV": "/",
    "LT": "<", "LE": "<=", "GT": ">", "GE": ">=", "EQ": "==", "NE": "!=",
}  # fmt: skip
_DEEPEST = 20


def parse(text: str) -> Node:
    """Read an expression. Raises `Flawed` with the place of what is not understood."""
    words = read_words(text)
    if not words:
        raise Flawed(
            Flaw("syntax", "L'expression est vide.", "Écrivez par exemple « months <= 36 months ».", 0, 1)
        )
    _refuse_depth(words)
    operands = {f"v{index}": word for index, word in enumerate(words) if word.operand}
    told = [f"v{index}" if word.operand else word.text for index, word in enumerate(words)]
    root = _read(told, words, text)
    return _Builder(operands).build(root)


def _refuse_depth(words: tuple[Word, ...]) -> None:
    """Refuse what stands in too many parentheses, or under too many signs that turn it round."""
    depth, turned = 0, 0
    for word in words:
        depth += (word.text in {"(", "["}) - (word.text in {")", "]"})
        turned = turned + 1 if word.text in {"not", "-"} else 0
        if max(depth, turned) > _DEEPEST:
            what = "parenthèses imbriquées" if depth > _DEEPEST else f"« {word.text} » de suite"
            message = f"Plus de {_DEEPEST} {what} : c'est la limite."
            flaw = Flaw("limit", message, "Partagez l'expression en plusieurs règles.", word.start, 1)
            raise Flawed(flaw)


def _read(told: list[str], words: tuple[Word, ...], text: str) -> Any:  # noqa: ANN401 -- the library's tree
    engine = _engine()
    try:
        return engine.Rule(" ".join(told), context=engine.Context()).statement.expression
    except engine.errors.RuleSyntaxError as error:
        raise Flawed(_misplaced(error.token, told, words, text)) from None
    except engine.errors.EngineError as error:
        message = "L'expression n'est pas comprise."
        raise Flawed(Flaw("syntax", message, f"Simplifiez-la ({error.message}).", 0, len(text))) from None


@cache
def _engine() -> Any:  # noqa: ANN401 -- a module
    import rule_engine  # noqa: PLC0415 -- slow import

    return rule_engine


def _misplaced(token: Any, told: list[str], words: tuple[Word, ...], text: str) -> Flaw:  # noqa: ANN401 -- the library's token
    if token is None:
        message = "L'expression s'arrête avant la fin."
        return Flaw("syntax", message, "Complétez-la, et refermez les parenthèses.", max(len(text) - 1, 0), 1)
    begun = accumulate((len(written) + 1 for written in told), initial=0)
    word = next((word for word, start in zip(words, begun, strict=False) if start >= token.lexpos), words[-1])
    named = "deux valeurs se suivent sans signe" if word.operand else f"« {word.text} » n'est pas attendu ici"
    return Flaw(
        "syntax",
        f"{named[0].upper()}{named[1:]}.",
        "Entre deux valeurs : un seul signe (+ - * / < <= > >= == !=), ou and, or, in.",
        word.start,
        len(word.text),
    )


class _Builder:
    """Turns the library's tree into ours."""

    def __init__(self, operands: dict[str, Word]) -> None:
        self._operands = operands

    def build(self, node: Any) -> Node:  # noqa: ANN401, PLR0911 -- the library's node, one return a kind
        kind = type(node).__name__
        match kind:
            case "SymbolExpression":
                return self._operand(node.name)
            case "LogicExpression":
                left, right = self.build(node.left), self.build(node.right)
                return Both(node.type, left, right, left.start, right.end)
            case "AddExpression" | "SubtractExpression" | "ArithmeticExpression":
                left, right = self.build(node.left), self.build(node.right)
                return Operation(_OPERATORS[node.type.upper()], left, right, left.start, right.end)
            case "ComparisonExpression" | "ArithmeticComparisonExpression":
                left, right = self.build(node.left), self.build(node.right)
                return Comparison(_OPERATORS[node.type.upper()], left, right, left.start, right.end)
            case "UnaryExpression":
                inner = self.build(node.right)
                found = Not if node.type.upper() == "NOT" else Opposite
                return found(inner, inner.start, inner.end)
            case "ContainsExpression":
                return self._among(node)
            case _:
                return self._refuse(node)

    def _operand(self, name: str) -> Node:
        word = self._operands[name]
        if word.unit is None:
            return Named(word.text, word.start, word.end)
        assert word.value is not None  # noqa: S101 -- a value has one
        return Written(word.text, word.unit, word.value, word.start, word.end)

    def _among(self, node: Any) -> Node:  # noqa: ANN401 -- the library's node
        member = self.build(node.member)
        if type(node.container).__name__ != "ArrayExpression":
            message = "« in » cherche dans une liste écrite entre crochets."
            raise Flawed(
                Flaw(
                    "forbidden",
                    message,
                    'Écrivez par exemple lead.kind in ["gip", "association"].',
                    member.start,
                    1,
                )
            )
        options = tuple(self.build(option) for option in node.container.value)
        if not options:
            raise Flawed(Flaw("forbidden", "La liste est vide.", "Écrivez-y une valeur.", member.start, 1))
        return Among(member, options, member.start, options[-1].end)

    def _refuse(self, node: Any) -> Node:  # noqa: ANN401 -- the library's node
        start = min((word.start for word in self._operands.values()), default=0)
        message = (
            "Une liste ne sert qu'après « in »." if "Array" in type(node).__name__ else "Forme non admise."
        )
        raise Flawed(
            Flaw("forbidden", message, "Écrivez des comparaisons reliées par and, or, not.", start, 1)
        )
