"""The ground: what people give us (answers, budget, money, identifiers) and the strict reader of YAML."""
