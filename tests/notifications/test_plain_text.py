from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from notifications.guarding import enclose
from notifications.marks import Block, read_blocks
from notifications.plain_text import write_text

WORDS = st.lists(st.text(alphabet="aéœ-'", min_size=1, max_size=90), min_size=1)


def test_each_kind_of_block_has_its_form() -> None:
    lines = "Un.\n\n# Deux\n- trois\n| Quatre\u00a0: 4\n> ", enclose("cinq\n\nsix"), "\n~ sept\n~ huit\n"

    assert write_text(read_blocks("".join(lines))) == (
        "Un.\n\nDeux\n----\n\n- trois\n\n  Quatre\u00a0: 4\n\n> cinq\n>\n> six\n\nsept\nhuit\n"
    )


@given(WORDS)
def test_lines_are_cut_between_words_and_no_word_is_lost(words: list[str]) -> None:
    written = write_text((Block("item", (" ".join(words),)),))

    assert written.removeprefix("- ").split() == words
    assert all(len(line) <= 72 or " " not in line.strip().removeprefix("- ") for line in written.splitlines())


@given(WORDS)
def test_a_line_takes_all_the_words_it_can(words: list[str]) -> None:
    lines = write_text((Block("paragraph", (" ".join(words),)),)).splitlines()

    assert all(len(f"{line} {after.split()[0]}") > 72 for line, after in pairwise(lines))


def test_unbreakable_spaces_do_not_break() -> None:
    amount = "126\u202f000,00\u00a0€"

    assert amount in write_text((Block("paragraph", (" ".join(["mot"] * 17) + f" {amount}",)),))
