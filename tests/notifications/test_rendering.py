import pytest

from forms.letter import SAMPLE
from forms.templates.language import language
from notifications.errors import UnknownMail, Unwritable
from notifications.rendering import Written, write_mail
from notifications.sources import FRAME, shipped_sources
from tests.notifications.letters import changed
from tests.notifications.reading import Reading

SHIPPED = shipped_sources()
SMALL = {
    FRAME: "Objet : {{ case.ref }} – {% block subject required %}{% endblock %}\n"
    "{% block body %}{% endblock %}\n~ {{ service.email | address }}\n",
    "award.mail": '{% extends "frame.mail" %}{% block subject %}{{ case.title }}{% endblock %}'
    "{% block body %}# Montant\n| Reçu : {{ decision.amount | euros }}{% endblock %}",
}


def body(text: str) -> dict[str, str]:
    """The small sources with another body for the one mail."""
    head = SMALL["award.mail"].partition("{% block body %}")[0]
    return {**SMALL, "award.mail": f"{head}{{% block body %}}{text}{{% endblock %}}"}


def test_a_mail_is_written_whole() -> None:
    written = write_mail("award", sources=SMALL, letter=SAMPLE)

    assert written.subject == "GEN25-0001 – Gestion de l'eau du bassin Catamayo-Chira"
    assert (
        written.text
        == "Montant\n-------\n\n  Reçu\u00a0: 75\u202f000,00\u00a0€\n\nappels.dctciv@example.org\n"
    )
    assert Reading(written.html).words[-1] == "appels.dctciv@example.org"


def test_text_and_html_say_the_same_words() -> None:
    written = write_mail("filing_receipt", sources=SHIPPED, letter=SAMPLE)

    spoken, seen = (
        [word for word in words if word.strip("-:>")]
        for words in (
            written.text.split(),
            Reading(written.html).words,
        )
    )

    assert seen[seen.index("Courriel") :] == spoken


@pytest.mark.parametrize(
    "title",
    [
        "{{7*7}}",
        "{% raw %}",
        "{{ ''.__class__ }}",
        "${7*7}",
        "# Titre",
        "| a : b",
        "> x",
        "- x",
        "<script>x</script>",
    ],
)
def test_what_people_type_comes_out_as_it_is(title: str) -> None:
    written = write_mail("award", sources=body("{{ case.title }}"), letter=changed({"case.title": title}))

    assert written.subject == f"GEN25-0001 – {title}"
    assert written.text == f"{title}\n\nappels.dctciv@example.org\n"
    assert set(Reading(written.html).tags) <= {
        "html",
        "head",
        "meta",
        "title",
        "body",
        "main",
        "h1",
        "p",
        "address",
    }


def test_a_typed_address_is_no_link() -> None:
    letter = changed({"case.title": "Voir https://evil.example/x ou moi@evil.example"})

    written = write_mail("award", sources=body("{{ case.title }}"), letter=letter)

    assert written.text.startswith("Voir https: / /evil. example/x ou moi@evil. example\n")
    assert "href" not in Reading(written.html).attributes


def test_lines_of_a_typed_text_stay_in_their_quotation() -> None:
    letter = changed({"case.title": "un\n\n# deux"})

    written = write_mail("award", sources=body("> {{ case.title }}"), letter=letter)

    assert written.subject == "GEN25-0001 – un # deux"
    assert written.text == "> un\n>\n> # deux\n\nappels.dctciv@example.org\n"


@pytest.mark.parametrize("absent", [None, "", " "])
def test_an_absent_value_is_refused_by_its_name_and_never_blank(absent: str | None) -> None:
    with pytest.raises(Unwritable) as refused:
        write_mail("award", sources=SMALL, letter=changed({"case.title": absent}))

    assert refused.value.code == "MAI-101"
    assert refused.value.seen == {"courriel": "award", "valeur": "case.title", "place": "award.mail:1"}


@pytest.mark.parametrize("part", ["decision", "decision.amount"])
def test_a_value_of_an_absent_part_is_refused_by_its_whole_name(part: str) -> None:
    with pytest.raises(Unwritable) as refused:
        write_mail("award", sources=SMALL, letter=changed({part: None}))

    assert (refused.value.code, refused.value.seen["valeur"]) == ("MAI-101", "decision.amount")


def test_a_letter_without_a_part_is_as_one_where_it_is_none() -> None:
    letter = {name: value for name, value in SAMPLE.items() if name != "silence"}

    assert write_mail("filing_receipt", sources=SHIPPED, letter=letter) == write_mail(
        "filing_receipt", sources=SHIPPED, letter=changed({"silence": None})
    )


