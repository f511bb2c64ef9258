import pytest

from notifications.errors import GiveUp, TryAgain
from notifications.replies import refusal


@pytest.mark.parametrize("code", [-1, 0, 211, 354, 421, 450, 451, 452, 499, 530, 535, 600])
def test_all_but_a_final_refusal_may_pass(code: int) -> None:
    assert isinstance(refusal((code, b"x"), of_recipient=True), TryAgain)


@pytest.mark.parametrize("code", [500, 550, 551, 552, 553, 554, 571])
def test_a_final_refusal_is_given_up(code: int) -> None:
    assert isinstance(refusal((code, b"x"), of_recipient=False), GiveUp)


def test_what_a_relay_says_is_shown_harmless_and_short() -> None:
    told = refusal((550, b"5.1.1 \x1b[31mno\r\nsuch \xe2\x80\xaeuser " + b"a" * 300), of_recipient=True)

    assert told.seen["réponse"].startswith("550 5.1.1 [31mno such user aaa")
    assert len(told.seen["réponse"]) <= 204
