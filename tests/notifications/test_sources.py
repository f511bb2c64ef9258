from notifications.sources import FRAME, shipped_sources, source_of


def test_texts_come_in_the_order_of_their_names() -> None:
    assert list(shipped_sources()) == sorted(shipped_sources())


def test_every_text_of_a_mail_fills_the_frame() -> None:
    sources = shipped_sources()
    framed = [name for name, text in sources.items() if text.startswith(f'{{% extends "{FRAME}" %}}')]

    assert len(framed) == 53


def test_a_mail_is_named_after_its_file() -> None:
    assert source_of("award") == "award.mail"
