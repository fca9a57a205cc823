# Ce que dit link (fr) : pourquoi des récits sont, ne sont pas ou sont peut-être un même événement ; ce qui dérive de quoi ; ce qui peut expliquer un désaccord.

## Lieu
link-no-place = L’un des deux ne nomme aucun lieu comparable.
link-same-place = Les deux se situent à { $place }.
link-same-place-name = Les deux nomment { $place } ; de quel lieu de ce nom il s’agit n’est pas certain.
link-same-place-spelt = { $place } et { $other } sont peut-être deux graphies d’un même nom ; de quel lieu il s’agit n’est pas certain.
link-place-alternative = { $place } et { $other } sont peut-être le même lieu.
link-place-not-known = On ne sait pas si { $place } et { $other } sont un même lieu.
link-place-within = { $other } se trouve dans { $place }, ou tout près.
link-place-near = { $other } se trouve non loin de { $place }.
link-same-area = Les deux se situent dans { $place }, sans plus de précision.
link-other-area = { $other } ne se trouve pas dans { $place }.
link-other-country = { $place } et { $other } sont dans deux pays différents.
link-far-apart = { $place } et { $other } sont à { $km } km l’un de l’autre.

## Temps
link-no-time = L’un des deux ne donne aucun moment comparable.
link-same-day = Les deux sont datés du { $date }.
link-same-days = Leurs jours se recoupent : { $date } et { $other }.
link-same-month = Leurs dates se recoupent à un mois près : { $date } et { $other }.
link-same-season = Leurs dates se recoupent à une saison près : { $date } et { $other }.
link-same-year = Leurs dates se recoupent à un an près ou davantage : { $date } et { $other }.
link-same-day-no-year = Les jours concordent, et l’un ne donne pas d’année : { $date } et { $other }.
link-other-day = Les jours diffèrent : { $date } et { $other }.
link-other-year = Le jour et le mois concordent, l’année diffère d’un an : { $date } et { $other }. L’une des deux est peut-être fausse.
link-next-day = À un jour d’écart : { $date } et { $other }.
link-days-apart = À quelques jours d’écart : { $date } et { $other }.
link-other-time = Éloignés dans le temps : { $date } et { $other }.
link-published-together = Publiés à quelques jours d’écart ({ $date }, { $other }), sans date de l’événement.
link-published-same-week = Publiés à une semaine d’écart au plus ({ $date }, { $other }), sans date de l’événement.
link-published-apart = Publiés à des semaines d’écart ({ $date }, { $other }), sans date de l’événement.
link-published-before = L’un a été publié avant l’événement de l’autre : { $date } et { $other }.
link-published-just-after = L’un ne donne pas de date et a été publié juste après l’événement de l’autre : { $date } et { $other }.
link-published-soon-after = L’un ne donne pas de date et a été publié dans les jours qui ont suivi l’événement de l’autre : { $date } et { $other }.
link-published-later = L’un ne donne pas de date et a été publié des semaines après l’événement de l’autre : { $date } et { $other }.
link-published-long-after = L’un ne donne pas de date et a été publié longtemps après l’événement de l’autre : { $date } et { $other }.

## Quoi, qui, combien
link-same-code = Les deux racontent le même type d’événement ({ $code }).
link-code-within = L’un des types d’événement est un cas de l’autre ({ $code }, { $other }).
link-code-compatible = Les types d’événement peuvent n’en faire qu’un ({ $code }, { $other }).
link-code-other = Les types d’événement diffèrent ({ $code }, { $other }).
link-same-claim = Le même groupe l’aurait revendiqué ({ $actor }).
link-same-actor = Le même groupe est nommé ({ $actor }).
link-other-actor = Des groupes différents sont nommés.
link-same-site = Le même type de site a été touché ({ $site }).
link-other-site = Des types de site différents sont nommés.
link-same-toll = Le même nombre ({ $field } : { $count }).
link-other-toll = Des nombres différents ({ $field } : { $count } et { $other }).
link-toll-compatible = Les nombres peuvent être vrais tous les deux ({ $field } : { $count } et { $other }).

## Mots
link-words-alike = Ils partagent beaucoup de mots rares ({ $share } %).
link-words-some = Ils partagent quelques mots rares ({ $share } %).
link-words-differ = Ils ne partagent presque aucun mot rare ({ $share } %).
link-shared-text = Ils partagent des passages entiers ({ $share } % de l’un d’eux).
link-translated-text = Les mêmes noms et nombres viennent dans le même ordre dans deux langues ({ $share } %).

