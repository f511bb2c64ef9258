"""Defects of the text itself: what makes it no YAML, or YAML that is not admitted, or too much of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random

from proofs.corpus import Sound
from proofs.planted import Planted, planted_text
from proofs.writing import Style, Token, Written, write

_BLOCK = Style(flow=0.0, double=False, quoted=0.0)
_LONGEST, _MOST, _HEAVIEST, _DEEPEST = 10_000, 8_000, 1_048_576, 50
_HIDDEN = ("\x00", "\u202e", "\u2066", "\ufeff", "\x07", "\u2028")

Spoiling = Callable[[Written, Random], tuple[str, Token]]


def spoilt(sound: Sound, code: str, chance: Random) -> Planted:
    """Write a definition in block style and spoil its text in one way."""
    style = replace(_BLOCK, indent=chance.choice((2, 4)), comments=chance.choice((0.0, 0.1)))
    text, token = SPOILINGS[code](write(sound.tree, style=style, chance=chance), chance)
    content = text.encode("utf-8", "surrogateescape")
    return planted_text(sound.code, code, content, token)


def _before(mark: str) -> Spoiling:
    """Put something before a plain value."""

    def spoil(written: Written, chance: Random) -> tuple[str, Token]:
        token = chance.choice(list(_plain_values(written)))
        return _spliced(written.text, token, mark + _shown(written, token), length=len(mark.strip()))

    return spoil


def _instead(text: str, *, of_key: bool = False) -> Spoiling:
    """Put something in the place of a plain value, or of a key."""

    def spoil(written: Written, chance: Random) -> tuple[str, Token]:
        tokens = _line_keys(written) if of_key else _plain_values(written)
        return _spliced(written.text, chance.choice(list(tokens)), text)

    return spoil


def _tab(written: Written, chance: Random) -> tuple[str, Token]:
    key = chance.choice([token for token in _line_keys(written) if token.column > 1])
    text, _ = _spliced(written.text, Token(key.line, 1, key.column - 1), "\t")
    return text, Token(key.line, 1, 1)


def _open_quote(written: Written, chance: Random) -> tuple[str, Token]:
    last = written.text[: written.text.rfind('"') + 1].count("\n") + 1 if '"' in written.text else 0
    token = chance.choice([one for one in _plain_values(written) if one.line > last])
    return _spliced(written.text, token, '"' + _shown(written, token), length=1)


def _twice(written: Written, chance: Random) -> tuple[str, Token]:
    lines = written.text.split("\n")
    whole = [key for key in _line_keys(written) if not lines[key.line - 1].endswith(":")]
    key = chance.choice(whole)
    lines.insert(key.line, lines[key.line - 1])
    return "\n".join(lines), replace(key, line=key.line + 1)


def _misaligned(written: Written, chance: Random) -> tuple[str, Token]:
    lines = written.text.split("\n")
    following = [
        key
        for key in _line_keys(written)
        if key.column > 1
        and _depth(lines[key.line - 2]) >= key.column - 1
        and "- " not in lines[key.line - 2]
    ]
    key = chance.choice(following)
    lines[key.line - 1] = lines[key.line - 1][1:]
    return "\n".join(lines), replace(key, column=key.column - 1)


def _hidden(written: Written, chance: Random) -> tuple[str, Token]:
    token = chance.choice(list(_plain_values(written)))
    shown, at = _shown(written, token), chance.randrange(1, token.length + 1)
    return _spliced(written.text, token, shown[:at] + chance.choice(_HIDDEN) + shown[at:])


def _not_utf8(written: Written, chance: Random) -> tuple[str, Token]:
    token = chance.choice(list(_plain_values(written)))
    return _spliced(written.text, token, _shown(written, token) + "\udce9")


def _directive(written: Written, _: Random) -> tuple[str, Token]:
    return f"%YAML 1.2\n---\n{written.text}", Token(1, 1, 9)


def _second_document(written: Written, _: Random) -> tuple[str, Token]:
    return f"{written.text}---\nautre: document\n", Token(written.text.count("\n") + 1, 1, 3)


def _empty(written: Written, chance: Random) -> tuple[str, Token]:
    key = chance.choice([key for key in _line_keys(written) if _has_value_on_line(written, key)])
    line = written.text.split("\n")[key.line - 1]
    end = key.column - 1 + key.length + 1
    text, _ = _spliced(written.text, Token(key.line, end + 1, len(line) - end), "")
    return text, key


def _nothing(_: Written, chance: Random) -> tuple[str, Token]:
    return "# rien encore\n" * chance.randrange(3), Token(1, 1, 1)


def _heavy(written: Written, _: Random) -> tuple[str, Token]:
    return written.text + "# rien\n" * (_HEAVIEST // 6), Token(1, 1, 1)


def _many(written: Written, _: Random) -> tuple[str, Token]:
    items = ", ".join(["1"] * _MOST)
    return f"{written.text}many: [{items}]\n", Token(written.text.count("\n") + 1, 7, len(items) + 2)


SPOILINGS: Mapping[str, Spoiling] = {
    "YAML-001": _before("@"),
    "YAML-002": _tab,
    "YAML-003": _open_quote,
    "YAML-004": _twice,
    "YAML-005": _before("&ici "),
    "YAML-006": _instead("*ici"),
    "YAML-007": _instead("<<", of_key=True),
    "YAML-008": _before("!!str "),
    "YAML-009": _directive,
    "YAML-010": _second_document,
    "YAML-011": _not_utf8,
    "YAML-012": _hidden,
    "YAML-013": _empty,
    "YAML-014": _nothing,
    "YAML-015": _instead("[une, clé]", of_key=True),
    "YAML-016": _misaligned,
    "LIM-001": _heavy,
    "LIM-002": _instead("[" * (_DEEPEST + 10)),
    "LIM-003": _many,
    "LIM-004": _instead("x" * (_LONGEST + 1)),
}
"""The ways of spoiling a text, by the code each must be told under."""


def _plain_values(written: Written) -> Iterator[Token]:
    """Give the tokens of values that stand alone at the end of their line, without quotes."""
    lines = written.text.split("\n")
    for token in written.values.values():
        line = lines[token.line - 1]
        if (
            token.length > 1
            and line[token.column - 1] not in "'\"[{"
            and len(line) == token.column - 1 + token.length
        ):
            yield token


def _line_keys(written: Written) -> Iterator[Token]:
    """Give the tokens of keys that begin their line."""
    lines = written.text.split("\n")
    for token in written.keys.values():
        if not lines[token.line - 1][: token.column - 1].strip():
            yield token


def _has_value_on_line(written: Written, key: Token) -> bool:
    rest = written.text.split("\n")[key.line - 1][key.column + key.length :].strip()
    return bool(rest) and not rest.startswith("#")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shown(written: Written, token: Token) -> str:
    return written.text.split("\n")[token.line - 1][token.column - 1 : token.column - 1 + token.length]


def _spliced(text: str, token: Token, new: str, *, length: int | None = None) -> tuple[str, Token]:
    """Put a text in the place of a token; give the token as it then stands."""
    lines = text.split("\n")
    line, start = lines[token.line - 1], token.column - 1
    lines[token.line - 1] = line[:start] + new + line[start + token.length :]
    return "\n".join(lines), replace(token, length=max(length if length is not None else len(new), 1))
