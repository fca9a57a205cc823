# What the desk says in French.

## Fields
desk-field-event = Fait
desk-field-date = Date
desk-field-place = Lieu
desk-field-site = Site
desk-field-perpetrator = Attribué à
desk-field-responsibility = Revendication
desk-field-target = Cible
desk-field-weapon = Arme ou moyen
desk-field-killed = Tués
desk-field-injured = Blessés
desk-field-missing = Disparus
desk-field-abducted = Enlevés
desk-field-displaced = Déplacés
desk-field-attackers-killed = Assaillants tués
desk-field-attackers-injured = Assaillants blessés
desk-field-attackers-held = Assaillants capturés
desk-field-impact = Conséquences
desk-field-situation = Situation

## Stances
desk-stance-asserted = affirmé
desk-stance-claimed = revendiqué
desk-stance-denied = démenti
desk-stance-confirmed = confirmé
desk-stance-possible = possible
desk-stance-planned = prévu
desk-stance-hypothetical = hypothétique
desk-stance-past-background = rappel

## States
desk-status-new = nouveau
desk-status-in-review = en examen
desk-status-accepted = accepté
desk-status-rejected = rejeté
desk-status-withdrawn = retiré

## Groups of people
desk-group-civilians = civils
desk-group-soldiers = militaires
desk-group-police = policiers
desk-group-gendarmes = gendarmes
desk-group-children = enfants
desk-group-women = femmes
desk-group-men = hommes
desk-group-attackers = assaillants
desk-group-security-forces = forces de sécurité
desk-group-militia = miliciens
desk-group-teachers = enseignants
desk-group-peacekeepers = casques bleus
desk-group-villagers = villageois
desk-group-students = élèves
desk-group-traders = commerçants
desk-group-aid-workers = humanitaires
desk-group-volunteers = volontaires
desk-group-farmers = cultivateurs
desk-group-herders = éleveurs
desk-group-miners = orpailleurs
desk-group-passengers = passagers
desk-group-displaced = personnes déplacées

## Times
desk-month-1 = janvier
desk-month-2 = février
desk-month-3 = mars
desk-month-4 = avril
desk-month-5 = mai
desk-month-6 = juin
desk-month-7 = juillet
desk-month-8 = août
desk-month-9 = septembre
desk-month-10 = octobre
desk-month-11 = novembre
desk-month-12 = décembre
desk-part-early-morning = , tôt le matin
desk-part-morning = , matin
desk-part-noon = , vers midi
desk-part-afternoon = , après-midi
desk-part-evening = , soir
desk-part-night = , nuit

