"""Rules as pure functions: facts in, findings out, each with its source and its remedies."""
