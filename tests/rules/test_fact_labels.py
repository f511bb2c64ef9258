from rules.fact_labels import FACT_LABELS
from rules.parameters import LABELS
from rules.registry import known


def test_what_rules_read_is_a_fact_or_a_parameter_and_has_a_french_name() -> None:
    read = {name for rule in known().values() for name in rule.reads}

    assert read - LABELS.keys() == FACT_LABELS.keys()
