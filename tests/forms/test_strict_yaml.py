import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.codes import TITLES
from forms.errors import LimitExceeded, Unreadable
from forms.strict_yaml import Limits, Mapping, Mark, Node, Problem, Scalar, Sequence, read_yaml

NAME = "essai.yaml"


def refusals(text: bytes | str) -> list[tuple[str, str]]:
    """Give each problem as (code, line:column)."""
    with pytest.raises(Unreadable) as caught:
        read_yaml(text, name=NAME)
    for problem in caught.value.problems:
        assert problem.code in TITLES
        assert problem.remedy
    return [
        (problem.code, f"{problem.mark.line}:{problem.mark.column}" if problem.mark else "")
        for problem in caught.value.problems
    ]


def scalar(text: str, place: tuple[int, int], *, quoted: bool = False, length: int | None = None) -> Scalar:
    return Scalar(text, quoted, Mark(NAME, *place), len(text) if length is None else length)


def test_every_scalar_stays_text_with_its_place() -> None:
    tree = read_yaml('country: NO\ncode: 010\nat: 23:59\nn: [1_000, "2"]\n', name=NAME)

    expected = Mapping(
        (
            (scalar("country", (1, 1)), scalar("NO", (1, 10))),
            (scalar("code", (2, 1)), scalar("010", (2, 7))),
            (scalar("at", (3, 1)), scalar("23:59", (3, 5))),
            (
                scalar("n", (4, 1)),
                Sequence(
                    (scalar("1_000", (4, 5)), scalar("2", (4, 12), quoted=True, length=3)), Mark(NAME, 4, 4)
                ),
            ),
        ),
        Mark(NAME, 1, 1),
    )
    assert tree == expected


def test_mapping_answers_by_key() -> None:
    tree = read_yaml("a: 1\nb: 2\n", name=NAME)

    assert isinstance(tree, Mapping)
    assert tree.keys() == ("a", "b")
    assert tree.get("b") == scalar("2", (2, 4))
    assert tree.get("c") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: 1", [("YAML-002", "2:1")]),
        ("a: 'x\nb: 2", [("YAML-003", "1:4")]),
        ("a: 'l'eau'", [("YAML-003", "1:7")]),
        ("a: b: c", [("YAML-001", "1:5")]),
        ("a: [1, 2\nb: 3", [("YAML-001", "2:2")]),
        ("a: {b: 1}}", [("YAML-001", "1:10")]),
        ("a: ]", [("YAML-001", "1:4")]),
        ("a: @x", [("YAML-001", "1:4")]),
        ('a: "\\x"', [("YAML-001", "1:7")]),
        ("a:\n  b: 1\n c: 2", [("YAML-016", "3:2")]),
        ("a: 1\nb: 2\na: 3", [("YAML-004", "3:1")]),
        ("a: &x 1", [("YAML-005", "1:4")]),
        ("a: *x", [("YAML-006", "1:4")]),
        ("from: *\n", [("YAML-006", "1:8")]),
        ("a: &x [1]\nb: *x", [("YAML-005", "1:4"), ("YAML-006", "2:4")]),
        ("<<: {b: 1}", [("YAML-007", "1:1")]),
        ("a: !!str x", [("YAML-008", "1:4")]),
        ("a: !x {b: 1}", [("YAML-008", "1:4")]),
        ("%YAML 1.1\n---\na: 1", [("YAML-009", "1:1")]),
        ("# note\n\n%AUTRE\n---\na: 1", [("YAML-009", "3:1")]),
        ("%YAML 1.1\n# note\n%YAML 1.1\n---\na: *b", [("YAML-009", "1:1"), ("YAML-006", "5:4")]),
        ("a: 1\n---\nb: 2", [("YAML-010", "2:1")]),
        (b"a: 1\nb: caf\xe9", [("YAML-011", "2:7")]),
        ("a: x\x00y", [("YAML-012", "1:5")]),
        ("a: x\u202ey\r\nb: \u2066z", [("YAML-012", "1:5"), ("YAML-012", "2:4")]),
        ('a: "\\u202e"', [("YAML-012", "1:4")]),
        ('a: "\\ud83d"', [("YAML-012", "1:4")]),
        ("a: ~\nb: null\nc:\n", [("YAML-013", "1:4"), ("YAML-013", "2:4"), ("YAML-013", "3:1")]),
        ("titre: #2 eau", [("YAML-013", "1:1")]),
        ("{value: 800 000,00 EUR}", [("YAML-013", "1:17")]),
        ("", [("YAML-014", "1:1")]),
        ("# rien\n", [("YAML-014", "1:1")]),
        ("[a]: b", [("YAML-015", "1:1")]),
    ],
)
def test_what_is_refused_is_named_at_its_place(text: bytes | str, expected: list[tuple[str, str]]) -> None:
    assert refusals(text) == expected


