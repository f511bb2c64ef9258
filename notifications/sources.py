"""The texts that ship with the package: every mail, its frame and its shared parts."""

from functools import lru_cache
from importlib.resources import files

SUFFIX = ".mail"
FRAME = f"frame{SUFFIX}"
"""The layout every mail fills."""


def shipped_sources() -> dict[str, str]:
    """Give every mail template of the package: file name → text, in the order of names.

    A published definition pins these texts and hands them back for each mail it writes. The mail
    `award` is `award.mail`; the frame is `frame.mail`; other names are parts that mails include.
    """
    return dict(_texts())


def source_of(name: str) -> str:
    """Give the file name of a mail's template."""
    return f"{name}{SUFFIX}"


@lru_cache(maxsize=1)
def _texts() -> tuple[tuple[str, str], ...]:
    """Read the package once: its files do not change under a process that runs from them."""
    folder = files("notifications") / "templates"
    entries = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(SUFFIX)), key=lambda e: e.name
    )
    return tuple((entry.name, entry.read_text(encoding="utf-8")) for entry in entries)
