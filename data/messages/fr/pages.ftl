# What the pages for work say in French.

## Parts of the desk
pages-nav-more = Plus
pages-queue = File
pages-map = Carte
pages-bulletin = Bulletin
pages-sources = Sources
pages-actors = Acteurs
pages-places = Lieux
pages-ledger = Journal
pages-public = Page publique

## Queue
pages-queue-what = Ce qui attend quelqu'un : les incidents nouveaux ou en examen, et ceux qui ont changé depuis leur acceptation. Les incidents qui sont peut-être un même fait sont pliés en une seule histoire.
pages-queue-counted = { $n } en attente, { $shown } affichés en { $stories ->
    [one] une histoire
   *[other] { $stories } histoires
}.
pages-queue-folded = { $n ->
    [one] Un autre, peut-être le même fait
   *[other] { $n } autres, peut-être le même fait
}
pages-queue-empty = Rien n'attend.
pages-looked = Vous l'avez parcourue pour la dernière fois
pages-looked-never = Vous n'avez pas encore dit l'avoir parcourue.
pages-looked-now = Je l'ai parcourue
pages-why-changed-after = changé après son acceptation
pages-why-new = nouveau depuis votre passage
pages-why-changed = changé depuis votre passage
pages-why-link = lien incertain
pages-why-grade = les règles proposent à présent { $grade }
pages-since = Ce qui a changé depuis votre passage

## Keys
pages-keys = Touches
pages-keys-what = Avec script, ces touches servent tant qu'aucun champ n'est en cours de saisie. Tout ce qu'elles font peut se faire sans elles.
pages-keys-move = suivant, précédent
pages-keys-open = ouvrir
pages-keys-send = envoyer le formulaire en cours
pages-keys-help = cette liste
pages-keys-off = Désactiver les touches

## History
pages-changes = Ce qui a changé
pages-changes-none = Rien de ce qui est affiché n'a changé ; seuls des liens ou des motifs ont changé.
pages-from-version = De la version
pages-to-version = à la version
pages-compare = Comparer
pages-what = Quoi
pages-came = Apparu
pages-went = Disparu
pages-what-changed = ce qui a changé
pages-grade-proposed = Cote proposée
pages-reports = Rapports
pages-step-version = Version { $n }
pages-step-released = Envoyé à { $to } sous la forme { $format } par { $who }
pages-lineage-why = Pourquoi, paire par paire

## Deciding
pages-refused = Non enregistré
pages-decide-incomplete = Il manque à la décision ce sur quoi elle porte : choisissez-le.
pages-decide-missing = Ce que la décision nomme n'existe pas : l'autre incident, le récit ou la décision à reprendre.
pages-decide-again = Décider maintenant
pages-changed-meanwhile = Ce qui a changé entre-temps
pages-answered = répondu
pages-chosen = choisi par quelqu'un
pages-grade-set = Fixer la cote
pages-letter = Source
pages-number = Information
pages-letter-a = fiable
pages-letter-b = habituellement fiable
pages-letter-c = assez fiable
pages-letter-d = habituellement peu fiable
pages-letter-e = non fiable
pages-letter-f = fiabilité inconnue
pages-number-1 = confirmée
pages-number-2 = probablement vraie
pages-number-3 = peut-être vraie
pages-number-4 = douteuse
pages-number-5 = improbable
pages-number-6 = ne peut être jugée
pages-prefer = Choisir la valeur affichée en premier
pages-prefer-which = Affichée en premier
pages-prefer-do = L'afficher en premier
pages-resolve = Répondre à cette contradiction
pages-resolve-which = Quelles affirmations sont justes ?
pages-resolve-none = Ne cochez rien pour la laisser ouverte en disant pourquoi.
pages-resolve-do = Répondre
pages-merge = Le joindre à celui-ci
pages-merge-other = Joindre un autre incident à celui-ci
pages-merge-what = Les deux histoires restent, et la jonction peut être reprise.
pages-merge-id = Son identifiant
pages-split = Retirer des récits
pages-split-what = Ce qui est retiré devient un incident à part ; cela peut être repris.
pages-split-which = Lesquels parlent d'un autre fait ?
pages-split-do = Les retirer
pages-undo = Reprendre cette décision
pages-contradictions-what = Des valeurs qui ne peuvent toutes être vraies, face à face, jusqu'à ce que quelqu'un réponde. L'autre côté reste toujours consigné.

