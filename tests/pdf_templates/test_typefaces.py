"""The fonts come from the package, and every face asked for has its file."""

import re

from pdf_templates.typefaces import FACES, font_assets, font_digest, font_folder


def test_every_face_has_its_file() -> None:
    assert set(re.findall(r'url\("([^"]+)"\)', FACES)) == set(font_assets())
    assert all(font.startswith(b"\0\1\0\0") for font in font_assets().values())


def test_the_fonts_are_those_of_the_package() -> None:
    assert font_folder().name == "fontpkg_open_sans"
    assert len(font_digest()) == 64
