"""The tree as these tests see it: which files there are, what their code says."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]

ROOMS = ("forms", "rules", "notifications", "pdf_templates", "workflow")
DOORS = ("cli.py", "commands", "scheduler.py")
PRODUCT = (*ROOMS, *DOORS)
CODE = (*PRODUCT, "bench", "proofs")


@cache
def files() -> tuple[PurePosixPath, ...]:
    """Every file that is committed, or would be: what git ignores is not there. Sorted, from the root."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"],  # noqa: S607 -- git is where PATH says
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (PurePosixPath(name) for name in listed.stdout.split("\0") if name)
    return tuple(sorted({path for path in paths if (ROOT / path).is_file()}))


def python_in(*places: str) -> tuple[PurePosixPath, ...]:
    """The Python files of these root folders and root files."""
    return tuple(path for path in files() if path.suffix == ".py" and path.parts[0] in places)


@cache
def text(path: PurePosixPath) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def code(path: PurePosixPath) -> ast.Module:
    return ast.parse(text(path), filename=str(path))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each absolute import as (line, dotted name); `from a import b` gives `a.b`, which may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def dotted(node: ast.expr) -> str:
    """`a.b.c` for a chain of names, the empty text for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (head := dotted(node.value)):
        return f"{head}.{node.attr}"
    return ""