## Map
pages-coarse = lieux comme pour le public (mailles de 11 km)
pages-timeline = Quand ils ont eu lieu
pages-timeline-table = La même chose en tableau
pages-incidents = Incidents
pages-map-guarded = Ce que la communauté a dit, et ce que peu doivent savoir, est montré par mailles de 11 km.
pages-map-list = La même chose en liste
pages-map-register = Tous dans le registre
pages-map-counted = Sans date : { $undated }. Sans lieu sur la carte : { $unplaced }.

## Register
pages-sort = Ordre
pages-sort-day = jour, le dernier d'abord
pages-sort-changed = dernier changement d'abord
pages-sort-grade = meilleure cote d'abord
pages-to-list = Droit à la liste
pages-table = En tableau (CSV)
pages-kept = Vues gardées
pages-keep = Garder
pages-keep-name = Garder ce qui est affiché sous le nom
pages-keep-how = Filtrez le registre, puis gardez sous un nom ce qu'il affiche.
pages-keep-failed = Impossible à garder : donnez un nom de 60 lettres au plus, depuis une page de ce bureau.
pages-forget = Oublier
pages-more = Suite

## Sources
pages-source = Source
pages-sources-what = D'où viennent les rapports. Une source muette depuis longtemps n'est pas un lieu calme : le silence n'est pas la paix.
pages-class = Classe
pages-interest = Intérêt
pages-first-heard = entendue d'abord
pages-last-heard = entendue en dernier
pages-class-wire = agence de presse
pages-class-outlet = rédaction
pages-class-state-media = média d'État
pages-class-party = partie au conflit
pages-class-community = communauté
pages-class-partner = partenaire
pages-class-aggregator = republie les autres
pages-class-unknown = inconnue
pages-interest-party = partie au conflit
pages-interest-affiliated = parle pour une partie
pages-interest-independent = sans intérêt connu
pages-interest-unknown = pas encore examiné
pages-profile = Profil
pages-profile-what = Ce qu'elle est et quel intérêt elle sert. Chaque changement est consigné au journal.
pages-profile-set = Fixer le profil
pages-profile-failed = Le profil n'a pas pu être fixé : choisissez classe et intérêt sur la page d'une source nommée.
pages-source-name = Nom
pages-tells-of = Parle de
pages-latest-reports = Derniers rapports

## Actors
pages-actors-what = Les groupes et forces que le lecteur connaît par leur nom, pour que chaque graphie mène à une seule clé. Des organisations seulement, jamais des personnes ; aucune règle ne traite un camp autrement qu'un autre.
pages-part-of = partie de
pages-kind-armed-group = Groupes armés
pages-kind-state-force = Forces de l'État
pages-kind-militia = Milices
pages-kind-international = Missions internationales
pages-kind-foreign-force = Forces étrangères
pages-kind-community-defence = Groupes d'autodéfense
pages-kind-private-force = Forces privées
pages-kind-network = Réseaux

## Places
pages-places-what = Des lieux que les rapports nomment et qu’aucune liste de villes ne contient : villages, unités, zones de plusieurs pays. Les points sont approximatifs. Cherchez un nom pour voir tous les lieux que le répertoire connaît sous ce nom ; ouvrez-en un pour le corriger.
pages-places-find = Chercher
pages-place-name = Nom
pages-place-others = Autres noms
pages-place-kind = Type
pages-place-unit = Se trouve dans
pages-place-point = Environ

## Ledger
pages-ledger-what = Tout ce qui s'est passé ici, jamais modifié ; chaque entrée scelle la précédente. Gardez le dernier sceau ailleurs : avec lui, `tocsin verify` prouve que rien n'a été altéré.
pages-ledger-head = Dernière entrée :
pages-when = Quand (UTC)
pages-seal = Sceau
pages-entry-capture = élément reçu
pages-entry-journey = rapport lu et placé
pages-entry-decision = décision
pages-entry-source = profil de source fixé
pages-entry-release = diffusion
pages-entry-read = élément restreint consulté

