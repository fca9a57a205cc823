# What the pages for shifts say in French.

shifts-title = Relèves
shifts-what = Ce qui s’est passé depuis la dernière relève, tiré du journal. Qui part ajoute ce que le suivant doit savoir et signe ; qui arrive prend la suite.
shifts-handover = Relève
shifts-now = Ce quart
shifts-incidents = { $n ->
    [one] { $n } incident nouveau
   *[other] { $n } incidents nouveaux
}
shifts-decided = { $n ->
    [one] { $n } décision
   *[other] { $n } décisions
}
shifts-decisions = Décisions
shifts-more = Seules les 200 premières sont listées.
shifts-releases = Ce qui a quitté le bureau
shifts-asks = En attente d’une seconde personne
shifts-open = Contradictions ouvertes
shifts-assigned = Qui a quoi
shifts-suggestions = { $n ->
    [one] Une proposition du dehors attend
   *[other] { $n } propositions du dehors attendent
}
shifts-leave = Passer la relève
shifts-note = Ce que la personne qui arrive doit savoir
shifts-tlp = Qui peut lire la note
shifts-sign = Signer
shifts-take = Prendre la suite
shifts-take-note = Quelque chose à dire
shifts-taken-by = Reprise par
shifts-waits = Personne n’a encore pris la suite.
shifts-same-person = Qui a passé la relève ne peut la prendre ; une autre personne le fait.
shifts-earlier = Relèves précédentes
shifts-entries = Entrées du journal :
shifts-as-seen = Chacun en voit ce qu’il peut voir ; contradictions et attributions sont telles qu’à la signature.
shifts-meaningless = Il faut à une relève une note de 10 000 caractères au plus, et une étiquette qui ne dépasse pas votre habilitation ; rien n’a été enregistré.
