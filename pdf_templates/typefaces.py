"""The one family documents are set in: it comes from a package, never from the machine."""

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

_UPRIGHT = "asset:upright.ttf"
_ITALIC = "asset:italic.ttf"

FACES = f"""
@font-face {{ font-family: "Jalon Sans"; src: url("{_UPRIGHT}") }}
@font-face {{ font-family: "Jalon Sans"; font-style: italic; src: url("{_ITALIC}") }}
"""
"""The rules that give the family its name; stylesheets say `font-family: "Jalon Sans"`.

No weight is declared: the files hold all of them, and a declared one keeps the widths of another.
"""


@lru_cache(maxsize=1)
def font_assets() -> Mapping[str, bytes]:
    """Read the font files: asset name → bytes."""
    folder = font_folder() / "files"
    return MappingProxyType(
        {
            _UPRIGHT: (folder / "OpenSans[wdth,wght].ttf").read_bytes(),
            _ITALIC: (folder / "OpenSans-Italic[wdth,wght].ttf").read_bytes(),
        }
    )


@lru_cache(maxsize=1)
def font_digest() -> str:
    """Give one SHA-256 for all the font files."""
    return sha256(b"".join(font_assets().values())).hexdigest()


def font_folder() -> Path:
    """Tell where the font package keeps its files."""
    from fontpkg_open_sans import ROOT  # noqa: PLC0415 -- slow import

    return Path(ROOT)
