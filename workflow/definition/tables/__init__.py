"""What a definition says, as tables: acts, who may do what, what leaves the house, when."""
