# Ce que dit le partage en français : pourquoi quelque chose ne peut pas sortir du bureau.
share-basis-missing = Le rapport { $report } n'est pas disponible ; on ne peut donc pas vérifier ce qu'il permet.
share-not-accepted = Personne ne l'a accepté : son état est « { $status } ». Seuls les incidents acceptés sortent du bureau.
share-changed-since = Il a changé après avoir été accepté : une personne a jugé la version { $seen }, il en est à la version { $now }. Acceptez-le de nouveau tel qu'il est.
share-not-real = C'est un exemple ou un élément d'exercice, ou il repose sur l'un d'eux ; cela ne sort jamais du bureau.
share-fenced = Il est réservé à un groupe de partage, et ne sort pas du bureau.
share-above-clearance = Il est { $tlp }, et ce destinataire ne peut recevoir que { $limit } au plus.
share-too-early = Les événements de ce genre sont retenus { $days } { $days ->
    [1] jour
   *[other] jours
  } pour ce destinataire, et ce délai n'est pas écoulé.
share-force-position = Il dit où se trouvent des forces et rien d'autre ; les positions des forces ne sortent jamais du bureau.
share-harmful-words = Les mots de « { $field } » nomment une personne, ou un peuple, d'une manière qui peut nuire.
