# What the pages for work say in English.

## Parts of the desk
pages-nav-more = More
pages-queue = Queue
pages-map = Map
pages-bulletin = Bulletin
pages-sources = Sources
pages-actors = Actors
pages-places = Places
pages-ledger = Ledger
pages-public = Public page

## Queue
pages-queue-what = What waits for a person: new and in review, and accepted incidents that changed since. Incidents that may be one event are folded into one story.
pages-queue-counted = { $n } waiting, { $shown } shown in { $stories ->
    [one] one story
   *[other] { $stories } stories
}.
pages-queue-folded = { $n ->
    [one] One more that may be the same event
   *[other] { $n } more that may be the same event
}
pages-queue-empty = Nothing waits.
pages-looked = You last looked through it
pages-looked-never = You have not yet said that you looked through it.
pages-looked-now = I have looked through it
pages-why-changed-after = changed after it was accepted
pages-why-new = new since you looked
pages-why-changed = changed since you looked
pages-why-link = uncertain link
pages-why-grade = rules now propose { $grade }
pages-since = What changed since you looked

## Keys
pages-keys = Keys
pages-keys-what = With script, these keys work while no field is being filled in. Everything they do can be done without them.
pages-keys-move = next, previous
pages-keys-open = open
pages-keys-send = send the form being filled in
pages-keys-help = this list
pages-keys-off = Turn keys off

## History
pages-changes = What changed
pages-changes-none = Nothing that is shown changed; only links or reasons did.
pages-from-version = From version
pages-to-version = to version
pages-compare = Compare
pages-what = What
pages-came = Came
pages-went = Went
pages-what-changed = what changed
pages-grade-proposed = Grade proposed
pages-reports = Reports
pages-step-version = Version { $n }
pages-step-released = Sent to { $to } as { $format } by { $who }
pages-lineage-why = Why, pair by pair

## Deciding
pages-refused = Not recorded
pages-decide-incomplete = Something the decision needs is missing: choose what it is about.
pages-decide-missing = What the decision names is not there: the other incident, the account or the decision to take back.
pages-decide-again = Decide now
pages-changed-meanwhile = What changed meanwhile
pages-answered = answered
pages-chosen = chosen by a person
pages-grade-set = Set the grade
pages-letter = Source
pages-number = Information
pages-letter-a = reliable
pages-letter-b = usually reliable
pages-letter-c = fairly reliable
pages-letter-d = not usually reliable
pages-letter-e = unreliable
pages-letter-f = cannot be judged
pages-number-1 = confirmed
pages-number-2 = probably true
pages-number-3 = possibly true
pages-number-4 = doubtful
pages-number-5 = improbable
pages-number-6 = cannot be judged
pages-prefer = Choose the value shown first
pages-prefer-which = Shown first
pages-prefer-do = Show it first
pages-resolve = Answer this contradiction
pages-resolve-which = Which claims are right?
pages-resolve-none = Tick none to leave it open and say why.
pages-resolve-do = Answer
pages-merge = Join it to this one
pages-merge-other = Join another incident to this one
pages-merge-what = Both histories stay, and joining can be taken back.
pages-merge-id = Its id
pages-split = Take accounts out
pages-split-what = What is taken out becomes an incident of its own; this can be taken back.
pages-split-which = Which tell of another event?
pages-split-do = Take them out
pages-undo = Take this back
pages-contradictions-what = Values that cannot all hold, side against side, until a person answers. The other side always stays on record.

## Map
pages-coarse = places as for the public (cells of 11 km)
pages-timeline = When they happened
pages-timeline-table = The same as a table
pages-incidents = Incidents
pages-map-guarded = What the community told, and what only few may know, is shown by cells of 11 km.
pages-map-list = The same as a list
pages-map-register = All of them in the register
pages-map-counted = Without a date: { $undated }. Without a place on the map: { $unplaced }.

## Register
pages-sort = Order
pages-sort-day = day, latest first
pages-sort-changed = latest change first
pages-sort-grade = best grade first
pages-to-list = Straight to the list
pages-table = As a table (CSV)
pages-kept = Kept views
pages-keep = Keep
pages-keep-name = Keep what is shown here under the name
pages-keep-how = Filter the register, then keep what it shows under a name.
pages-keep-failed = It could not be kept: give it a name of at most 60 letters, from a page of this desk.
pages-forget = Forget
pages-more = More

## Sources
pages-source = Source
pages-sources-what = Where the reports come from. A source long not heard is not a quiet place: silence is not peace.
pages-class = Class
pages-interest = Interest
pages-first-heard = first heard
pages-last-heard = last heard
pages-class-wire = news agency
pages-class-outlet = newsroom
pages-class-state-media = state media
pages-class-party = party to the conflict
pages-class-community = community
pages-class-partner = partner
pages-class-aggregator = republishes others
pages-class-unknown = not known
pages-interest-party = party to the conflict
pages-interest-affiliated = speaks for a party
pages-interest-independent = no stake known
pages-interest-unknown = not reviewed yet
pages-profile = Profile
pages-profile-what = What it is and whose interest it serves. Every change is kept in the ledger.
pages-profile-set = Set the profile
pages-profile-failed = The profile could not be set: choose class and interest on the page of a named source.
pages-source-name = Name
pages-tells-of = Tells of
pages-latest-reports = Latest reports

