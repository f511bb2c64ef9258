"""Reading the country a field of a file names: by its code, or by its name however it is spelt."""

from forms.country_names import country_code
from forms.field_reader import FieldReader, Reading
from forms.strict_yaml import Node


def country_of(reading: Reading) -> FieldReader[str]:
    """Make a reader of countries; a text that is none is kept as written, for the whole to be judged."""

    def read(node: Node, where: str) -> str | None:
        text = reading.text(node, where)
        return text and (country_code(text) or text)

    return read
