# The API, for software developers. The description itself is in English.

docs-title = For software developers
docs-lead = Here is what other computer programs can ask this site. It is not a list of treatment programs.
