# What extract says (en). Features of a text: facts for the reader, never a verdict.

extract-no-named-source = It names no source for what it tells.
extract-no-quotation = It quotes no one.
extract-template-bullets = Most of its list items have the form “Label: sentence”, as texts written to a pattern do.
extract-word-swap = It holds phrases that come of replacing the words of another text one by one.
extract-many-tables = It holds several tables of its own.
extract-no-date = It does not say when it was published.
extract-no-outlet = It does not say which outlet published it.
extract-names-upstream = It names an upstream outlet or agency.
extract-mostly-opinion = Most of it is advice or analysis, not an account of events.

## Places: why this one.
place-only-one = { $place } is the only place of that name.
place-unit-beside = A unit named beside it leads to { $place }.
place-near-others = { $place } lies near the other places of the text.
place-best-known = { $place } is the best known place of that name.
place-undecided = { $count } places bear that name and nothing decides between them.
place-unit-without-point = The unit is known, its position is not.
place-not-in-gazetteer = The gazetteer has no place of that name.
place-unit-only = The gazetteer has no place of that name in { $place }, which the text names beside it; the unit alone is given.
place-relation = The text relates the event to it, and does not put it there.
place-demonym = It is named by its people: { $place }.
