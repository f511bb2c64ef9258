"""Each code is raised somewhere, and each code raised has its title."""

import re
from importlib.resources import files

from notifications.codes import TITLES


def test_codes_and_the_places_that_use_them_agree() -> None:
    texts = [
        entry.read_text(encoding="utf-8")
        for entry in files("notifications").iterdir()
        if entry.name.endswith(".py") and entry.name != "codes.py"
    ]

    assert {code for text in texts for code in re.findall(r"MAI-\d{3}", text)} == set(TITLES)
