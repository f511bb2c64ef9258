"""What had a hand in a document's bytes: where it differs, the same bytes are not to be expected."""

import ctypes
import platform
import zlib
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from types import MappingProxyType

from pdf_templates.typefaces import font_digest

_PACKAGES = ("weasyprint", "pydyf", "fonttools", "pikepdf", "segno", "pillow")
_UNKNOWN = "unknown"
_FACES = "faces"


def fingerprint(*, fonts: tuple[str, ...]) -> Mapping[str, str]:
    """Name the versions and fonts behind a document; `fonts` are the faces embedded in it.

    Rebuilding a document for comparison makes sense only where all of it is equal.
    """
    return MappingProxyType({**_versions(), "fonts": font_digest(), _FACES: ", ".join(fonts)})


def same_house(recorded: Mapping[str, str]) -> bool:
    """Tell whether a document with this recorded fingerprint can be expected to come out equal here.

    The faces a document happened to need are left aside: they follow from its text.
    """
    here = fingerprint(fonts=())
    return all(recorded.get(name) == told for name, told in here.items() if name != _FACES)


@lru_cache(maxsize=1)
def _versions() -> Mapping[str, str]:
    from weasyprint.text.ffi import harfbuzz_subset, pango  # noqa: PLC0415 -- slow import

    found = {name: version(name) for name in _PACKAGES}
    found["python"] = platform.python_version()
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    found["harfbuzz"] = _harfbuzz()
    found["harfbuzz-subset"] = "present" if harfbuzz_subset else "absent"
    found["pango"] = str(pango.pango_version())
    return MappingProxyType(found)


def _harfbuzz() -> str:
    try:
        tell = ctypes.CDLL("libharfbuzz.so.0").hb_version_string
    except (OSError, AttributeError):
        return _UNKNOWN
    tell.restype = ctypes.c_char_p
    told = tell()
    return told.decode() if isinstance(told, bytes) else _UNKNOWN
