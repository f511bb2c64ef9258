"""Every other way an application may go."""

from dataclasses import replace

from tests.workflow.stories.acts import (
    ADMITS,
    AGAINST,
    BESIDE,
    CONVENTION,
    FOR,
    SPLIT,
    gives,
    to_the_committee,
    to_the_convention,
)
from tests.workflow.stories.gates import FRANCO_PALESTINIEN, GENERALISTE, PATRIMOINE
from tests.workflow.stories.telling import Amends, Does, Opens, Story, Waits

FILED = GENERALISTE.steps[:1]
ASKED = GENERALISTE.steps[:2]
INSTRUCTED = GENERALISTE.steps[:5]
IN_COMMITTEE = GENERALISTE.steps[:7]
GIVEN = {"embassy.EC": "given", "embassy.PE": "given", "prefecture.76": "given"}
SELECTS = Does("sonia", "select", given={"amount": "70000.00"})
ITEMS = {"items": "Préciser la durée du projet.", "fields": "months, themes"}

ABANDONED = replace(
    GENERALISTE,
    name="abandoned while a draft",
    steps=(Does("aude", "abandon"),),
    ends={"": "withdrawn"},
    reserved={},
)
INADMISSIBLE = replace(
    GENERALISTE,
    name="inadmissible",
    steps=(*FILED, Does("ines", "refuse_admission", reason="incomplete")),
    ends={"": "inadmissible"},
    reserved={},
)
ELAPSED = replace(
    GENERALISTE,
    name="an opinion elapses and the file goes on",
    steps=(*ASKED, gives("quito", "embassy.EC"), gives("pascal", "prefecture.76"), Waits(23)),
    ends={"": "instruction", **GIVEN, "embassy.PE": "elapsed"},
    reserved={},
)
WITHDRAWN = replace(
    GENERALISTE,
    name="withdrawn with opinions running",
    steps=(*ASKED, gives("quito", "embassy.EC"), Does("aude", "withdraw")),
    ends={"": "withdrawn", "embassy.EC": "given", "embassy.PE": "cancelled", "prefecture.76": "cancelled"},
    reserved={},
)
WITHDRAWN_ONCE_SELECTED = replace(
    GENERALISTE,
    name="withdrawn once selected, what was reserved given back",
    steps=(*IN_COMMITTEE, SELECTS, Does("aude", "withdraw")),
    ends={"": "withdrawn", **GIVEN},
    reserved={},
)
REFUSED = replace(
    GENERALISTE,
    name="refused",
    steps=(
        *IN_COMMITTEE,
        Does("sonia", "reject", given={"reason": "Retombées locales insuffisantes."}),
        Does("denis", "notify_refusal"),
    ),
    ends={"": "refused", **GIVEN},
    reserved={},
)
PROMOTED = replace(
    GENERALISTE,
    name="taken from the waiting list",
    steps=(
        *IN_COMMITTEE,
        Does("sonia", "list"),
        Does("denis", "announce_waiting_list"),
        Does("sonia", "promote", given={"amount": "60000.00"}),
        *to_the_convention("aude"),
    ),
    ends={"": "funded", **GIVEN},
    reserved={"french": 6_000_000},
)
DISMISSED = replace(
    GENERALISTE,
    name="dismissed from the waiting list",
    steps=(
        *IN_COMMITTEE,
        Does("sonia", "list"),
        Does("sonia", "dismiss", given={"reason": "Aucun désistement."}),
        Does("denis", "notify_refusal"),
    ),
    ends={"": "refused", **GIVEN},
    reserved={},
)
CORRECTED = replace(
    GENERALISTE,
    name="corrected at the service's request",
    steps=(
        *FILED,
        Opens("ines", "correction", ITEMS),
        Amends("aude", {"months": 30}),
        Does("aude", "answer", "correction"),
        ADMITS,
    ),
    ends={
        "": "opinions",
        "correction": "answered",
        "embassy.EC": "requested",
        "embassy.PE": "requested",
        "prefecture.76": "requested",
    },
    reserved={},
)
NEVER_CORRECTED = replace(
    GENERALISTE,
    name="a correction nobody answers",
    steps=(*FILED, Opens("ines", "correction", ITEMS), Waits(16)),
    ends={"": "submitted", "correction": "elapsed"},
    reserved={},
)
LAPSED = replace(
    GENERALISTE,
    name="lapsed for want of a signature",
    steps=(
        *IN_COMMITTEE,
        SELECTS,
        Does("denis", "notify_award"),
        Does("ines", "prepare_convention", given=CONVENTION),
        Does("ines", "lapse", reason="Convention jamais signée."),
    ),
    ends={"": "lapsed", **GIVEN},
    reserved={},
)
RENEWED = replace(
    GENERALISTE,
    name="opinions asked again, the second round alone awaited",
    steps=(
        *INSTRUCTED,
        Does("ines", "renew_opinions", reason="Le projet a changé.", accepted=BESIDE),
        gives("quito", "embassy.EC.2"),
        gives("pascal", "prefecture.76.2"),
        gives("lima", "embassy.PE.2"),
    ),
    ends={
        "": "instruction",
        **GIVEN,
        "embassy.EC.2": "given",
        "embassy.PE.2": "given",
        "prefecture.76.2": "given",
    },
    reserved={},
)
ADJOURNED = replace(
    GENERALISTE,
    name="adjourned, then resumed and funded",
    steps=(
        *IN_COMMITTEE,
        Does("sonia", "adjourn"),
        Does("ines", "resume"),
        Does("ines", "propose", given={"amount": "65000.00", "comment": "Montant revu."}),
        Does("sonia", "return_to_instruction", reason="Une pièce à relire."),
        *to_the_committee("65000.00"),
        Does("sonia", "select", given={"amount": "65000.00"}),
        *to_the_convention("aude"),
    ),
    ends={"": "funded", **GIVEN},
    reserved={"french": 6_500_000},
)
DISAGREED = replace(
    FRANCO_PALESTINIEN,
    name="the two sides disagree and adjourn, then refuse together",
    steps=(
        *FRANCO_PALESTINIEN.steps[:10],
        Does("sonia", "adjourn", given=SPLIT),
        Does("ines", "resume"),
        *to_the_committee("50000.00"),
        Does("sonia", "reject", given={**AGAINST, "reason": "Partenariat trop récent."}),
        Does("denis", "notify_refusal"),
    ),
    ends={"": "refused", "embassy.PS": "given", "partner.PS": "given", "prefecture.52": "given"},
    reserved={},
)
LISTED_TOGETHER = replace(
    FRANCO_PALESTINIEN,
    name="put together on the waiting list",
    steps=(*FRANCO_PALESTINIEN.steps[:10], Does("sonia", "list", given=FOR)),
    ends={"": "waiting_list", "embassy.PS": "given", "partner.PS": "given", "prefecture.52": "given"},
    reserved={},
)
DECLINED = replace(
    PATRIMOINE,
    name="declined by the joint body, the envelope given back",
    steps=(
        *PATRIMOINE.steps[:7],
        Does("instance", "decline", "joint.PS", given={"text": "Priorité à un autre site."}),
        Does("sonia", "motivate", given={"reason": "L'instance conjointe préfère un autre site."}),
        Does("denis", "notify_refusal"),
    ),
    ends={"": "refused", "embassy.PS": "given", "prefecture.27": "given", "joint.PS": "declined"},
    reserved={},
)

OUTCOMES: tuple[Story, ...] = (
    ABANDONED,
    INADMISSIBLE,
    ELAPSED,
    WITHDRAWN,
    WITHDRAWN_ONCE_SELECTED,
    REFUSED,
    PROMOTED,
    DISMISSED,
    CORRECTED,
    NEVER_CORRECTED,
    LAPSED,
    RENEWED,
    ADJOURNED,
    DISAGREED,
    LISTED_TOGETHER,
    DECLINED,
)
