import pytest

from notifications.errors import UnknownMail
from notifications.registry import Message, known, message
from notifications.sources import FRAME, shipped_sources, source_of

PARTS = {FRAME, "signature.mail", "appeals.mail", "silence.mail", "schedule.mail"}


def test_every_mail_has_its_text_and_every_text_its_mail() -> None:
    assert {source_of(name) for name in known()} | PARTS == set(shipped_sources())


def test_a_mail_tells_its_title_its_reader_and_what_they_may_not_learn() -> None:
    assert message("filing_receipt") == Message(
        name="filing_receipt",
        title="Accusé de réception de la demande",
        reader="porteur",
        circle="announced",
        hidden=frozenset(
            {
                "proposal",
                "basis",
                "derogations",
                "opinion",
                "opinions",
                "findings",
                "case.state_label",
                "case.next_actor",
            }
        ),
    )


def test_no_two_mails_share_a_title() -> None:
    titles = [mail.title for mail in known().values()]

    assert len(set(titles)) == len(titles) == 53


def test_an_unknown_mail_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownMail) as refused:
        message("filing_reciept")

    assert refused.value.message == "Le courriel «\u00a0filing_reciept\u00a0» n'existe pas."
    assert refused.value.remedies == ("Vouliez-vous «\u00a0filing_receipt\u00a0»\u202f?",)


def test_a_name_near_to_none_is_refused_with_the_list() -> None:
    with pytest.raises(UnknownMail) as refused:
        message("zzz")

    assert "award" in refused.value.remedies[0]
