"""Text that people typed, made harmless before it enters a mail.

A title is never markup, never a template, never a line of its own, and no mail reader finds a
link in it.
"""

import re

OPEN, CLOSE, BREAK = "\ue000", "\ue001", "\ue002"
"""Private characters that hold a typed text together until the mail is laid out, and its line ends."""

_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ue000-\ue002\ufeff\ud800-\udfff]"
)
_SCHEME = re.compile(r"(?<=[^\W\d_]):(?=[^\s:])")
_SLASHES = re.compile(r"([/\\])(?=[/\\])")
_DOMAIN = re.compile(r"(?<=\w)([.\u3002\uff0e\uff61])(?=[^\W\d_]{2}|xn--)", re.IGNORECASE)


class Verbatim(str):
    """A text of the house itself, such as its own address: written as it is."""

    __slots__ = ()


def enclose(text: str) -> str:
    """Give a typed text as one block that cannot be read as anything else."""
    plain = text if isinstance(text, Verbatim) else unlinked(text)
    lines = _LINE_ENDS.sub(BREAK, _REMOVED.sub("", plain).replace("\t", " "))
    return f"{OPEN}{lines}{CLOSE}"


def unlinked(text: str) -> str:
    """Put a space where a mail reader would see an address: « www. exemple. org », « http: / /a ».

    Spaces that do not show are not enough: readers ignore them and make the link all the same.
    """
    spaced = _SLASHES.sub(r"\1 ", _SCHEME.sub(": ", text))
    return _DOMAIN.sub(r"\1 ", spaced)


def one_line(text: str) -> str:
    """Take the enclosure off and put a space at each line end."""
    return text.replace(BREAK, " ").replace(OPEN, "").replace(CLOSE, "")