## Actors
pages-actors-what = The groups and forces the reader knows by name, so that every spelling leads to one key. Organisations only, never persons; no rule treats one side unlike another.
pages-part-of = part of
pages-kind-armed-group = Armed groups
pages-kind-state-force = State forces
pages-kind-militia = Militias
pages-kind-international = International missions
pages-kind-foreign-force = Foreign forces
pages-kind-community-defence = Self-defence groups
pages-kind-private-force = Private forces
pages-kind-network = Networks

## Places
pages-places-what = Places that reports name and no city list holds: villages, units, areas of several countries. Points are approximate. Look for any name to see every place the gazetteer has under it; open one to correct it.
pages-places-find = Find
pages-place-name = Name
pages-place-others = Other names
pages-place-kind = Kind
pages-place-unit = Lies in
pages-place-point = About

## Ledger
pages-ledger-what = Everything that ever happened here, never changed; each entry seals the one before. Keep the last hash elsewhere: with it, `tocsin verify` proves that nothing was altered.
pages-ledger-head = Last entry:
pages-when = When (UTC)
pages-seal = Seal
pages-entry-capture = item captured
pages-entry-journey = report read and placed
pages-entry-decision = decision
pages-entry-source = source profile set
pages-entry-release = release
pages-entry-read = restricted item read

## Problems
pages-problems-what = What could not be taken in, or not whole. The original bytes are kept all the same.
pages-problems-heard = When each source was last heard
pages-places-counted = { $n ->
    [one] One place
   *[other] { $n } places
}

## Bulletin
pages-bulletin-what = A brief of chosen incidents in English or French, every sentence with its note. Nothing above its label or against the rules of harm gets through.
pages-bulletin-none = No incident fits. Only accepted ones are offered unless you choose another state.
pages-bulletin-choose = Incidents
pages-bulletin-for = For whom
pages-bulletin-language = Language
pages-bulletin-both = both
pages-bulletin-page = Make the page
pages-bulletin-pdf = Make the PDF
pages-bulletin-recorded = What is made for a partner or the public tells only what was released to them in this version, by two persons, and is recorded before it leaves.
pages-brief-unreleased = It was not released to this audience in this version: ask for a release first.
pages-assign-to = To whom (the name of an account; empty: nobody)
pages-audience-desk = this desk
pages-audience-partner = a partner
pages-audience-public = the public
pages-partner-name = Partner's name
pages-partner-clearance = Cleared up to
pages-unnamed = a source not named
pages-marking-sample = SAMPLE
pages-marking-exercise = EXERCISE
pages-marking-new = not reviewed
pages-marking-in-review = in review
pages-marking-rejected = rejected
pages-marking-withdrawn = withdrawn
pages-brief-title = Brief of { $day }
pages-brief-method = Rules read the reports and propose; a person accepts. Each value is given with who says it; rival values stand side by side and are never averaged. The grade is Admiralty: a letter for the source (A–F), a number for the information (1 confirmed – 6 cannot be judged).
pages-brief-notes = Notes: who says so
pages-brief-one = { $field }:
pages-brief-many = { $field }, given in several ways:
pages-brief-clash = { $field } — accounts contradict each other:
pages-brief-undecided = They cannot all hold.
pages-brief-value = { $value } ({ $speakers }; { $stance })
pages-brief-kept = incident { $id }, version { $version }
pages-brief-incomplete = Tick at least one incident, and say for whom (a partner by name) and in which language.
pages-brief-stays = Stays at the desk
pages-brief-another = Another brief
pages-public-title = What may be told
pages-public-what = Incidents a person accepted and released to the public: places by district and cell, forces a day late, nothing that could point to who reported.
pages-public-none = Nothing has been released to the public.
pages-corrections = Corrections
pages-corrections-none = None of what is on this page has been corrected or taken back.
pages-corrected = has changed since it was released, and is being looked at again.
pages-taken-back = was taken back: do not use it any more.
pages-brief-lead = { $n ->
    [0] No incident
    [one] One incident
   *[other] { $n } incidents
}, for { $audience }, made at { $time } UTC.
pages-brief-withheld = { $n ->
    [one] one value withheld
   *[other] { $n } values withheld
}

## The map with script
pages-island-in = Zoom in
pages-island-out = Zoom out
pages-island-close = Close
pages-island-keys = With the keyboard: arrow keys move the map, + and − change its scale, Enter names the incidents nearest the middle. The list below says the same.
