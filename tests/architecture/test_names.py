"""A file is named after the thing it is about."""

import re

from tests.architecture.tree import files

SAYS_NOTHING = re.compile(r"^(utils?|helpers?|managers?|commons?|misc|tools?)$|_(utils?|helpers?|managers?)$")


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    named = {
        str(path)
        for path in files()
        if any(SAYS_NOTHING.search(part.partition(".")[0]) for part in path.parts)
    }

    assert named == set()
