"""The people of the stories: the house's own, and those each application calls on."""

from tests.workflow.stories.telling import Holder

HOUSE = (
    Holder("ines", "instructor"),
    Holder("bruno", "budget_officer"),
    Holder("sonia", "secretary"),
    Holder("denis", "delegate"),
    Holder("alma", "administrator"),
)
AUDE = (
    *HOUSE,
    Holder("aude", "applicant", "own", "22110001900019"),
    Holder("pascal", "prefecture", "region", "76"),
    Holder("quito", "embassy", "country", "EC"),
    Holder("lima", "embassy", "country", "PE"),
)
IRCOD = (
    *HOUSE,
    Holder("ircod", "applicant", "own", "W672001234"),
    Holder("gisele", "prefecture", "region", "44"),
    Holder("blanche", "prefecture", "region", "27"),
    Holder("yaounde", "embassy", "country", "CM"),
)
LOIRE_ATLANTIQUE = (
    *HOUSE,
    Holder("loire", "applicant", "own", "22440002800011"),
    Holder("amer", "co_applicant", "own", "22440002800011"),
    Holder("pierre", "prefecture", "region", "52"),
    Holder("jerusalem", "embassy", "country", "PS"),
    Holder("ministere", "partner_ministry", "country", "PS"),
)
BELFORT = (
    *HOUSE,
    Holder("belfort", "applicant", "own", "21900010600019"),
    Holder("blanche", "prefecture", "region", "27"),
    Holder("jerusalem", "embassy", "country", "PS"),
    Holder("instance", "joint_body", "country", "PS"),
)
