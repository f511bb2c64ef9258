"""The ground all parts of a definition share: frozen, strict about keys, names checked."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator, WithJsonSchema

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


Text = Annotated[str, Field(min_length=1, max_length=10_000)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.\-]{0,63}$")]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
UnknownText = Annotated[
    UnknownValue, PlainValidator(_unknown), PlainSerializer(str, return_type=str), WithJsonSchema({"const": "unknown"})
]
