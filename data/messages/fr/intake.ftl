# What intake says (fr). Un message par sorte de problème : quoi, où, et que faire.

problem-empty = { $place } : il n’y a rien à lire. { $detail } Vérifiez que c’est le bon fichier et qu’il a été copié en entier.
problem-binary = { $place } : ce n’est pas du texte ({ $detail }). Il a été gardé sans être lu. Copiez ses mots dans un fichier texte, ou enregistrez la page en HTML, puis prenez-le en compte.
problem-encoding = { $place } : ses lettres ne sont pas codées comme il le prétend. { $detail } Comparez noms et accents avec l’original ; s’ils sont faux, enregistrez le fichier en UTF-8 et reprenez-le.
problem-too-large = { $place } : plus grand que ce qui est lu d’un seul élément. { $detail } Le tout a été gardé. Divisez-le en fichiers plus petits pour que le reste soit lu.
problem-too-deep = { $place } : son balisage est imbriqué plus profondément qu’il n’est sûr de suivre. { $detail } Ses mots ont été lus comme texte simple ; comparez tableaux et listes avec l’original.
problem-loop = { $place } : ce dossier ramène à lui-même. { $detail } Il a été parcouru une fois. Supprimez le lien, ou nommez les dossiers voulus.
problem-permission = { $place } : il n’est pas permis de l’ouvrir. { $detail } Demandez le droit de lecture, ou copiez-le là où vous pouvez lire.
problem-unreadable = { $place } : il n’a pas pu être lu. { $detail } Vérifiez que le disque ou l’adresse est accessible, puis recommencez.
problem-malformed = { $place } : il ne respecte pas les règles de son format. { $detail } Ce qui pouvait être lu l’a été. Demandez une copie saine à l’expéditeur, ou corrigez l’endroit indiqué.
problem-language = { $place } : ni l’anglais ni le français n’ont été reconnus. { $detail } Il a été gardé sans que des événements y soient cherchés. S’il est dans l’une des deux langues, précisez-le à la prise en compte ; sinon, faites-le traduire.
problem-no-date = { $place } : il ne dit pas quand il a été publié. { $detail } Des mots comme « hier » restent sans date. Si vous connaissez sa date, donnez-la à la prise en compte.
problem-withheld = { $place } : une donnée personnelle a été retenue. { $detail } Elle n’est pas dans le registre. S’il faut joindre quelqu’un, utilisez votre propre carnet protégé, jamais ce poste de veille.
problem-cap = { $place } : il contient plus que ce qui est lu d’un seul élément. { $detail } Divisez-le en fichiers plus petits pour que le reste soit lu.
