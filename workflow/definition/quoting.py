"""A problem as a person reads it: its place, what is wrong, the line with a caret, what would mend it."""

from collections.abc import Mapping

from forms.problems import Problem

_LEVELS = {"error": "erreur", "warning": "avertissement"}
_GUTTER = 6


def quote(problem: Problem, texts: Mapping[str, str], *, whole_path: bool = False) -> str:
    """Write one problem on a few lines; `texts` gives the text of each file it may point into.

    The first line begins with `file:line:column`; where the text is known, the line follows with a
    caret under the token; then, if asked, each step of the path that shows it; last, the remedy.
    """
    place = f"{problem.mark} : " if problem.mark else ""
    lines = [f"{place}{_LEVELS[problem.level]} {problem.code} : {problem.message}"]
    shown = _line(problem, texts)
    if shown is not None and problem.mark is not None:
        column = problem.mark.column - 1
        under = min(problem.length, max(len(shown) - column, 1))
        lines.append(f"{problem.mark.line:>{_GUTTER}} | {shown}")
        lines.append(f"{'':>{_GUTTER}} | {' ' * column}{'^' * under}")
    if whole_path:
        lines += [f"{number:>{_GUTTER}}. {step}" for number, step in enumerate(problem.path, start=1)]
    if problem.remedy:
        lines.append(f"{'':>{_GUTTER}} = aide : {problem.remedy}")
    return "\n".join(lines)


def count(problems: tuple[Problem, ...]) -> str:
    """Say how many errors and warnings there are: « 1 erreur, 2 avertissements »."""
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    return f"{_plural(errors, 'erreur')}, {_plural(warnings, 'avertissement')}"


def _line(problem: Problem, texts: Mapping[str, str]) -> str | None:
    text = texts.get(problem.mark.file) if problem.mark else None
    lines = text.splitlines() if text is not None else []
    return lines[problem.mark.line - 1] if problem.mark and problem.mark.line <= len(lines) else None


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number <= 1 else f"{number} {noun}s"
