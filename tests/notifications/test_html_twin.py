from notifications.guarding import enclose
from notifications.html_twin import write_html
from notifications.marks import read_blocks
from tests.notifications.reading import Reading


def body(text: str) -> str:
    return write_html(read_blocks(text), subject="s").partition("<h1>s</h1>\n")[2].partition("\n</main>")[0]


def test_each_kind_of_block_has_its_element() -> None:
    text = "Un.\n\n# Deux\n- trois\n> " + enclose("cinq\nsix") + "\n~ sept\n~ huit\n"

    assert body(text) == (
        "<p>Un.</p>\n<h2>Deux</h2>\n<ul>\n<li>trois</li>\n</ul>\n"
        "<blockquote>cinq<br>\nsix</blockquote>\n<address>sept<br>\nhuit</address>"
    )


def test_a_fact_is_a_row_headed_by_its_label() -> None:
    written = body(f"| Quatre\u00a0: {enclose('4')}\n")

    assert Reading(written).tags == ["table", "tr", "th", "td"]
    assert '<th scope="row"' in written
    assert written.endswith(">Quatre</th><td>4</td></tr>\n</table>")


def test_a_typed_text_is_never_markup() -> None:
    written = body(f"# {enclose('<script>alert(1)</script>')}\n{enclose('<a href=x>&amp;')}\n")

    assert Reading(written).tags == ["h2", "p"]
    assert "&lt;script&gt;" in written
    assert "&lt;a href=x&gt;&amp;amp;" in written


def test_the_document_has_a_language_a_title_and_one_first_heading() -> None:
    document = write_html((), subject="Reçu & classé")

    assert document.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert "<title>Reçu &amp; classé</title>" in document
    assert Reading(document).tags.count("h1") == 1