def test_presence_is_told_from_value() -> None:
    sources = body("{% if ceiling is defined %}{{ ceiling | euros }}{% else %}Aucun.{% endif %}")

    assert write_mail("award", sources=sources, letter=changed({"ceiling": 0})).text.startswith("0,00")
    assert write_mail("award", sources=sources, letter=changed({"ceiling": None})).text.startswith("Aucun.")


@pytest.mark.parametrize(
    "text",
    [
        "{{ case.titel }}",
        "{{ nothing }}",
        "{{ case }}",
        "{{ countries }}",
        "{{ instance.demo }}",
        "{% for c in countries %}{{ c.name.first }}{% endfor %}",
        "{% for c in case.title %}{{ c }}{% endfor %}{{ case.title | euros }}",
    ],
)
def test_a_value_that_cannot_be_written_is_refused(text: str) -> None:
    with pytest.raises(Unwritable):
        write_mail("award", sources=body(text), letter=SAMPLE)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 'a' ~ 'b' }}",
        "{{ range(99999999) }}",
        "{% for a in case %}{% for b in case %}{% for c in case %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in 'abc' %}x{% endfor %}",
        "{% set a = 1 %}",
        "{% macro a() %}{% endmacro %}",
        "{% import 'frame.mail' as f %}",
        "{% include case.title %}",
        "{% include ['a.mail'] %}",
        "{% include 'frame.mail' %}",
        "{% filter euros %}3{% endfilter %}",
        "{% with a = 1 %}{% endwith %}",
        "{{ countries[0] }}",
        "{{ case.title if case else 1 }}",
        "{{ [1, 2] }}",
        "{{ case.title is string }}",
        "{{ ().__class__ }}",
        "{{ case.title.format() }}",
        "{{ case.title | attr('x') }}",
        "{{ self.body() }}",
        "{{ super() }}",
        "{{ loop }}",
    ],
)
def test_what_the_language_does_not_hold_is_never_run(text: str) -> None:
    with pytest.raises(Unwritable) as refused:
        write_mail("award", sources=body(text), letter=SAMPLE)

    assert refused.value.code == "MAI-102"


@pytest.mark.parametrize("text", ["{% if %}", "{{ case. }}", "{{ " + "(" * 5_000, "{% if case %}" * 90])
def test_a_text_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Unwritable) as refused:
        write_mail("award", sources=body(text), letter=SAMPLE)

    assert refused.value.code == "MAI-102"


def test_a_mail_whose_text_is_not_pinned_is_refused() -> None:
    with pytest.raises(Unwritable, match=r"refusal\.mail"):
        write_mail("refusal", sources=SMALL, letter=SAMPLE)


def test_an_unknown_mail_is_refused() -> None:
    with pytest.raises(UnknownMail):
        write_mail("nothing", sources=SMALL, letter=SAMPLE)


@pytest.mark.parametrize("frame", ["{% block body %}{% endblock %}", "Objet : \n", "Sujet : a\n", ""])
def test_a_mail_without_subject_is_refused(frame: str) -> None:
    with pytest.raises(Unwritable) as refused:
        write_mail("award", sources={**SMALL, FRAME: frame}, letter=SAMPLE)

    assert refused.value.code == "MAI-103"


def test_a_long_subject_is_cut_at_a_word() -> None:
    written = write_mail("award", sources=SMALL, letter=changed({"case.title": "eau " * 60}))

    assert written.subject == "GEN25-0001 – " + "eau " * 25 + "eau…"
    assert len(written.subject) <= 120


def test_an_encoded_word_in_a_title_is_taken_apart() -> None:
    letter = changed({"case.title": "=?utf-8?q?a=0ABcc=3A_x=40y.fr?="})

    assert "=?" not in write_mail("award", sources=SMALL, letter=letter).subject


def test_templates_are_compiled_once_for_the_same_content() -> None:
    write_mail("award", sources=SMALL, letter=SAMPLE)
    before = language.cache_info()

    write_mail("award", sources=dict(SMALL), letter=changed({"case.ref": "A-2"}))

    assert (language.cache_info().misses, language.cache_info().hits) == (before.misses, before.hits + 1)


def test_texts_of_other_rooms_do_not_matter() -> None:
    assert write_mail("award", sources={**SMALL, "letter.css": "{{"}, letter=SAMPLE) == write_mail(
        "award", sources=SMALL, letter=SAMPLE
    )


def test_the_same_letter_gives_the_same_mail() -> None:
    first = write_mail("award", sources=SHIPPED, letter=SAMPLE)

    assert first == write_mail("award", sources=shipped_sources(), letter=changed({}))
    assert isinstance(first, Written)
