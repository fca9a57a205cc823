# What review says (en): why a grade is proposed, what would raise it, and why a decision is not allowed.

## The letter
review-letter-no-record = F: no claim of these sources was checked yet, so their reliability cannot be judged.
review-letter-few = { $letter }: { $right } of { $checked } checked claims of { $name } were right; { $enough } must be checked before a letter says anything (nine times in ten the true share lies between { $low } % and { $high } %).
review-letter-record = { $letter }: { $right } of { $checked } checked claims of { $name } were right (nine times in ten the true share lies between { $low } % and { $high } %; { $enough } checks are the least).
review-raise-letter = A person who knows the source's record may set the letter.

## The number
review-candidate = 6: only a line of a table that names no source; nobody tells of it as an event.
review-only-possible = 6: everyone who tells of it says only that it may have happened.
review-no-known-origin = 6: nobody known stands behind it; the reports name no source, or share one that cannot be told.
review-one-origin = 3: one known origin ({ $name }), which nothing known contradicts or confirms.
review-origins = 2: { $count } origins that are not known to depend on each other ({ $names }).
review-only-parties = Not better than 3: only parties to the conflict say so.
review-denied = 4: someone denies that it happened.
review-contradiction = There is an open contradiction ({ $field }).
review-core-contradiction = Not better than 3 while what, when or where is contradicted.
review-speaker-is-party = { $name } speaks as a party to the conflict.
review-toll-by-perpetrator = The number of dead is given only by those said to have done it: it counts as their claim, not as confirmed.
review-toll-one-side = The number of dead comes from one origin only ({ $name }).
review-not-one-by-rule = No rule proposes 1: confirmed is a person's word.

## What would raise it
review-raise-report = A report that tells of it as an event.
review-raise-asserted = A source that says that it did happen.
review-raise-origin = A named speaker, or a report whose source is known.
review-raise-second-origin = A second origin that does not depend on the first.
review-raise-disinterested = A voice that is no party to the conflict.
review-raise-resolve = An answer to the contradiction ({ $field }).
review-raise-person = A person who confirms it, once two origins agree and no contradiction is open.

## Decisions
review-not-from-here = This is not open in its present state: take it into review first; what was accepted is withdrawn before it is taken up again.
review-no-reason = Say why: every decision but taking up needs a reason.
review-nothing-to-do = Nothing follows from this: name at least one account to take out, or a number from 1 to 6.
