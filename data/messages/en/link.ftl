# What link says (en): why accounts are, are not, or may be one event; what derives from what; what may explain a discrepancy.

## Place
link-no-place = One of the two names no place that could be compared.
link-same-place = Both are at { $place }.
link-same-place-name = Both name { $place }; which place of that name is not certain.
link-same-place-spelt = { $place } and { $other } may be two spellings of one name; which place it is is not certain.
link-place-alternative = { $place } and { $other } may be the same place.
link-place-not-known = Whether { $place } and { $other } are one place is not known.
link-place-within = { $other } lies in { $place }, or close by.
link-place-near = { $other } lies near { $place }.
link-same-area = Both are placed in { $place }, no closer.
link-other-area = { $other } does not lie in { $place }.
link-other-country = { $place } and { $other } are in different countries.
link-far-apart = { $place } and { $other } are { $km } km apart.

## Time
link-no-time = One of the two gives no time that could be compared.
link-same-day = Both are dated { $date }.
link-same-days = Their days meet: { $date } and { $other }.
link-same-month = Their dates meet within a month: { $date } and { $other }.
link-same-season = Their dates meet within a season: { $date } and { $other }.
link-same-year = Their dates meet within a year or longer: { $date } and { $other }.
link-same-day-no-year = The days agree, and one gives no year: { $date } and { $other }.
link-other-day = The days differ: { $date } and { $other }.
link-other-year = Day and month agree, the year differs by one: { $date } and { $other }. One of them may be wrong.
link-next-day = One day apart: { $date } and { $other }.
link-days-apart = Some days apart: { $date } and { $other }.
link-other-time = Far apart in time: { $date } and { $other }.
link-published-together = Published within days of each other ({ $date }, { $other }), without a date of the event.
link-published-same-week = Published within a week of each other ({ $date }, { $other }), without a date of the event.
link-published-apart = Published weeks apart ({ $date }, { $other }), without a date of the event.
link-published-before = One was published before the other's event: { $date } and { $other }.
link-published-just-after = One gives no date and was published just after the other's event: { $date } and { $other }.
link-published-soon-after = One gives no date and was published within days of the other's event: { $date } and { $other }.
link-published-later = One gives no date and was published weeks after the other's event: { $date } and { $other }.
link-published-long-after = One gives no date and was published long after the other's event: { $date } and { $other }.

## What happened, who, how many
link-same-code = Both tell of the same kind of event ({ $code }).
link-code-within = One kind of event is a case of the other ({ $code }, { $other }).
link-code-compatible = The kinds of event can be one ({ $code }, { $other }).
link-code-other = The kinds of event differ ({ $code }, { $other }).
link-same-claim = The same group is said to have claimed it ({ $actor }).
link-same-actor = The same group is named ({ $actor }).
link-other-actor = Different groups are named.
link-same-site = The same kind of site was hit ({ $site }).
link-other-site = Different kinds of site are named.
link-same-toll = The same number ({ $field }: { $count }).
link-other-toll = Different numbers ({ $field }: { $count } and { $other }).
link-toll-compatible = The numbers can both be true ({ $field }: { $count } and { $other }).

## Words
link-words-alike = They share many rare words ({ $share } %).
link-words-some = They share some rare words ({ $share } %).
link-words-differ = They share hardly any rare words ({ $share } %).
link-shared-text = They share whole passages ({ $share } % of one of them).
link-translated-text = The same names and numbers come in the same order in two languages ({ $share } %).

## Doubts
link-told-apart = One report tells of them as two events.
link-candidate-row = One of them is only a line of a table that names no source.
link-too-little-said = One of them says too little of where or when to be joined by rule: a person should decide.
link-coordinated = They may be parts of one coordinated attack: different places, the same group, within a day.

## Lineage
link-lineage-same-url = Another capture of the same address, or a later version of the same item.
link-lineage-revised = A later version of the same item. What it says differently: { $changes }.
link-lineage-shared-text = { $share } % of its three-word runs stand in the other report, and { $other } % of the other's in it.
link-lineage-translation = It follows the other report in another language: { $share } % of the pairs of names and numbers agree.
link-lineage-template = It is built like the other report: the same headings and phrases around other words ({ $share } %).
link-lineage-rare-error = Both give { $value }, which the others contradict: a rare error that both make.
link-lineage-credit = It credits { $name }.
link-lineage-our-product = It is this desk's own product, made from what it held before.
link-lineage-own = It goes back to what this desk itself sent out.
link-lineage-same-speaker = Both rest on the words of { $name }.

## Origins
link-origin-one-voice = All go back to { $name }: they count once.
link-origin-upstream = The report credits { $name }: it counts as that voice.
link-origin-upstream-unchecked = The report credits { $name }, whose own report is not held, and who published it is not known: it does not count as confirmation.
link-origin-may-be-same = Some of these claims name no source of their own: they may go back to the same voice, and add none.
link-origin-our-own = It says again what this desk sent out, which rests on { $name }: it adds no line of its own.
link-origin-shared-text = These reports share text: they count once.
link-origin-unknown = Where the report has it from is not known: it does not count as confirmation.
link-origin-no-source-named = The report names no source for anything it tells: it does not count as confirmation.
link-origin-anonymous = { $name } is not named: voices of this kind may be one person, and count once at most.

## Discrepancies
link-why-other-year = { $one } and { $other }: day and month agree, one of the years is probably wrong.
link-why-next-day = { $one } and { $other }: one day apart, as when the day of the report is taken for the day of the event.
link-why-other-day = { $one } and { $other } cannot both be right.
link-why-homonym = { $one } and { $other }: two places of one name.
link-why-other-place = { $one } and { $other }: one may be a nearby place, or a part of the event.
link-why-part = { $one } and { $other } count different people, and cannot both be right.
link-why-update = { $old } may have been brought up to date to { $new }.
link-why-other-count = { $one } and { $other }: counted at other times, by others, or with others included.
link-why-rival-claims = { $one } and { $other }: more than one group is said to have claimed it.
link-why-rival-names = { $one } and { $other }: more than one group is named; they may have acted together.
link-why-denied = Some say so, and some deny it.

## Weighing claims
link-truth-supported = { $value }: { $count } of { $of } claims agree with it.
link-truth-against = The strongest rival is { $value }.

## Keys that link nothing
link-muted-name = The name { $name } { $time }
link-muted-place = The place { $name } { $time }
link-muted-country = The country { $name }, { $class }, { $time }
link-muted-actor = The group { $name } { $time }
link-muted-claim = Claims by { $name } { $time }
link-muted-number = The number { $name } ({ $field }) { $time }
link-muted-other = { $name } { $time }
