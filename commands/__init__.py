"""The command line, one file per noun: parse, open a transaction, call one verb, show the result."""
