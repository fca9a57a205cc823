# Ce que le bureau dit en français de ses gens : comptes, groupes de partage, diffusions, journal d'audit.

## Se connecter
people-sign-in = Se connecter
people-sign-out = Se déconnecter
people-name = Nom du compte
people-name-hint = Un pseudonyme, jamais le nom d'une personne : minuscules, chiffres, - _ .
people-password = Mot de passe (12 caractères ou plus)
people-password-again = Le même mot de passe encore une fois
people-passwords-differ = Les deux mots de passe ne sont pas les mêmes.
people-code = Code de votre application d'authentification, si vous en avez une
people-wrong = Ce nom, ce mot de passe ou ce code n'est pas juste.
people-wrong-code = Ce code n'est pas juste. Vérifiez l'heure de votre appareil.
people-wait = Trop d'essais. Réessayez dans { $seconds } secondes.
people-not-yours = Votre compte ne le permet pas. Adressez-vous à un coordinateur ou à un administrateur du bureau.

## Le premier compte
people-setup-title = Le premier compte de ce bureau
people-setup-body = Désormais chacun se connecte. Un administrateur tient les comptes et ne voit rien du registre ; cochez la case si vous travaillez aussi sur les incidents.
people-setup-works = Je travaille aussi sur les incidents (coordinateur, auditeur)
people-setup-make = Créer le compte
people-single-user = Mode à un seul utilisateur : pas de comptes, pas de connexion, et seule cette machine peut ouvrir le bureau. Pour lui donner des comptes, ouvrez { $url }
people-refused-open = Non démarré : { $address } est accessible depuis d'autres machines et ce bureau n'a pas de comptes. Créez-en un avec `tocsin account add NOM --role admin,coordinator`, ou écoutez sur 127.0.0.1.
people-no-tls = Les mots de passe passeraient en clair sur le réseau : placez un mandataire TLS devant le bureau et démarrez-le avec --https.

## Comptes
people-accounts = Comptes
people-added = Le compte { $name } est ajouté.
people-password-set = Le compte { $name } a un nouveau mot de passe ; son second facteur est supprimé.
people-password-once = Son mot de passe, montré une seule fois : { $password }
people-password-shown = le mot de passe, montré une seule fois :
people-changed = Le compte { $name } est modifié.
people-token-once = Le jeton, montré une seule fois : { $token } (jusqu'au { $expires })
people-none = Pas de comptes : mode à un seul utilisateur.
people-off = désactivé
people-role = Rôles
people-clearance = Habilitation
people-groups = Groupes de partage
people-add = Ajouter un compte
people-save = Enregistrer
people-disable = Désactiver
people-enable = Réactiver
people-new-password = Nouveau mot de passe
people-old-password = Mot de passe actuel
people-second-factor = Second facteur
people-second-factor-off = Aucun : qui apprend votre mot de passe devient vous.
people-second-factor-on = En service. Un nouveau le remplace.
people-second-factor-how = Entrez ce secret dans une application d'authentification, puis le code qu'elle affiche.

## Incidents
people-decide-value = Nécessaire pour certains : une cote (B2), un compte, un autre incident, un numéro
people-assign = Attribuer
people-assigned = Attribué à
people-grade = Coter
people-merge = Même événement que
people-undo = Annuler une fusion ou une séparation
people-kept-to = Réservé à
people-fence = Réserver à un groupe de partage
people-fence-up = Réserver
people-fence-down = Ne plus réserver
people-group = Groupe
people-not-your-group = Seuls les membres d'un groupe de partage lui réservent quelque chose ; un nom a des minuscules, des chiffres et des traits d'union.
people-no-such-account = Ce compte n'existe pas.
people-nothing-to-read = Personne n'a encore décidé : il n'y a rien à relire.
people-second-person = Il faut une deuxième personne : nul ne répond pour soi-même.
people-conflict = Quelqu'un d'autre est passé
people-conflict-look = Voir l'incident tel qu'il est maintenant
people-conflict-keep = Garder ma décision à côté de la leur
people-news-label = Nouvelles
people-news = ont changé depuis que vous avez chargé cette page.
people-news-load = La recharger

## Diffusions
people-releases = Diffusions
people-releases-body = Ce qui sort du bureau est demandé par une personne et accordé par une autre. C'est contrôlé et noté à cet instant.
people-releases-none = Rien n'attend.
people-ask = Demander une diffusion
people-ask-incidents = Incidents (leurs identifiants)
people-audience = Pour
people-public = le public
people-partner = un partenaire
people-partner-name = Nom du partenaire
people-format = Forme
people-grant = Accorder et télécharger
people-refuse = Refuser
people-ask-meaningless = Nommez des incidents, une forme, une raison et, pour un partenaire, son nom.
people-ask-changed = Un incident a changé depuis la demande. Demandez de nouveau, pour que vous ayez vu tous deux la même chose.
people-not-cleared = Rien n'en peut sortir : { $why }
people-fenced = Un incident est réservé à un groupe de partage.

## Audit
people-audit = Audit
people-audit-body = Qui a décidé, diffusé, modifié des comptes et lu des éléments restreints, d'après le grand livre chaîné. Les lectures d'un élément par un compte sont notées une fois par heure.
people-audit-head = La fin de la chaîne, à noter ailleurs :
people-kind = Genre
people-kind-all = tout ce que des personnes ont fait
people-when = Quand
people-who = Qui
people-what = Quoi
people-on = Sur

## Tenir le bureau
people-backed-up = Copié vers { $path } : { $entries } entrées, toutes intactes. La fin de la chaîne, à noter ailleurs : { $head }
people-moved-aside = Ce qui s'y trouvait est gardé sous { $path }.
people-restored = Restauré : { $entries } entrées, toutes intactes. La fin de la chaîne : { $head }
people-rehearsed = Répété sur une copie en { $seconds } s, rien n'a été modifié : { $entries } entrées intactes, le registre serait { $digest }. Lancez maintenant `tocsin upgrade`.
people-upgraded = Mis au niveau de ce Tocsin en { $seconds } s : { $entries } entrées intactes, le registre est { $digest }.
people-doctor-config = Configuration : { $detail }
people-doctor-register = Registre : { $detail }
people-doctor-ledger = Grand livre, toutes les empreintes recalculées : { $detail }
people-doctor-accounts = Comptes : { $detail }. S'il y en a, l'un d'eux, non désactivé, doit être administrateur.
people-doctor-second-factor = Administrateurs sans second facteur : { $detail }
people-doctor-outbox = En attente pour les webhooks : { $detail }
people-doctor-permissions = Droits du fichier du registre : { $detail }. Les autres utilisateurs de cette machine ne doivent pas le lire (chmod 600).
