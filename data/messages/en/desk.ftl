# What the desk says in English.

## Fields
desk-field-event = What happened
desk-field-date = Date
desk-field-place = Place
desk-field-site = Site
desk-field-perpetrator = Said to be done by
desk-field-responsibility = Claim of responsibility
desk-field-target = Target
desk-field-weapon = Weapon or means
desk-field-killed = Killed
desk-field-injured = Injured
desk-field-missing = Missing
desk-field-abducted = Abducted
desk-field-displaced = Displaced
desk-field-attackers-killed = Attackers killed
desk-field-attackers-injured = Attackers injured
desk-field-attackers-held = Attackers captured
desk-field-impact = Impact
desk-field-situation = Situation

## Stances
desk-stance-asserted = asserted
desk-stance-claimed = claimed
desk-stance-denied = denied
desk-stance-confirmed = confirmed
desk-stance-possible = possible
desk-stance-planned = planned
desk-stance-hypothetical = hypothetical
desk-stance-past-background = background

## States
desk-status-new = new
desk-status-in-review = in review
desk-status-accepted = accepted
desk-status-rejected = rejected
desk-status-withdrawn = withdrawn

## Groups of people
desk-group-civilians = civilians
desk-group-soldiers = soldiers
desk-group-police = police
desk-group-gendarmes = gendarmes
desk-group-children = children
desk-group-women = women
desk-group-men = men
desk-group-attackers = attackers
desk-group-security-forces = security forces
desk-group-militia = militia members
desk-group-teachers = teachers
desk-group-peacekeepers = peacekeepers
desk-group-villagers = villagers
desk-group-students = students
desk-group-traders = traders
desk-group-aid-workers = aid workers
desk-group-volunteers = volunteers
desk-group-farmers = farmers
desk-group-herders = herders
desk-group-miners = miners
desk-group-passengers = passengers
desk-group-displaced = displaced people

## Times
desk-month-1 = January
desk-month-2 = February
desk-month-3 = March
desk-month-4 = April
desk-month-5 = May
desk-month-6 = June
desk-month-7 = July
desk-month-8 = August
desk-month-9 = September
desk-month-10 = October
desk-month-11 = November
desk-month-12 = December
desk-part-early-morning = , early morning
desk-part-morning = , morning
desk-part-noon = , around noon
desk-part-afternoon = , afternoon
desk-part-evening = , evening
desk-part-night = , night

## Values
desk-speaker-report = the report itself
desk-toll-part = {" "}(a part of a larger number)
desk-toll-running = {" "}(running total over several events)
desk-count-exact = { $n }
desk-count-about = about { $n }
desk-count-least = { $n } or more
desk-count-about-least = about { $n } or more
desk-count-most = at most { $most }
desk-count-between = { $n } to { $most }
desk-place-near = near { $place }
desk-place-offset = { $km } km from { $place }
desk-place-between = between { $place } and { $other }
desk-when-no-year = { $said } (year not said)
desk-when-night = night of { $first } to { $last }
desk-when-between = { $first } to { $last }
desk-when-since = since { $first }
desk-when-until = until { $last }
desk-when-open = not dated
desk-flag-weekday = {" "}— the weekday said is not that date's
desk-flag-after = {" "}— after the report's own publication
desk-flag-stale = {" "}— a year or more before a publication that tells it as fresh
desk-flag-no-day = {" "}— there is no such day
desk-flag-ambiguous = {" "}— day and month may be swapped