def test_problems_met_before_a_syntax_error_are_told_with_it() -> None:
    assert refusals("a: 1\na: 2\nb: &x 3\nc: 'l'eau'") == [
        ("YAML-004", "2:1"),
        ("YAML-005", "3:4"),
        ("YAML-003", "4:7"),
    ]


def test_a_duplicate_points_to_the_first_and_says_where_it_stands() -> None:
    with pytest.raises(Unreadable) as caught:
        read_yaml("a:\n  - b: 1\n    b: 2\n", name=NAME)

    (problem,) = caught.value.problems
    assert problem.where == "a[0].b"
    assert problem.message.endswith("elle l'est déjà ligne 2.")


def test_the_comma_trap_is_explained_with_quotes() -> None:
    with pytest.raises(Unreadable) as caught:
        read_yaml("envelope: {value: 800 000,00 EUR}", name=NAME)

    (problem,) = caught.value.problems
    assert "virgule" in problem.message
    assert '"800 000,00"' in problem.remedy


def test_a_byte_order_mark_and_windows_line_ends_are_harmless() -> None:
    assert read_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", name=NAME) == read_yaml("a: 1\nb: 2\n", name=NAME)


def test_the_two_halves_of_an_escaped_emoji_are_joined() -> None:
    tree = read_yaml('["\\ud83d\\ude00"]', name=NAME)

    assert isinstance(tree, Sequence)
    assert [item.text for item in tree if isinstance(item, Scalar)] == ["😀"]


@pytest.mark.parametrize(
    ("text", "limit", "code"),
    [
        (b"x" * 2_000_000, "bytes", "LIM-001"),
        ("[" * 500, "depth", "LIM-002"),
        ("[" * 100_000, "depth", "LIM-002"),
        ('{"a":' * 100_000, "depth", "LIM-002"),
        ("- " * 100_000, "depth", "LIM-002"),
        ("a: " + "x" * 10_001, "scalar", "LIM-004"),
    ],
)
def test_each_limit_is_named(text: bytes | str, limit: str, code: str) -> None:
    with pytest.raises(LimitExceeded) as caught:
        read_yaml(text, name=NAME)

    assert (caught.value.limit, caught.value.code) == (limit, code)


@pytest.mark.parametrize(("opening", "column"), [("[", 51), ('{"a":', 251), ("- ", 101)])
def test_deep_nesting_is_refused_where_it_passes_the_limit_before_the_rest_is_read(
    opening: str, column: int
) -> None:
    with pytest.raises(LimitExceeded) as caught:
        read_yaml(opening * 100_000, name=NAME)

    assert caught.value.problem.mark == Mark(NAME, 1, column)


def test_limits_hold_to_the_unit() -> None:
    limits = Limits(bytes=40, depth=3, nodes=6, scalar=5, problems=2)

    assert isinstance(read_yaml("[[[a]]]", name=NAME, limits=limits), Sequence)
    assert isinstance(read_yaml("[a, b, c, d, eeeee]", name=NAME, limits=limits), Sequence)
    for text, limit in [
        ("[[[[a]]]]", "depth"),
        ("[a, b, c, d, e, f]", "nodes"),
        ("[aaaaaa]", "scalar"),
        ("#" * 41, "bytes"),
    ]:
        with pytest.raises(LimitExceeded) as caught:
            read_yaml(text, name=NAME, limits=limits)
        assert caught.value.limit == limit


def test_a_flood_of_problems_is_cut_and_says_so() -> None:
    text = "".join(f"k{i}:\n" for i in range(300))

    codes = [code for code, _ in refusals(text)[-2:]]

    assert codes == ["YAML-013", "YAML-017"]


texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co"]), max_size=40)


@given(st.dictionaries(texts, texts | st.lists(texts, max_size=4), min_size=1, max_size=5))
def test_whatever_is_quoted_is_read_back_as_written(document: dict[str, str | list[str]]) -> None:
    def quote(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def write(value: str | list[str]) -> str:
        return quote(value) if isinstance(value, str) else "[" + ", ".join(map(quote, value)) + "]"

    def read_back(node: Node) -> str | list[str]:
        if isinstance(node, Sequence):
            return [item.text for item in node if isinstance(item, Scalar)]
        assert isinstance(node, Scalar)
        return node.text

    tree = read_yaml("{" + ", ".join(f"{quote(k)}: {write(v)}" for k, v in document.items()) + "}", name=NAME)

    assert isinstance(tree, Mapping)
    assert {key.text: read_back(value) for key, value in tree.entries} == document


@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_text_is_read_or_refused_with_places(text: bytes | str) -> None:
    try:
        read_yaml(text, name=NAME)
        problems: tuple[Problem, ...] | None = None
    except Unreadable as refused:
        problems = refused.problems

    assert problems is None or (problems and all(problem.mark is not None for problem in problems))
