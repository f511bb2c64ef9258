"""The JSON Schema of source files: what an editor proposes while a definition is being written.

Looser than the reader on purpose: in a file that extends another, nothing but its head is
compulsory, any value may be taken out, any list edited.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import TypeAdapter, WithJsonSchema

from forms.strict_yaml import Mapping as Group
from forms.strict_yaml import Scalar, read_yaml
from workflow.definition.fields import keys_of
from workflow.definition.literals import Flag
from workflow.definition.model import Definition
from workflow.definition.sections import SECTIONS
from workflow.definition.shape import Shape

Schema = dict[str, Any]

# The newest draft that the YAML language server reads, whose identifier is spelt with http.
_DIALECT = "http://json-schema.org/draft-07/schema#"
_SCALAR = ["string", "number", "boolean"]
_REMOVE: Schema = {"const": "remove", "description": "Retire ce qui est hérité."}
_EDIT: Schema = {
    "type": "object",
    "properties": {"add": {}, "remove": {}},
    "additionalProperties": False,
    "minProperties": 1,
    "description": "Modifie la liste héritée.",
}
_PHASES: Schema = {
    "type": "object",
    "properties": {"phase": {}},
    "required": ["phase"],
    "additionalProperties": False,
    "description": "Tous les états non finals de ces phases.",
}
_BORROWED: Schema = {
    "type": "object",
    "properties": {"as": {"type": "string"}, "add": {}, "remove": {}},
    "required": ["as"],
    "additionalProperties": False,
    "description": "Les règles d'une autre transition, modifiées ou non.",
}
_SHORTHANDS: Mapping[tuple[str, str], Schema] = {
    ("Transition", "from"): _PHASES,
    ("Transition", "rules"): _BORROWED,
}
_FLAG: Schema = {"enum": [True, False, "yes", "no"]}
_HEAD = ["jalon", "code", "title"]


def source_schema() -> Schema:
    """Give the schema, with the French descriptions of every key."""
    return {
        "$schema": _DIALECT,
        "title": "Définition Jalon",
        **_group(Definition),
        "required": _HEAD,
        "definitions": {
            section: _group(shape) for section, shape in SECTIONS.items() if shape is not Definition
        },
    }


@cache
def descriptions() -> Mapping[str, Mapping[str, str]]:
    """Give what each key says, in French, by section then key."""
    name = "workflow/definition/keys.yaml"
    tree = read_yaml((files("workflow") / "definition" / "keys.yaml").read_bytes(), name=name)
    sections = tree.entries if isinstance(tree, Group) else ()
    return {
        section.text: {key.text: said.text for key, said in keys.entries if isinstance(said, Scalar)}
        for section, keys in sections
        if isinstance(keys, Group)
    }


def _section(shape: type[Shape]) -> str:
    return next(section for section, known in SECTIONS.items() if known is shape)


def _group(shape: type[Shape]) -> Schema:
    section = _section(shape)
    said = descriptions().get(section, {})
    properties = {
        key: {**_value(annotation, section, key), "description": said.get(key, "")}
        for key, annotation in keys_of(shape).items()
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _value(annotation: object, section: str, key: str) -> Schema:
    choices = [*_kinds(annotation), _REMOVE]
    if (section, key) in _SHORTHANDS:
        choices += [_SHORTHANDS[section, key], {"type": "array"}]
    return _any_of(choices)


def _any_of(choices: list[Schema]) -> Schema:
    """Join alternatives, each once."""
    once = [choice for rank, choice in enumerate(choices) if choice not in choices[:rank]]
    return once[0] if len(once) == 1 else {"anyOf": once}


def _kinds(annotation: object) -> Iterator[Schema]:
    """Give the forms a value may be written in."""
    if _is_literal(annotation):
        yield _FLAG if annotation == Flag else _scalar(annotation)
        return
    bare = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    origin, arguments = get_origin(bare), get_args(bare)
    if origin in {Union, UnionType}:
        for choice in arguments:
            yield from _kinds(choice)
    elif isinstance(bare, type) and issubclass(bare, Shape):
        yield {"$ref": f"#/definitions/{_section(bare)}"}
    elif origin is tuple:
        item = [*_kinds(arguments[0])]
        yield from ({"type": "array", "items": _any_of(item)}, _EDIT, *item)
    elif origin is Mapping:
        yield {"type": "object", "additionalProperties": _any_of([*_kinds(arguments[1]), _REMOVE])}
    elif bare is not type(None):
        yield _scalar(annotation)


def _is_literal(annotation: object) -> bool:
    """Tell whether a type is one of the literals, whose schema it gives itself."""
    marks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return any(isinstance(mark, WithJsonSchema) for mark in marks)


def _scalar(annotation: object) -> Schema:
    if get_origin(annotation) is Literal:
        words = get_args(annotation)
        return {"enum": [*words, *(int(word) for word in words if word.isdigit())]}
    known = (
        TypeAdapter(cast("type[object]", annotation)).json_schema()
        if get_origin(annotation) is Annotated
        else {}
    )
    kept = {key: value for key, value in known.items() if key in {"pattern", "examples"}}
    return {"type": _SCALAR, **kept}
