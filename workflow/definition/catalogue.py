"""Where definitions are found, and how one is resolved along what it extends."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path, PurePath

from pydantic import ValidationError

from forms.bounded_file import read_bounded
from forms.errors import Unreadable
from forms.nearest import suggest
from forms.problems import Problem, report
from forms.strict_yaml import Limits, Scalar, bounded
from forms.strict_yaml import Mapping as Group
from workflow.definition.complaints import complaints
from workflow.definition.errors import Defective, UnknownCall
from workflow.definition.expansion import expand
from workflow.definition.inheritance import inherit
from workflow.definition.model import Definition
from workflow.definition.plain import plain
from workflow.definition.reading import Source, parent_of, read_source
from workflow.definition.resolved import Resolved
from workflow.definition.salvage import Salvaged, salvage

PROCEDURE = "procedure"
"""The code of the shared procedure that ships with Jalon: what binds every definition is read there."""

_SHIPPED = "workflow/calls"
_SUFFIX = ".yaml"
_LONGEST_CHAIN = 3


def shipped_codes() -> tuple[str, ...]:
    """Give the codes of the definitions that ship with Jalon, calls and what they extend, sorted."""
    return tuple(
        sorted(
            entry.name.removesuffix(_SUFFIX) for entry in _shipped().iterdir() if _is_definition(entry.name)
        )
    )


def load(code: str, *, folder: Path | None = None) -> Resolved:
    """Give a definition resolved, by its code; `folder` is looked into before the shipped ones.

    Raises `UnknownCall`, `Defective` (an `Unreadable` with all problems) or `LimitExceeded`.
    """
    source = _find(code, folder)
    if source is None:
        codes = codes_in(folder)
        raise UnknownCall(
            message=f"Aucune définition n'a le code « {code} ».",
            seen={"code": code},
            remedies=(suggest(code, codes),),
        )
    return _resolve(source, folder)


def load_path(path: Path) -> Resolved:
    """Give a definition resolved, by its file; what it extends is looked for beside it, then shipped.

    Raises as `load`, and `OSError` when the file cannot be read.
    """
    return _resolve(Source(str(path), read_bounded(path)), path.parent)


def codes_in(folder: Path | None) -> tuple[str, ...]:
    """Give every code that can be loaded, those of the administration's folder included."""
    found = folder.glob(f"*{_SUFFIX}") if folder is not None else ()
    added = [path.stem for path in found if _is_definition(path.name)]
    return tuple(sorted({*added, *shipped_codes()}))


def beside(name: str, *, other: str) -> Source | None:
    """Give the file called `other` that lies beside a definition's file, if there is one.

    `name` is the file's name as `Resolved.files` gives it; `other` is a bare name, never a path.
    """
    if PurePath(other).name != other:
        return None
    path = Path(name)
    if path.is_file():
        found = path.with_name(other)
        return Source(str(found), found.read_bytes()) if found.is_file() else None
    shipped = _shipped() / other
    is_shipped = name.startswith(f"{_SHIPPED}/") and shipped.is_file()
    return Source(f"{_SHIPPED}/{other}", shipped.read_bytes()) if is_shipped else None


@lru_cache(maxsize=64)
def resolve_sources(chain: tuple[Source, ...], *, known_codes: tuple[str, ...] = ()) -> Resolved:
    """Resolve files given from the heir to its oldest ancestor; texts already seen are not read again.

    Raises `Defective` with the problems of all of them, in reading order file by file.
    """
    texts = {source.name: source.text() for source in chain}
    problems: list[Problem] = []
    tree: Group | None = None
    for source in reversed(chain):
        root, lacking = read_source(source)
        problems.extend(lacking)
        tree = inherit(tree if tree is not None else Group((), root.mark), root, problems)
    expanded = expand(tree or Group((), read_source(chain[0])[0].mark), problems)
    files = tuple(reversed(texts))
    try:
        definition = Definition.model_validate(plain(expanded))
    except ValidationError as error:
        told = {problem.where for problem in problems}
        refused = (problem for problem in complaints(error, expanded) if problem.where not in told)
        problems.extend(islice(refused, Limits().problems + 1))
        few = len(problems) <= Limits().problems
        rest = salvage(expanded, files=files, texts=texts, known_codes=known_codes) if few else None
        raise _defective(chain[0], problems, texts, salvaged=rest) from None
    resolved = Resolved(definition, expanded, files, texts, known_codes)
    if problems:
        raise _defective(chain[0], problems, texts, salvaged=Salvaged(resolved))
    return resolved


def _resolve(source: Source, folder: Path | None) -> Resolved:
    chain = [source]
    try:
        while parent := parent_of(read_source(chain[-1])[0]):
            chain.append(_ancestor(parent, chain, folder))
    except Unreadable as error:
        if isinstance(error, Defective):
            raise
        raise _defective(chain[-1], list(error.problems), {chain[-1].name: chain[-1].text()}) from None
    return resolve_sources(tuple(chain), known_codes=codes_in(folder))


def _ancestor(parent: Scalar, chain: list[Source], folder: Path | None) -> Source:
    heir = chain[-1]
    found = _find(parent.text, folder)
    if found is None:
        known = [code for code in codes_in(folder) if code != heir.code]
        problem = _about(
            parent,
            "DEF-010",
            f"Aucune définition « {parent.text} » à prolonger.",
            suggest(parent.text, known),
        )
    elif found.name in {source.name for source in chain}:
        problem = _about(
            parent, "DEF-011", f"« {parent.text} » se prolonge elle-même.", "Retirez ce « extends »."
        )
    elif len(chain) == _LONGEST_CHAIN:
        problem = _about(
            parent,
            "DEF-011",
            "Un appel prolonge une famille, une famille la procédure ; pas davantage.",
            "Retirez un étage d'héritage.",
        )
    else:
        return found
    raise _defective(heir, [problem], {heir.name: heir.text()})


def _about(parent: Scalar, code: str, message: str, remedy: str) -> Problem:
    return report(
        code=code, message=message, mark=parent.mark, where="extends", remedy=remedy, length=parent.length
    )


def _defective(
    source: Source, problems: list[Problem], texts: Mapping[str, str], *, salvaged: Salvaged | None = None
) -> Defective:
    told = bounded(_in_order(problems, texts))
    return Defective(name=source.name, problems=told, texts=texts, salvaged=salvaged)


def _in_order(problems: list[Problem], texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """Sort problems file by file, the heir first, then as a reader meets them."""
    order = list(texts)
    far = len(order)

    def rank(problem: Problem) -> tuple[int, int, int]:
        mark = problem.mark
        return (
            (order.index(mark.file) if mark.file in order else far, mark.line, mark.column)
            if mark
            else (far, 0, 0)
        )

    return tuple(sorted(problems, key=rank))


def _find(code: str, folder: Path | None) -> Source | None:
    name = f"{code}{_SUFFIX}"
    if not _is_definition(name):
        return None
    if folder is not None and (folder / name).is_file():
        return Source(str(folder / name), read_bounded(folder / name))
    shipped = _shipped() / name
    return Source(f"{_SHIPPED}/{name}", shipped.read_bytes()) if shipped.is_file() else None


def _is_definition(name: str) -> bool:
    stem = name.removesuffix(_SUFFIX)
    return stem != name and not any(mark in stem for mark in ("/", "\\", "."))


_ROOM, _FOLDER = _SHIPPED.split("/")


def _shipped() -> Traversable:
    return files(_ROOM) / _FOLDER
