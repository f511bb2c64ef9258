"""The ground all parts of a definition share: frozen, strict about keys, names checked."""

from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from forms.traps import name_trap
from workflow.definition.literals import UNKNOWN, UnknownValue


class Shape(BaseModel):
    """A group of keys: unknown ones are refused, nothing changes after reading."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=True, serialize_by_alias=True
    )


def listed(value: object) -> object:
    """Let one value stand for a list of one."""
    return (value,) if isinstance(value, (str, dict)) else value


def _unknown(value: object) -> UnknownValue:
    if value == "unknown" or isinstance(value, UnknownValue):
        return UNKNOWN
    raise ValueError("« unknown » ou une valeur est attendue")


class Trapped(str):
    """An unquoted text that other readers would take for a number, a time or a yes."""

    __slots__ = ()


def _no_trap(value: object) -> object:
    if isinstance(value, Trapped):
        raise PydanticCustomError("trapped", "{said}", {"said": name_trap(value)})
    return value


Text = Annotated[str, Field(min_length=1, max_length=10_000), BeforeValidator(_no_trap)]
Answer = Annotated[str, Field(min_length=1, max_length=200)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.\-]{0,63}$")]
ClauseName = Annotated[str, Field(pattern=r"^[a-z][a-z_]*(/[a-z][a-z_]*)*$", max_length=64)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Zone = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z_+\-]*(/[A-Za-z0-9_+\-]+){0,2}$", max_length=64)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
UnknownText = Annotated[
    UnknownValue,
    PlainValidator(_unknown),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"const": "unknown"}),
]
