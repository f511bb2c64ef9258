"""Every situation a case and its children can be in, and every step between them."""
