"""One application of each family, from its draft to the signed convention."""

from tests.workflow.stories.acts import (
    ADMITS,
    CONVENTION,
    FOR,
    gives,
    to_the_committee,
    to_the_convention,
)
from tests.workflow.stories.casts import AUDE, BELFORT, IRCOD, LOIRE_ATLANTIQUE
from tests.workflow.stories.telling import Does, Story

GENERALISTE = Story(
    name="two countries, two embassies",
    call="generaliste-2025",
    file="aude",
    creator="aude",
    cast=AUDE,
    steps=(
        Does("aude", "submit"),
        ADMITS,
        gives("quito", "embassy.EC"),
        gives("pascal", "prefecture.76"),
        gives("lima", "embassy.PE"),
        *to_the_committee("75000.00"),
        Does("sonia", "select", given={"amount": "70 000,00"}),
        *to_the_convention("aude"),
    ),
    ends={"": "funded", "embassy.EC": "given", "embassy.PE": "given", "prefecture.76": "given"},
    reserved={"french": 7_000_000},
)

CLES_EN_MAIN = Story(
    name="an association with four authorities of two regions",
    call="cles-en-main-2025",
    file="ircod",
    creator="ircod",
    cast=IRCOD,
    steps=(
        Does("ircod", "submit"),
        ADMITS,
        gives("gisele", "prefecture.44"),
        gives("blanche", "prefecture.27"),
        gives("yaounde", "embassy.CM"),
        *to_the_committee("60000.00"),
        Does("sonia", "select", given={"amount": "60000.00"}),
        *to_the_convention("ircod"),
    ),
    ends={"": "funded", "embassy.CM": "given", "prefecture.27": "given", "prefecture.44": "given"},
    reserved={"french": 6_000_000},
)

FRANCO_PALESTINIEN = Story(
    name="filed by both sides and decided together",
    call="franco-palestinien-2025",
    file="loire_atlantique",
    creator="loire",
    cast=LOIRE_ATLANTIQUE,
    steps=(
        Does("loire", "present"),
        Does("amer", "reopen", reason="Une annexe manque."),
        Does("loire", "present"),
        Does("amer", "submit"),
        ADMITS,
        gives("pierre", "prefecture.52"),
        gives("ministere", "partner.PS"),
        gives("jerusalem", "embassy.PS"),
        *to_the_committee("50000.00"),
        Does(
            "sonia",
            "select",
            given={**FOR, "amount": "48000.00", "partner_amount": "10000.00", "partner_currency": "eur"},
        ),
        *to_the_convention("loire"),
    ),
    ends={"": "funded", "embassy.PS": "given", "partner.PS": "given", "prefecture.52": "given"},
    reserved={"french": 4_800_000, "partner": 1_000_000},
)

PATRIMOINE = Story(
    name="retained under the reserve of a joint body that agrees",
    call="patrimoine-2025",
    file="belfort",
    asked={"heritage_kind": "built"},
    creator="belfort",
    cast=BELFORT,
    steps=(
        Does("belfort", "submit"),
        ADMITS,
        gives("blanche", "prefecture.27"),
        gives("jerusalem", "embassy.PS"),
        *to_the_committee("40000.00"),
        Does("sonia", "select", given={"amount": "40000.00", "conditions": "Accord de la municipalité."}),
        Does("instance", "agree", "joint.PS", given={"text": "Accord.", "decided_on": "2025-06-20"}),
        Does("denis", "notify_award"),
        Does("bruno", "prepare_convention", given=CONVENTION),
        Does("belfort", "sign_beneficiary"),
        Does("denis", "sign_state"),
    ),
    ends={"": "funded", "embassy.PS": "given", "prefecture.27": "given", "joint.PS": "agreed"},
    reserved={"french": 4_000_000},
)

GATES = (GENERALISTE, CLES_EN_MAIN, FRANCO_PALESTINIEN, PATRIMOINE)
