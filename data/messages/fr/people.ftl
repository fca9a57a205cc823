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

## TLS
people-tls-refused = Non démarré : { $why }
people-tls-one = TLS demande deux fichiers : nommez le certificat (--tls-cert) et sa clé privée (--tls-key).
people-tls-unread = Le fichier { $file } ne peut pas être lu : { $detail }
people-tls-no-certificate = Il n'y a pas de certificat dans { $file } ; il doit être en PEM et commencer par « -----BEGIN CERTIFICATE----- ».
people-tls-no-key = Il n'y a pas de clé privée dans { $file } ; elle doit être en PEM, sans phrase de passe.
people-tls-mismatch = La clé privée n'est pas celle du certificat. Nommez les deux fichiers qui vont ensemble.
people-tls-ended = Le certificat a pris fin le { $detail }. Faites-le renouveler.
people-tls-not-yet = Le certificat ne vaut qu'à partir du { $detail }. Vérifiez l'horloge de cette machine.
people-tls-bad = Le certificat ou sa clé ne peut pas servir : { $detail }
people-tls-renewed = Le certificat a été relu ; les nouvelles connexions l'emploient.
people-tls-kept = Le certificat n'a pas été relu, celui en usage reste : { $why }
people-doctor-tls = Certificat (il devrait valoir deux semaines encore) : { $detail }

## Clés d'accès
people-passkeys = Clés d'accès
people-passkeys-how = Une clé d'accès sur votre appareil, ou sur une clé à part, ouvre votre compte avec son code PIN ou votre doigt, sans mot de passe ni code. Il faut un navigateur avec script ; sans lui, le mot de passe et le code servent toujours.
people-passkey-name = Comment vous nommez cette clé d'accès
people-passkey-add = Ajouter une clé d'accès
people-passkey-remove = Retirer
people-passkey-wrong = Aucune clé d'accès n'a été ajoutée.
people-passkey-use = Se connecter avec une clé d'accès
people-passkey-not = Cette clé d'accès n'ouvre aucun compte ici.

## OpenID Connect
people-openid = Connexion en un autre lieu (OpenID Connect)
people-openid-none = Votre compte n'est pas lié.
people-openid-link = Lier mon compte chez
people-openid-unlink = Retirer les liens
people-openid-use = Se connecter avec
people-openid-out = Terminer aussi votre session chez
people-openid-state = Cette connexion n'a pas été commencée dans ce navigateur, a pris trop de temps, ou a déjà servi. Recommencez.
people-openid-denied = La connexion a été refusée là où elle a été commencée.
people-openid-unreachable = Le lieu où vous vous connectez ne peut pas être joint en ce moment, ou ne répond pas comme il devrait. Un mot de passe ouvre toujours votre compte.
people-openid-token = Ce qui est revenu ne tient pas : la signature, la durée, ou le destinataire. Personne n'est connecté.
people-openid-unknown = Vous y êtes connu, mais aucun compte de ce bureau ne vous est lié. Connectez-vous avec votre mot de passe et liez-le sous votre nom, ou demandez à un administrateur.
people-last-way = Rien d’autre n’ouvre votre compte : c’est donc gardé. Demandez d’abord un mot de passe à un administrateur.
people-openid-not = Votre compte est désactivé, n'a aucune part dans ce bureau, ou est lié à quelqu'un d'autre.
people-go-on = Continuer
people-go-outside = Vous êtes envoyé là où vous vous connectez.
people-go-in = Vous êtes reconnu.

## Diffusions en ligne de commande
people-export-two = Non diffusé : ce bureau a des comptes, et ce qui en sort demande deux personnes. L'une demande avec `tocsin release ask`, une autre accorde avec `tocsin release grant` ; `tocsin export --for desk` est pour votre propre usage.
people-release-alone = Ce bureau n'a pas de comptes, personne ne peut donc y être distingué : servez-vous de `tocsin export`, ou ajoutez des comptes.
people-release-password = Mot de passe de { $name } :
people-release-asked = Demandé sous le numéro { $n }. Une autre personne l'accorde : tocsin release grant { $n } --who NOM
people-release-missing = Il n'y a pas de telle demande ni d'incident, ou ce compte ne peut pas le voir.
people-release-refused = Refusé ; rien n'est sorti.
people-release-granted = Diffusé sous le numéro { $n }.
people-release-line = { $n } · { $who } · { $to } · { $format } · { $ids } · { $why }
people-release-may-not = Ce compte ne peut pas faire cela.
