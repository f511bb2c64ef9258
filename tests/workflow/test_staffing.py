"""What the house lacks for a text about to be published, and what the text leaves behind, by name."""

from typing import Any

from tests.workflow.houses import KEEPER, TestHouse, actor, bundle_of, rewritten
from tests.workflow.stories.gates import GENERALISTE
from tests.workflow.stories.telling import Narrator, after
from tests.workflow.tables import tamper
from workflow.definition.bundle import Bundle
from workflow.staffing import lacks

CALL = GENERALISTE.call


def told(house: TestHouse, bundle: Bundle) -> list[str]:
    with house.house.look(actor(KEEPER)) as act:
        return list(lacks(act, bundle))


def test_roles_nobody_holds_are_named(empty: TestHouse) -> None:
    found = told(empty, bundle_of("comite"))

    assert found == [
        "personne ne tient le rôle « secrétariat du comité » (secretary), que cet appel demande",
    ]


def test_a_role_that_is_held_over_another_call_is_not_held(empty: TestHouse) -> None:
    empty.publish("comite")
    empty.publish("sport-2025")
    empty.person("sonia", "secretary", "call", "sport-2025")

    over_another = told(empty, bundle_of("comite"))
    empty.grant("sonia", "secretary", "call", "comite")

    assert (len(over_another), told(empty, bundle_of("comite"))) == (1, [])


def test_regions_and_countries_nobody_answers_for_are_counted_and_named(empty: TestHouse) -> None:
    Narrator(empty).begin(GENERALISTE)

    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        tree["countries"]["included"] = ["EC", "PE", "BO"]

    regions, countries = sorted(told(empty, rewritten(CALL, edit)), reverse=True)
    assert regions.startswith(
        "personne ne tient le rôle « préfecture de région » (prefecture) pour 24 sur 25 "
    )
    assert countries == (
        "personne ne tient le rôle « ambassade de France » (embassy) pour 1 sur 3 de ceux à qui un avis "
        "peut être demandé : Bolivie"
    )


def test_who_answers_everywhere_answers_for_each_region(empty: TestHouse) -> None:
    Narrator(empty).begin(GENERALISTE)
    empty.grant("pascal", "prefecture", "all")

    assert told(empty, bundle_of(CALL)) == []


def test_a_role_or_a_window_that_the_next_version_drops_is_named_with_who_holds_it(empty: TestHouse) -> None:
    after(empty, GENERALISTE, 1)
    empty.grant("pascal", "prefecture", "all")
    empty.grant("ines", "auditor", "all")

    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        del tree["roles"]["auditor"]
        tree["windows"]["second"] = tree["windows"].pop("single")

    role, window = told(empty, rewritten(CALL, edit))
    assert role == (
        "le rôle « auditeur » (auditor) n'y est plus ; le tiennent encore : ines. "
        "Les dossiers en cours le gardent"
    )
    assert window == (
        "le guichet « single » n'y est plus ; celui qui est ouvert garde ses dates et ses dossiers"
    )


def test_rights_that_name_what_nothing_published_knows_are_named(empty: TestHouse, url: str) -> None:
    Narrator(empty).begin(GENERALISTE)
    empty.grant("pascal", "prefecture", "all")
    tamper(url, "UPDATE rights SET role = 'inspector' WHERE person_id = 'bruno'")
    tamper(url, "UPDATE rights SET scope_kind = 'call', scope_value = 'old-2019' WHERE person_id = 'denis'")
    tamper(url, "UPDATE settings SET value = 'later' WHERE name = 'rights_version'")

    found = told(empty, bundle_of(CALL))

    assert found[-2:] == [
        "bruno tient le rôle « inspector », que rien de publié ne connaît",
        "denis tient un droit sur l'appel « old-2019 », que rien de publié ne connaît",
    ]
    assert len(found) == 4


def test_a_role_that_comes_to_mean_something_else_is_named_with_who_holds_it(empty: TestHouse) -> None:
    Narrator(empty).begin(GENERALISTE)
    empty.grant("pascal", "prefecture", "all")

    def edit(tree: Any) -> None:  # noqa: ANN401 -- the JSON tree of a definition
        roles = tree["roles"]
        roles["secretary"], roles["delegate"] = roles["delegate"], roles["secretary"]

    said = "le rôle « {} » ne dit plus la même chose : « {} » devient « {} » ; le tiennent : {}"
    assert told(empty, rewritten(CALL, edit)) == [
        said.format("secretary", "secrétariat du comité", "délégué", "sonia"),
        said.format("delegate", "délégué", "secrétariat du comité", "denis"),
    ]
