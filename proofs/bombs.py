"""Texts made to exhaust whoever reads them: each small to write, each to be refused at once."""

from collections.abc import Callable, Mapping

_MEBIBYTE = 1_048_576
_HEAD = "jalon: 1\ncode: bomb\ntitle: Bombe\n"
_FEW, _MANY = 3_000, 300_000
_LIVES = """\
roles: {clerk: {label: greffe, kind: inside}}
machines:
  life:
    label: Vie
    initial: one
    phases: {only: {label: Phase, public: Rien.}}
    states: {one: {label: Un, phase: only}, two: {label: Deux, phase: only, final: true}}
    transitions:
"""


def _laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return _HEAD + "\n".join(lines)


def _merges() -> str:
    lines = ["m0: &m0 {k: v}"]
    lines += [f"m{n}: &m{n}\n  <<: [*m{n - 1}, *m{n - 1}, *m{n - 1}]" for n in range(1, 4_000)]
    return _HEAD + "\n".join(lines)


def _nested_block() -> str:
    return "".join(f"{' ' * depth}k:\n" for depth in range(1_400))


def _borrowing() -> str:
    """Let each transition borrow the rules of the next."""
    act = "      t{0}: {{label: L{0}, verb: v, from: one, to: two, by: clerk, rules: {{as: t{1}}}}}\n"
    return _HEAD + _LIVES + "".join(act.format(n, n + 1) for n in range(_FEW))


def _crowd() -> str:
    """Let each transition start from any of many states."""
    states = "".join(f"      s{n}: {{label: Ici, phase: only}}\n" for n in range(_FEW))
    head = _LIVES.replace("    states:", "    states_:").replace("    transitions:\n", "")
    return _HEAD + head + "    states:\n" + states + "    transitions: {t: {from: any, to: s1}}\n"


BOMBS: Mapping[str, Callable[[], bytes | str]] = {
    "alias bomb": _laughs,
    "alias of itself": lambda: "a: &a [*a, *a]",
    "merge keys": _merges,
    "brackets": lambda: "[" * _FEW,
    "many brackets": lambda: "[" * (_MEBIBYTE - 1),
    "braces": lambda: '{"a":' * _FEW,
    "brackets and braces": lambda: "[{a: " * _FEW,
    "dashes": lambda: "- " * _MANY,
    "question marks": lambda: "? " * _MANY,
    "nested blocks": _nested_block,
    "nested at the limit": lambda: "a: [" + ", ".join(["[" * 48 + "]" * 48] * 9_000) + "]",
    "huge plain scalar": lambda: "a: " + "x" * 900_000,
    "huge quoted scalar": lambda: 'a: "' + "x" * 900_000 + '"',
    "huge literal": lambda: "a: |\n" + "  x\n" * 200_000,
    "huge folded": lambda: "a: >\n" + "  x\n\n" * 150_000,
    "plain text on many lines": lambda: "a: x\n" + "  x\n" * 200_000,
    "escapes": lambda: 'a: "' + "\\x41" * 200_000 + '"',
    "many items": lambda: "a: [" + "1," * 400_000 + "]",
    "many lines of items": lambda: "a:\n" + "- 1\n" * 200_000,
    "wide map": lambda: _HEAD + "".join(f"k{n}: 1\n" for n in range(20_000)),
    "wider map": lambda: _HEAD + "".join(f"k{n}: 1\n" for n in range(80_000)),
    "one key many times": lambda: _HEAD + "a: 1\n" * 100_000,
    "wide map of groups": lambda: _HEAD + "roles:\n" + "".join(f"  r{n}: {{x: y}}\n" for n in range(12_000)),
    "long key": lambda: "k" * 900_000 + ": 1",
    "long quoted key": lambda: '"' + "k" * 900_000 + '": 1',
    "many documents": lambda: "--- a\n" * 150_000,
    "ends of documents": lambda: "...\n" * 200_000,
    "tags": lambda: "a: [" + "!!python/object/apply:os.system x, " * 20_000 + "]",
    "one long tag": lambda: "a: !" + "x" * 900_000 + " 1",
    "escaped tag": lambda: "a: !<" + "%41" * 300_000 + "> 1",
    "tag directives": lambda: "".join(f"%TAG !t{n}! tag:x,2000:\n" for n in range(30_000)) + "---\na: 1",
    "anchors": lambda: "a: [" + ", ".join(f"&a{n} 1" for n in range(80_000)) + "]",
    "unknown aliases": lambda: "a: [" + "*a, " * 200_000 + "]",
    "nulls": lambda: "a:\n" + "-\n" * 300_000,
    "colons": lambda: ": " * _MANY,
    "open quote": lambda: 'a: "' + "x\n" * 400_000,
    "many quotes": lambda: "'" * 900_000,
    "hashes": lambda: "#" * 900_000,
    "tabs": lambda: "\t" * 900_000,
    "spaces": lambda: " " * 900_000 + "a: 1",
    "empty lines": lambda: "\n" * 1_000_000,
    "carriage returns": lambda: "\r" * 1_000_000,
    "indentation mark": lambda: "a: |9\n" + " " * 900_000,
    "NUL": lambda: b"\0" * 1_000_000,
    "direction marks": lambda: "\u202e" * _MANY,
    "line separators": lambda: "\u2028" * _MANY,
    "not UTF-8": lambda: b"a: " + b"\xff" * 900_000,
    "cut UTF-8": lambda: b"a: " + "é".encode() * 400_000 + b"\xc3",
    "UTF-16": lambda: "jalon: 1".encode("utf-16"),
    "UTF-32": lambda: "jalon: 1".encode("utf-32"),
    "exponent": lambda: _HEAD + "parameters: {authorities.min: {value: 1e999999999, source: X}}",
    "borrowed rules": _borrowing,
    "from any of many": _crowd,
    "one line of 100 MB": lambda: b"a: " + b"x" * (100 * _MEBIBYTE),
    "comments of 100 MB": lambda: b"# x\n" * (25 * _MEBIBYTE),
}
"""Every bomb by its name."""
