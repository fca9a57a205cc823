# What extract says (en). Features of a text: facts for the reader, never a verdict.

extract-no-named-source = It names no source for what it tells.
extract-no-quotation = It quotes no one.
extract-template-bullets = Most of its list items have the form “Label: sentence”, as texts written to a pattern do.
extract-many-tables = It holds several tables of its own.
extract-no-date = It does not say when it was published.
extract-no-outlet = It does not say which outlet published it.
extract-names-upstream = It names an upstream outlet or agency.
extract-mostly-opinion = Most of it is advice or analysis, not an account of events.