## Values
desk-speaker-report = le rapport lui-même
desk-toll-part = {" "}(partie d'un nombre plus grand)
desk-toll-running = {" "}(total cumulé sur plusieurs faits)
desk-count-exact = { $n }
desk-count-about = environ { $n }
desk-count-least = { $n } ou plus
desk-count-about-least = environ { $n } ou plus
desk-count-most = au plus { $most }
desk-count-between = { $n } à { $most }
desk-place-near = près de { $place }
desk-place-offset = à { $km } km de { $place }
desk-place-between = entre { $place } et { $other }
desk-when-no-year = { $said } (année non dite)
desk-when-night = nuit du { $first } au { $last }
desk-when-between = du { $first } au { $last }
desk-when-since = depuis le { $first }
desk-when-until = jusqu'au { $last }
desk-when-open = sans date
desk-flag-weekday = {" "}— le jour de semaine dit n'est pas celui de cette date
desk-flag-after = {" "}— après la publication du rapport
desk-flag-stale = {" "}— un an ou plus avant une publication qui le donne pour récent
desk-flag-no-day = {" "}— ce jour n'existe pas
desk-flag-ambiguous = {" "}— jour et mois peuvent être inversés

## Pages
desk-skip = Aller au contenu
desk-nav = Parties du bureau
desk-nav-register = Registre
desk-nav-contradictions = Contradictions
desk-nav-problems = Problèmes
desk-nav-help = Aide
desk-other-language = English
desk-samples-label = À propos de ces rapports
desk-samples-banner = Rapports d'exemple écrits pour Tocsin, sur des faits connus du public et attribués à aucun média réel. Rien ici n'est partagé ni compté.
desk-on-this-page = Sur cette page
desk-footer = Chaque valeur est rapportée à ses mots et à qui les dit. Rien n'est moyenné ; une personne décide.
desk-register-title = Registre des incidents
desk-filters = Filtrer le registre
desk-filter-text = Mots
desk-filter-from = Du
desk-filter-to = Au
desk-filter-country = Pays
desk-filter-code = Nature
desk-filter-status = État
desk-filter-any = tous
desk-filter-candidates = avec les candidats
desk-filter-apply = Filtrer
desk-incidents-counted = { $n ->
    [0] Aucun incident
    [one] Un incident
   *[other] { $n } incidents
}
desk-incidents-shown = { $total ->
    [0] Aucun incident ne correspond.
    [one] Un incident.
   *[other] { $total } incidents, { $n } montrés.
}
desk-more = Plus d'incidents
desk-map-caption = Incidents par lieu ; un cercle pointillé montre l'incertitude du lieu. Contours : Natural Earth.
desk-map-title = Carte des incidents de la liste
desk-grade = Cote
desk-grade-proposed = proposée
desk-would-raise = Ce qui l'élèverait
desk-candidate = candidat
desk-version = version
desk-contradictions = Contradictions
desk-contradiction = contradiction
desk-contradictions-counted = { $n ->
    [one] une contradiction
   *[other] { $n } contradictions
}
desk-may-explain = Ce qui peut l'expliquer
desk-what-is-said = Ce qui est dit, et par qui
desk-origins = { $n ->
    [0] origine inconnue
    [one] une origine
   *[other] { $n } origines
}
desk-origins-against = { $n } contre
desk-origins-vaguer = { $n } plus vague, qui s’y accorde
desk-claims = { $n ->
    [one] une affirmation
   *[other] { $n } affirmations
}
desk-denials = { $n ->
    [one] un démenti
   *[other] { $n } démentis
}
desk-origin = Remonte à :
desk-as-of = à la date de
desk-lineage = D'où viennent les rapports
desk-why-joined = Pourquoi ces récits sont tenus pour un seul fait
desk-maybe = Peut-être le même fait
desk-parts = Parties
desk-decide = Décider
desk-why = Pourquoi (en une phrase)
desk-history = Historique
desk-history-none = Aucune décision encore.
desk-texts = Les rapports, et ce qui y a été lu
desk-report = Rapport
desk-report-in = Parle de :
desk-report-in-none = aucun incident
desk-left-out = Laissé de côté, et pourquoi
desk-left-out-because = {" "}(« { $words } »)
desk-left-out-not-happened = n'a pas eu lieu : prévu, craint ou imaginé
desk-left-out-opinion = politique, analyse ou conseil
desk-left-out-background = rappel historique
desk-left-out-court = une affaire de justice
desk-left-out-anniversary = une commémoration
desk-left-out-exercise = un exercice
desk-left-out-fiction = film, livre, jeu ou sport
desk-left-out-metaphor = une figure de style
desk-left-out-too-vague = trop vague : ni lieu, ni date, ni acte
desk-left-out-repeated = déjà raconté dans le même rapport
desk-nothing = Rien ici.
desk-not-found = Introuvable
desk-not-found-body = Il n'y a rien à cette adresse. Revenez au registre.
desk-failed = Échec
desk-sources-line = { $reports ->
    [one] Un rapport
   *[other] { $reports } rapports
} : { $names }

## Decisions
desk-act-take-up = met en examen
desk-act-accept = accepte
desk-act-reject = rejette
desk-act-withdraw = retire
desk-act-grade = cote { $what }
desk-act-prefer = montre d'abord : { $what }
desk-act-merge = y joint { $what }
desk-act-split = en sépare { $what }
desk-act-undo = annule la décision { $what }
desk-act-resolve = répond à la contradiction sur { $what }
desk-act-assign = l'attribue à { $what }
desk-act-second-read = l'a relu en second : cela tient
desk-act-second-read-no = l'a relu en second : cela ne tient pas
desk-act-comment = commente
desk-do-take-up = Mettre en examen
desk-do-accept = Accepter
desk-do-reject = Rejeter
desk-do-withdraw = Retirer
desk-do-second-read = Second lecteur : cela tient
desk-do-second-read-no = Second lecteur : cela ne tient pas
desk-do-comment = Commenter
desk-decided = Décision { $n } enregistrée.
desk-decide-conflict = L'incident a changé depuis (vous avez vu la version { $seen }, il en est à { $now }). Regardez à nouveau, puis décidez.
desk-decide-foreign = Ce formulaire ne vient pas de ce bureau. Rouvrez l'incident et décidez là.

## Command line
desk-took-in = { $taken ->
    [one] Un rapport reçu
   *[other] { $taken } rapports reçus
}, { $known } déjà connus, { $problems ->
    [0] aucun problème
    [one] un problème
   *[other] { $problems } problèmes
}.
desk-took-in-line = { $report } · { $title } → { $accounts ->
    [0] aucun incident raconté
    [one] un récit
   *[other] { $accounts } récits
}{ $left ->
    [0] {""}
   *[other] , { $left } passages laissés de côté
}
desk-took-in-register = Registre : { $total ->
    [one] un incident
   *[other] { $total } incidents
}, { $changed ->
    [0] aucun
   *[other] { $changed }
} nouveau ou changé par cet apport.
desk-took-in-nothing = Rien à recevoir n'a été trouvé.
desk-took-in-see = Voyez-les avec `tocsin incidents`, et pourquoi un passage a été laissé de côté avec `tocsin report ID`.
desk-id-none = Il n'y a pas de { $what } { $id } dans ce registre ; `tocsin incidents` les liste.
desk-id-many = { $id } convient à plusieurs ; donnez plus de l'identifiant.
desk-verify-holds = Le grand livre tient : { $entries } entrées, { $blobs } originaux, tête { $head }.
desk-verify-broken = Le grand livre ne tient pas : { $detail }. Restaurez une sauvegarde et gardez ce fichier comme preuve.
desk-rebuilt = Registre reconstruit à partir de { $entries } entrées ; empreinte { $digest }.
desk-serving = Le bureau est ouvert à { $url } (arrêt : Ctrl+C).
desk-export-none = Rien ne peut sortir : aucun incident n'a passé les règles pour ce destinataire.
desk-export-refused = { $id } reste : { $why }
desk-exported = { $n ->
    [one] Un incident écrit
   *[other] { $n } incidents écrits
}, { $refused } retenus.
desk-bad-bbox = « { $text } » n'est pas un cadre ; donnez ouest,sud,est,nord en degrés, par exemple -8.5,12,-7.5,13.
desk-bad-code = Il n'y a pas de code « { $text } » ; `tocsin codebook` les liste.
desk-bad-date = « { $text } » n'est pas un jour ; écrivez 2024-09-17.
desk-why-linked = { $a } et { $b } sont un seul incident. Ce qui a compté :
desk-why-maybe = { $a } et { $b } sont peut-être un seul fait ; une personne décide. Pour et contre :
desk-why-apart = { $a } et { $b } n'ont pas été liés. Pour et contre :
desk-why-nothing = Ils ne partagent ni lieu et date, ni nom rare, ni nombre rare : rien n'a été pesé.
desk-why-scale = Au-dessus de 2, deux récits comptent pour un seul fait ; à partir de -0,75, on demande à une personne ; en dessous, ils restent séparés. Un incident tient par la moyenne de ses paires.
desk-muted = Partagés par tant de rapports qu’ils n’ont pas été suivis pour chercher d’autres rapports de l’événement (et pour combien de rapports) :
desk-muted-none = Rien n’est partagé par assez d’articles pour devoir être laissé de côté.
desk-records-none = Personne n’a encore répondu à une contradiction : aucune source n’a d’historique.
desk-problems-none = Aucun problème rencontré.
desk-what-incident = incident
desk-what-report = rapport
desk-reports-counted = { $n ->
    [one] un rapport
   *[other] { $n } rapports
}
desk-country-ml = Mali
desk-country-bf = Burkina Faso
desk-country-ne = Niger
desk-country-ng = Nigéria
desk-country-td = Tchad
desk-country-mr = Mauritanie
desk-country-sn = Sénégal
desk-country-ci = Côte d'Ivoire
desk-country-bj = Bénin
desk-country-tg = Togo
desk-country-gh = Ghana
desk-country-gn = Guinée
desk-country-cm = Cameroun
desk-country-dz = Algérie
desk-country-ly = Libye
desk-country-sd = Soudan
desk-help-title = Comment lire ces pages
desk-help-values = Chaque valeur figure à côté des mots dont elle vient et de qui les dit. Cliquez les mots soulignés pour les voir dans leur rapport ; cliquez-les là pour revenir.
desk-help-origins = Une origine est une ligne indépendante d'une valeur. Dix médias citant un même communiqué de l'armée font une origine. Là où rien ne montre d'où vient un texte, son origine est inconnue, jamais « indépendante ».
desk-help-contradictions = Une contradiction est un ensemble de valeurs qui ne peuvent pas toutes tenir. Elles sont montrées côte à côte et jamais moyennées ; une personne décide.
desk-help-grade = La cote est celle de l'Amirauté : une lettre pour la source (A fiable … F non évaluable) et un chiffre pour l'information (1 confirmée … 6 non évaluable). Des règles la proposent et donnent leurs raisons ; une personne la fixe.
desk-help-candidates = Un candidat est mentionné sans source, comme une ligne du tableau d'un article. Il n'est pas compté avant qu'une personne ne le reprenne.
desk-help-codebook = Le livre des codes
desk-source-unknown = source inconnue

## Répertoire de lieux
desk-map-places-title = Les lieux lus dans le texte
desk-gazetteer-unchanged = Rien n’a été changé ; le répertoire de lieux en service reste tel quel
desk-gazetteer-not-opened = Ce qui a été chargé dans le répertoire de lieux est inutilisable ({ $detail }) ; les lieux sont lus avec ce que Tocsin apporte. Rechargez-le avec `tocsin gazetteer add`.
desk-gazetteer-none = Rien n’est chargé : les lieux sont lus avec ce que Tocsin apporte. `tocsin gazetteer add ML BF NE` charge des pays entiers depuis GeoNames.
desk-gazetteer-in-use = { $count } fichiers sont en service à côté de ce que Tocsin apporte ; ils sont dans { $folder }.
desk-gazetteer-dump = { $count } lieux
desk-gazetteer-units = { $count } noms d’unités
desk-gazetteer-countries = { $count } pays
desk-gazetteer-pcodes = { $count } codes P placés
desk-gazetteer-boundaries = { $count } contours
desk-gazetteer-overlay = { $count } lieux propres
