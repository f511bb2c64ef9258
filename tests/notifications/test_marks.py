from notifications.guarding import enclose
from notifications.marks import Block, fact, read_blocks


def test_a_text_is_read_into_its_blocks() -> None:
    text = "Bonjour,\n\nUne phrase\nlongue.\n# Titre\n- un\n- deux\n  suite\n\n> cité\n~ gardée\n~ aussi\n"

    assert read_blocks(text) == (
        Block("paragraph", ("Bonjour,",)),
        Block("paragraph", ("Une phrase longue.",)),
        Block("heading", ("Titre",)),
        Block("item", ("un", "deux suite")),
        Block("quotation", ("cité",)),
        Block("kept", ("gardée", "aussi")),
    )


def test_facts_that_blank_lines_part_make_one_table() -> None:
    assert read_blocks("| a : 1\n\n\n| b : 2\n") == (Block("fact", ("a : 1", "b : 2")),)


def test_a_typed_text_makes_no_block_of_its_own() -> None:
    typed = enclose("# Titre\n\n- point\n| a\u00a0: b")

    assert [block.kind for block in read_blocks(f"{typed}\n")] == ["paragraph"]


def test_a_fact_is_cut_at_the_colon_of_its_label() -> None:
    title = enclose("Eau\u00a0: un bien commun")

    assert fact(f"Projet\u00a0: {title}") == ("Projet", title)


def test_a_colon_that_was_typed_cuts_nothing() -> None:
    assert fact(enclose("a\u00a0: b")) == ("", enclose("a\u00a0: b"))


def test_nothing_makes_no_block() -> None:
    assert read_blocks("\n  \n\n") == ()
