"""Which keys the model knows at a path: what a near miss is compared with."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from pydantic import Tag

from workflow.definition.model import Definition
from workflow.definition.shape import Shape

Annotation = object


@cache
def keys_of(shape: type[Shape]) -> dict[str, Annotation]:
    """Give the keys of a group, as written in YAML, with the type of their values."""
    hints = get_type_hints(shape, include_extras=True)
    return {field.alias or name: hints[name] for name, field in shape.model_fields.items()}


def known_keys(path: tuple[str | int, ...], *, shape: type[Shape] = Definition) -> tuple[str, ...]:
    """Give the keys that the model knows for the group at a path; none where ids are free."""
    here: list[Annotation] = [shape]
    for step in path:
        here = [found for annotation in here for found in _inside(annotation, step)]
    return tuple(key for annotation in here for group in shapes(annotation) for key in keys_of(group))


def shapes(annotation: Annotation) -> Iterator[type[Shape]]:
    """Give the groups of keys a value of this type may be."""
    for choice in _choices(annotation):
        if isinstance(choice, type) and issubclass(choice, Shape):
            yield choice


def _inside(annotation: Annotation, step: str | int) -> Iterator[Annotation]:
    tagged = [choice for choice in _choices(annotation) if _tag(choice) == step]
    if tagged:
        yield from tagged
        return
    for choice in map(_bare, _choices(annotation)):
        arguments = get_args(choice)
        if isinstance(choice, type) and issubclass(choice, Shape):
            yield from [found for key, found in keys_of(choice).items() if key == step]
        elif get_origin(choice) is tuple and isinstance(step, int):
            yield arguments[0]
        elif get_origin(choice) is Mapping:
            yield arguments[1]


def _choices(annotation: Annotation) -> Iterator[Annotation]:
    """Give the alternatives of a union, tags kept; anything else is its own only one."""
    bare = _bare(annotation)
    if get_origin(bare) in {Union, UnionType}:
        for choice in get_args(bare):
            yield from ([choice] if _tag(choice) else _choices(choice))
    else:
        yield bare


def _bare(annotation: Annotation) -> Annotation:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _tag(annotation: Annotation) -> str | None:
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return next((mark.tag for mark in marks if isinstance(mark, Tag)), None)