## Problems
pages-problems-what = Ce qui n'a pas pu être reçu, ou pas entièrement. Les octets d'origine sont gardés malgré tout.
pages-problems-heard = Quand chaque source a été entendue
pages-places-counted = { $n ->
    [one] Un lieu
   *[other] { $n } lieux
}

## Bulletin
pages-bulletin-what = Un bulletin d'incidents choisis, en anglais ou en français, chaque phrase avec sa note. Rien au-dessus de son étiquette ou contre les règles de protection ne passe.
pages-bulletin-none = Aucun incident ne convient. Seuls les incidents acceptés sont proposés, sauf si vous choisissez un autre état.
pages-bulletin-choose = Incidents
pages-bulletin-for = Pour qui
pages-bulletin-language = Langue
pages-bulletin-both = les deux
pages-bulletin-page = Faire la page
pages-bulletin-pdf = Faire le PDF
pages-bulletin-recorded = Ce qui est fait pour un partenaire ou le public ne dit que ce qui leur a été diffusé dans cette version, par deux personnes, et est consigné avant de partir.
pages-brief-unreleased = Il n'a pas été diffusé à ce destinataire dans cette version : demandez d'abord une diffusion.
pages-assign-to = À qui (le nom d'un compte ; vide : à personne)
pages-audience-desk = ce bureau
pages-audience-partner = un partenaire
pages-audience-public = le public
pages-partner-name = Nom du partenaire
pages-partner-clearance = Habilité jusqu'à
pages-unnamed = une source non nommée
pages-marking-sample = EXEMPLE
pages-marking-exercise = EXERCICE
pages-marking-new = non examiné
pages-marking-in-review = en examen
pages-marking-rejected = rejeté
pages-marking-withdrawn = retiré
pages-brief-title = Bulletin du { $day }
pages-brief-method = Des règles lisent les rapports et proposent ; une personne accepte. Chaque valeur est donnée avec qui le dit ; les valeurs rivales sont côte à côte et jamais moyennées. La cote est celle de l'Amirauté : une lettre pour la source (A–F), un chiffre pour l'information (1 confirmée – 6 ne peut être jugée).
pages-brief-notes = Notes : qui le dit
pages-brief-one = { $field } :
pages-brief-many = { $field }, donné de plusieurs façons :
pages-brief-clash = { $field } — les récits se contredisent :
pages-brief-undecided = Elles ne peuvent toutes être vraies.
pages-brief-value = { $value } ({ $speakers } ; { $stance })
pages-brief-kept = incident { $id }, version { $version }
pages-brief-incomplete = Cochez au moins un incident et dites pour qui (un partenaire par son nom) et dans quelle langue.
pages-brief-stays = Reste au bureau
pages-brief-another = Un autre bulletin
pages-public-title = Ce qui peut être dit
pages-public-what = Incidents acceptés par une personne et diffusés au public : lieux par district et maille, forces avec un jour de retard, rien qui désigne qui a rapporté.
pages-public-none = Rien n'a été diffusé au public.
pages-corrections = Corrections
pages-corrections-none = Rien de ce qui figure sur cette page n'a été corrigé ni retiré.
pages-corrected = a changé depuis sa diffusion et est réexaminé.
pages-taken-back = a été retiré : ne l'utilisez plus.
pages-brief-lead = { $n ->
    [0] Aucun incident
    [one] Un incident
   *[other] { $n } incidents
}, pour { $audience }, fait à { $time } UTC.
pages-brief-withheld = { $n ->
    [one] une valeur non communiquée
   *[other] { $n } valeurs non communiquées
}

## The map with script
pages-island-in = Agrandir
pages-island-out = Réduire
pages-island-close = Fermer
pages-island-keys = Au clavier : les flèches déplacent la carte, + et − changent son échelle, Entrée nomme les incidents les plus proches du milieu. La liste plus bas dit la même chose.