## Pages
desk-skip = Skip to content
desk-nav = Parts of the desk
desk-nav-register = Register
desk-nav-contradictions = Contradictions
desk-nav-problems = Problems
desk-nav-help = Help
desk-other-language = Français
desk-samples-label = About these reports
desk-samples-banner = Sample reports written for Tocsin, about publicly known facts and attributed to no real outlet. Nothing here is shared or counted.
desk-on-this-page = On this page
desk-footer = Every value is traced to its words and its speaker. Nothing is averaged; a person decides.
desk-register-title = Incident register
desk-filters = Filter the register
desk-filter-text = Words
desk-filter-from = From
desk-filter-to = To
desk-filter-country = Country
desk-filter-code = Kind
desk-filter-status = State
desk-filter-any = any
desk-filter-candidates = with candidates
desk-filter-apply = Filter
desk-incidents-counted = { $n ->
    [0] No incident
    [one] One incident
   *[other] { $n } incidents
}
desk-incidents-shown = { $total ->
    [0] No incident fits.
    [one] One incident.
   *[other] { $total } incidents, { $n } shown.
}
desk-more = More incidents
desk-map-caption = Incidents by place; a dashed circle shows how uncertain the place is. Outlines: Natural Earth.
desk-map-title = Map of the incidents listed beside it
desk-grade = Grade
desk-grade-proposed = proposed
desk-would-raise = What would raise it
desk-candidate = candidate
desk-version = version
desk-contradictions = Contradictions
desk-contradiction = contradiction
desk-contradictions-counted = { $n ->
    [one] one contradiction
   *[other] { $n } contradictions
}
desk-may-explain = What may explain it
desk-what-is-said = What is said, and by whom
desk-origins = { $n ->
    [0] origin unknown
    [one] one origin
   *[other] { $n } origins
}
desk-origins-against = { $n } against
desk-origins-vaguer = { $n } vaguer, which it fits
desk-claims = { $n ->
    [one] one claim
   *[other] { $n } claims
}
desk-denials = { $n ->
    [one] one denial
   *[other] { $n } denials
}
desk-origin = Goes back to:
desk-as-of = as of
desk-lineage = Where the reports come from
desk-why-joined = Why these accounts are held to be one event
desk-maybe = May be the same event
desk-parts = Parts
desk-decide = Decide
desk-why = Why (in a sentence)
desk-history = History
desk-history-none = No decision yet.
desk-texts = The reports, with what was read in them
desk-report = Report
desk-report-in = Tells of:
desk-report-in-none = no incident
desk-left-out = Left out, and why
desk-left-out-because = {" "}(“{ $words }”)
desk-left-out-not-happened = has not happened: intended, feared or imagined
desk-left-out-opinion = policy, analysis or advice
desk-left-out-background = history behind the news
desk-left-out-court = a court case
desk-left-out-anniversary = a commemoration
desk-left-out-exercise = an exercise
desk-left-out-fiction = film, book, game or sport
desk-left-out-metaphor = a figure of speech
desk-left-out-too-vague = too vague: no place, no time, no act
desk-left-out-repeated = told already in the same report
desk-nothing = Nothing here.
desk-not-found = Not found
desk-not-found-body = There is nothing under this address. Go back to the register.
desk-failed = That failed
desk-sources-line = { $reports ->
    [one] One report
   *[other] { $reports } reports
}: { $names }

## Decisions
desk-act-take-up = takes it into review
desk-act-accept = accepts it
desk-act-reject = rejects it
desk-act-withdraw = withdraws it
desk-act-grade = grades it { $what }
desk-act-prefer = shows first: { $what }
desk-act-merge = joins { $what } to it
desk-act-split = takes out { $what }
desk-act-undo = takes back decision { $what }
desk-act-resolve = answers the contradiction on { $what }
desk-act-assign = assigns it to { $what }
desk-act-second-read = read it as second reader: it stands
desk-act-second-read-no = read it as second reader: it does not stand
desk-act-comment = comments
desk-do-take-up = Take into review
desk-do-accept = Accept
desk-do-reject = Reject
desk-do-withdraw = Withdraw
desk-do-second-read = Second reader: it stands
desk-do-second-read-no = Second reader: it does not stand
desk-do-comment = Comment
desk-decided = Decision { $n } recorded.
desk-decide-conflict = The incident changed since you looked (you saw version { $seen }, it is now at { $now }). Look again, then decide.
desk-decide-foreign = This form did not come from this desk. Open the incident again and decide there.

