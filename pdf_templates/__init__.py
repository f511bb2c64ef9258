"""Documents: a template and its data in, tagged and archival PDF bytes out."""
