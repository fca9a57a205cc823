# Ce que dit review (fr) : pourquoi une cote est proposée, ce qui la relèverait, et pourquoi une décision n’est pas permise.

## La lettre
review-letter-no-record = F : aucune affirmation de ces sources n’a encore été vérifiée, leur fiabilité ne peut donc être jugée.
review-letter-few = { $letter } : { $right } affirmations vérifiées de { $name } sur { $checked } étaient justes ; il en faut { $enough } avant qu’une lettre dise quelque chose (neuf fois sur dix, la part vraie se situe entre { $low } % et { $high } %).
review-letter-record = { $letter } : { $right } affirmations vérifiées de { $name } sur { $checked } étaient justes (neuf fois sur dix, la part vraie se situe entre { $low } % et { $high } % ; il faut au moins { $enough } vérifications).
review-raise-letter = Une personne qui connaît l’historique de la source peut fixer la lettre.

## Le chiffre
review-candidate = 6 : seulement une ligne d’un tableau sans source ; personne ne le raconte comme un événement.
review-only-possible = 6 : tous ceux qui en parlent disent seulement que cela a pu se produire.
review-no-known-origin = 6 : personne de connu n’en répond ; les articles ne nomment aucune source, ou en partagent une qu’on ne peut déterminer.
review-one-origin = 3 : une seule origine connue ({ $name }), que rien de connu ne contredit ni ne confirme.
review-origins = 2 : { $count } origines dont on ne sait pas qu’elles dépendent l’une de l’autre ({ $names }).
review-only-parties = Pas mieux que 3 : seules des parties au conflit l’affirment.
review-denied = 4 : quelqu’un dément que cela ait eu lieu.
review-contradiction = Une contradiction reste ouverte ({ $field }).
review-core-contradiction = Pas mieux que 3 tant que le fait, la date ou le lieu est contredit.
review-speaker-is-party = { $name } parle en tant que partie au conflit.
review-toll-by-perpetrator = Le nombre de morts n’est donné que par les auteurs présumés : il vaut comme leur affirmation, non comme confirmé.
review-toll-one-side = Le nombre de morts ne vient que d’une origine ({ $name }).
review-not-one-by-rule = Aucune règle ne propose 1 : « confirmé » est la parole d’une personne.

## Ce qui la relèverait
review-raise-report = Un article qui le raconte comme un événement.
review-raise-asserted = Une source qui dit que cela a bien eu lieu.
review-raise-origin = Une voix nommée, ou un article dont la source est connue.
review-raise-second-origin = Une seconde origine qui ne dépend pas de la première.
review-raise-disinterested = Une voix qui n’est pas partie au conflit.
review-raise-resolve = Une réponse à la contradiction ({ $field }).
review-raise-person = Une personne qui le confirme, une fois que deux origines concordent et qu’aucune contradiction n’est ouverte.

## Décisions
review-not-from-here = Ce n’est pas possible dans son état présent : prenez-le d’abord en examen ; ce qui a été accepté est retiré avant d’être repris.
review-no-reason = Dites pourquoi : toute décision autre que la prise en examen demande un motif.
review-nothing-to-do = Il n’en résulte rien : nommez au moins un récit à retirer, ou un chiffre de 1 à 6.
