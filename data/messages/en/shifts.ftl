# What the pages for shifts say in English.

shifts-title = Shifts
shifts-what = What happened since the last hand-over, drawn from the ledger. Who leaves adds what the next one must know and signs off; who comes takes over.
shifts-handover = Hand-over
shifts-now = This shift
shifts-incidents = { $n ->
    [one] { $n } new incident
   *[other] { $n } new incidents
}
shifts-decided = { $n ->
    [one] { $n } decision
   *[other] { $n } decisions
}
shifts-decisions = Decisions
shifts-more = Only the first 200 are listed.
shifts-releases = What left the desk
shifts-asks = Waiting for a second person
shifts-open = Open contradictions
shifts-assigned = Who has what
shifts-suggestions = { $n ->
    [one] One suggestion from outside waits
   *[other] { $n } suggestions from outside wait
}
shifts-leave = Sign off
shifts-note = What the one who comes must know
shifts-tlp = Who may read the note
shifts-sign = Sign off
shifts-take = Take over
shifts-take-note = Anything to say
shifts-taken-by = Taken over by
shifts-waits = Nobody has taken it over yet.
shifts-same-person = Who left a shift cannot take it over; another person does.
shifts-earlier = Earlier hand-overs
shifts-entries = Entries of the ledger:
shifts-as-seen = Each reader sees of it what they may see; contradictions and assignments are as they stood when it was signed off.
shifts-meaningless = A hand-over needs a note of at most 10,000 characters, and a label not above your own clearance; nothing was recorded.
