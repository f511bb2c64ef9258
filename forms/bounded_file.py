"""The content of a file, read no further than it can be worth."""

from pathlib import Path

from forms.yaml_text import Limits

_LIMITS = Limits()


def read_bounded(path: Path) -> bytes:
    """Give the bytes of a file, or one more than a text may weigh: enough to refuse it, whatever its size.

    Raises `OSError` when the file cannot be read.
    """
    with path.open("rb") as file:
        return file.read(_LIMITS.bytes + 1)
