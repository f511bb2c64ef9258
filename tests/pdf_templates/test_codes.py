"""Each code of the room has a title, and each title a use."""

import re
from pathlib import Path

from pdf_templates.codes import TITLES


def test_codes_in_use_and_codes_listed_are_the_same() -> None:
    rooms = [path for path in Path("pdf_templates").glob("*.py") if path.name != "codes.py"]
    used = {code for path in rooms for code in re.findall(r"DOC-\d{3}", path.read_text(encoding="utf-8"))}

    assert used == set(TITLES)
