from functools import cache
from pathlib import Path

import pytest
from fontpkg_open_sans import ROOT
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no annotations
from hypothesis import given
from hypothesis import strategies as st

from forms.typography import typeset
from workflow.definition.catalogue import load, shipped_codes
from workflow.definition.diagrams.cards import BOLD, SIZES
from workflow.definition.diagrams.lettering import width_of, wrapped
from workflow.definition.diagrams.plan import plan

TEXT = st.text(alphabet="abcdefghijmwÉÀ «»,.' ", max_size=80)


@given(TEXT, st.integers(40, 300))
def test_wrapping_keeps_every_word_and_breaks_only_where_it_must(text: str, width: int) -> None:
    lines = wrapped(text, size=12, width=width)

    assert " ".join(lines).split() == text.split()
    assert all(width_of(line, size=12) <= width or " " not in line for line in lines)


def test_a_space_that_must_not_break_does_not() -> None:
    lines = wrapped(typeset("échéance : « Valable » demain"), size=12, width=80)

    assert lines == tuple(map(typeset, ("échéance :", "« Valable »", "demain")))


@cache
def font() -> TTFont:
    """The one font that comes with us; it is drawn at its usual weight and width."""
    (file,) = [path for path in Path(str(ROOT)).rglob("*.ttf") if "Italic" not in path.name]
    return TTFont(file)


def drawn(text: str, *, size: int) -> float:
    """The width of a text; what the font lacks, such as an arrow, is one em wide."""
    glyphs, widths, em = font().getBestCmap(), font()["hmtx"].metrics, font()["head"].unitsPerEm
    units = [widths[glyphs[ord(letter)]][0] if ord(letter) in glyphs else em for letter in text]
    return float(sum(units) * size / em)


@pytest.mark.parametrize("code", shipped_codes())
def test_no_text_of_a_shipped_drawing_is_wider_than_estimated(code: str) -> None:
    definition = load(code).definition
    lines = {
        line
        for machine in definition.machines
        for box in plan(definition, machine).boxes
        for line in box.card.lines
    }

    assert [
        line.text
        for line in lines
        if drawn(line.text, size=SIZES[line.style])
        > width_of(line.text, size=SIZES[line.style], bold=line.style in BOLD)
    ] == []
