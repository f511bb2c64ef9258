"""A file holds one concept, a function one thought."""

from statistics import median

from tests.architecture.tree import CODE, code, functions, python_in, text

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 50
USUAL_LINES_OF_A_FILE = 100
USUAL_LINES_OF_A_FUNCTION = 8


def test_no_file_is_too_long_to_be_one_concept() -> None:
    sizes = {str(path): text(path).count("\n") for path in python_in(*CODE)}

    assert {path: lines for path, lines in sizes.items() if lines > LINES_OF_A_FILE} == {}


def test_no_function_is_too_long_to_be_one_thought() -> None:
    sizes = {
        f"{path}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_in(*CODE, "tests")
        for node in functions(code(path))
    }

    assert {name: lines for name, lines in sizes.items() if lines > LINES_OF_A_FUNCTION} == {}


def test_the_usual_file_is_read_at_a_glance() -> None:
    sizes = [text(path).count("\n") for path in python_in(*CODE) if text(path).strip()]

    assert median(sizes) <= USUAL_LINES_OF_A_FILE


def test_the_usual_function_is_a_few_lines() -> None:
    sizes = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in python_in(*CODE)
        for node in functions(code(path))
    ]

    assert median(sizes) <= USUAL_LINES_OF_A_FUNCTION