## Command line
desk-took-in = { $taken ->
    [one] One report taken in
   *[other] { $taken } reports taken in
}, { $known } already known, { $problems ->
    [0] no problem
    [one] one problem
   *[other] { $problems } problems
}.
desk-took-in-line = { $report } · { $title } → { $accounts ->
    [0] no incident told
    [one] one account
   *[other] { $accounts } accounts
}{ $left ->
    [0] {""}
   *[other] , { $left } passages left out
}
desk-took-in-register = Register: { $total ->
    [one] one incident
   *[other] { $total } incidents
}, { $changed ->
    [0] none
   *[other] { $changed }
} new or changed by this.
desk-took-in-nothing = Nothing to take in was found.
desk-took-in-see = See them with `tocsin incidents`, and why a passage was left out with `tocsin report ID`.
desk-id-none = There is no { $what } { $id } in this register; `tocsin incidents` lists them.
desk-id-many = { $id } fits several; give more of the id.
desk-verify-holds = The ledger holds: { $entries } entries, { $blobs } captured originals, head { $head }.
desk-verify-broken = The ledger does not hold: { $detail }. Restore a backup and keep this file as evidence.
desk-rebuilt = Register built anew from { $entries } ledger entries; digest { $digest }.
desk-serving = The desk is open at { $url } (stop it with Ctrl+C).
desk-export-none = Nothing may leave: no incident passed the rules for this audience.
desk-export-refused = { $id } stays: { $why }
desk-exported = { $n ->
    [one] One incident
   *[other] { $n } incidents
} written, { $refused } kept back.
desk-bad-bbox = “{ $text }” is not a box; give west,south,east,north in degrees, such as -8.5,12,-7.5,13.
desk-bad-code = There is no code “{ $text }”; `tocsin codebook` lists them.
desk-bad-date = “{ $text }” is not a day; write it 2024-09-17.
desk-why-linked = { $a } and { $b } are one incident. What spoke for it:
desk-why-maybe = { $a } and { $b } may be one event; a person decides. What spoke for and against:
desk-why-apart = { $a } and { $b } were not linked. What spoke for and against:
desk-why-nothing = They share no place and time, no rare name and no rare number, so nothing was weighed.
desk-why-scale = Above 2 two accounts count as one event; from -0.75 on a person is asked; below they are apart. An incident is held together by the mean of its pairs.
desk-muted = Shared by so many reports that they were not followed in looking for other reports of the event (and for how many reports so):
desk-muted-none = Nothing is shared by so many reports that it had to be left out.
desk-records-none = Nobody has answered a contradiction yet, so no source has a record.
desk-problems-none = No problem was met.
desk-what-incident = incident
desk-what-report = report
desk-reports-counted = { $n ->
    [one] one report
   *[other] { $n } reports
}
desk-country-ml = Mali
desk-country-bf = Burkina Faso
desk-country-ne = Niger
desk-country-ng = Nigeria
desk-country-td = Chad
desk-country-mr = Mauritania
desk-country-sn = Senegal
desk-country-ci = Côte d'Ivoire
desk-country-bj = Benin
desk-country-tg = Togo
desk-country-gh = Ghana
desk-country-gn = Guinea
desk-country-cm = Cameroon
desk-country-dz = Algeria
desk-country-ly = Libya
desk-country-sd = Sudan
desk-help-title = How to read these pages
desk-help-values = Every value stands beside the words it comes from and whoever says them. Click the underlined words to see them in their report; click them there to come back.
desk-help-origins = An origin is one independent line of a value. Ten outlets quoting one army statement are one origin. Where nothing shows whence a text comes, its origin is unknown, never “independent”.
desk-help-contradictions = A contradiction is a set of values that cannot all hold. They are shown side by side and never averaged; a person decides.
desk-help-grade = The grade is Admiralty: a letter for the source (A reliable … F cannot be judged) and a number for the information (1 confirmed … 6 cannot be judged). Rules propose it and print their reasons; a person sets it.
desk-help-candidates = A candidate is mentioned without any source, such as a row of an article's own table. It is not counted until a person takes it up.
desk-help-codebook = The code book
desk-source-unknown = source unknown

## Gazetteer
desk-map-places-title = The places read in the text
desk-gazetteer-unchanged = Nothing was changed; the gazetteer in use stays as it was
desk-gazetteer-not-opened = What was loaded into the gazetteer cannot be used ({ $detail }); places are read with what comes with Tocsin alone. Load it again with `tocsin gazetteer add`.
desk-gazetteer-none = Nothing is loaded: places are read with what comes with Tocsin. `tocsin gazetteer add ML BF NE` loads whole countries from GeoNames.
desk-gazetteer-in-use = { $count } files are in use beside what comes with Tocsin; they lie in { $folder }.
desk-gazetteer-dump = { $count } places
desk-gazetteer-units = { $count } names of units
desk-gazetteer-countries = { $count } countries
desk-gazetteer-pcodes = { $count } P-codes placed
desk-gazetteer-boundaries = { $count } outlines
desk-gazetteer-overlay = { $count } own places
