# What share says in English: why something may not leave the desk.
share-basis-missing = Report { $report } is not at hand, so it cannot be checked what it allows.
share-not-accepted = No person has accepted it: its state is “{ $status }”. Only accepted incidents leave the desk.
share-changed-since = It changed after it was accepted: a person judged version { $seen }, it is now version { $now }. Accept it again as it is now.
share-not-real = It is a sample or part of an exercise, or rests on one; such things never leave the desk.
share-fenced = It is kept to a sharing group, and does not leave the desk.
share-above-clearance = It is { $tlp }, and this audience may have { $limit } at most.
share-too-early = Events of this kind are held back { $days } { $days ->
    [1] day
   *[other] days
  } for this audience, and they have not passed.
share-force-position = It tells where forces are and nothing else; positions of forces never leave the desk.
share-harmful-words = The words of “{ $field }” name a person, or a people, in a way that may do harm.