## Doutes
link-told-apart = Un même article en fait deux événements.
link-candidate-row = L’un n’est qu’une ligne d’un tableau sans source.
link-too-little-said = L’un des deux dit trop peu du lieu ou du moment pour être joint par une règle : à une personne de décider.
link-coordinated = Ce sont peut-être les parties d’une même attaque coordonnée : des lieux différents, le même groupe, en moins d’un jour.

## Filiation
link-lineage-same-url = Une autre capture de la même adresse, ou une version ultérieure du même article.
link-lineage-revised = Une version ultérieure du même article. Ce qu’elle dit autrement : { $changes }.
link-lineage-shared-text = { $share } % de ses suites de trois mots se trouvent dans l’autre article, et { $other } % de celles de l’autre dans celui-ci.
link-lineage-translation = Il suit l’autre article dans une autre langue : { $share } % des paires de noms et de nombres concordent.
link-lineage-template = Il est bâti comme l’autre article : les mêmes titres et tournures autour d’autres mots ({ $share } %).
link-lineage-rare-error = Les deux donnent { $value }, que les autres contredisent : une erreur rare, commune aux deux.
link-lineage-credit = Il cite { $name } comme source.
link-lineage-our-product = C’est un produit de ce poste lui-même, fait de ce qu’il tenait auparavant.
link-lineage-own = Il remonte à ce que ce poste a lui-même diffusé.
link-lineage-same-speaker = Les deux reposent sur les paroles de { $name }.

## Origines
link-origin-one-voice = Toutes remontent à { $name } : elles comptent pour une.
link-origin-upstream = L’article cite { $name } comme source : il compte pour cette voix.
link-origin-upstream-unchecked = L’article cite { $name } comme source, dont l’article n’est pas détenu, et on ne sait pas qui l’a publié : il ne compte pas comme confirmation.
link-origin-may-be-same = Certaines de ces affirmations ne nomment pas leur source : elles remontent peut-être à la même voix, et n’en ajoutent aucune.
link-origin-our-own = Ce texte reprend ce que ce bureau a diffusé, qui repose sur { $name } : il n’ajoute aucune source.
link-origin-shared-text = Ces articles partagent du texte : ils comptent pour un.
link-origin-unknown = On ne sait pas d’où l’article le tient : il ne compte pas comme confirmation.
link-origin-no-source-named = L’article ne nomme aucune source pour ce qu’il raconte : il ne compte pas comme confirmation.
link-origin-anonymous = { $name } n’est pas nommé : les voix de ce genre sont peut-être une même personne et comptent au plus pour une.

## Désaccords
link-why-other-year = { $one } et { $other } : le jour et le mois concordent, l’une des années est sans doute fausse.
link-why-next-day = { $one } et { $other } : un jour d’écart, comme lorsque le jour de l’article est pris pour celui de l’événement.
link-why-other-day = { $one } et { $other } ne peuvent être justes tous les deux.
link-why-homonym = { $one } et { $other } : deux lieux du même nom.
link-why-other-place = { $one } et { $other } : l’un est peut-être un lieu voisin, ou une partie de l’événement.
link-why-part = { $one } et { $other } comptent des personnes différentes, et ne peuvent être justes tous les deux.
link-why-update = { $old } a peut-être été mis à jour en { $new }.
link-why-other-count = { $one } et { $other } : comptés à d’autres moments, par d’autres, ou en incluant d’autres personnes.
link-why-rival-claims = { $one } et { $other } : plus d’un groupe l’aurait revendiqué.
link-why-rival-names = { $one } et { $other } : plus d’un groupe est nommé ; ils ont pu agir ensemble.
link-why-denied = Certains l’affirment, d’autres le démentent.

## Peser les affirmations
link-truth-supported = { $value } : { $count } affirmations sur { $of } concordent.
link-truth-against = Le rival le plus fort est { $value }.

## Clés qui ne lient rien
link-muted-name = Le nom { $name } { $time }
link-muted-place = Le lieu { $name } { $time }
link-muted-country = Le pays { $name }, { $class }, { $time }
link-muted-actor = Le groupe { $name } { $time }
link-muted-claim = Les revendications de { $name } { $time }
link-muted-number = Le nombre { $name } ({ $field }) { $time }
link-muted-other = { $name } { $time }
