# The API, for software developers. The description itself is in English.

docs-title = For software developers
docs-lead = This page shows what other computer programs can ask this site. It does not list treatment programs.
