# Ce que dit le registre en français : pourquoi il n'a pas pu faire ce qui était demandé, et ce qui aide.
store-not-a-store = { $path } n'est pas un registre Tocsin. Indiquez un autre fichier, ou un nouveau.
store-newer = { $path } a été écrit par un Tocsin plus récent (format { $found }, celui-ci connaît le { $known }). Mettez Tocsin à jour.
store-older = { $path } a été écrit par un Tocsin plus ancien. `tocsin upgrade` le met à niveau ; `tocsin upgrade --rehearse` l'essaie d'abord sur une copie.
store-missing = Il n'y a pas de registre à { $path }.
store-locked = Un autre Tocsin écrit dans ce registre. Attendez qu'il finisse, ou arrêtez-le.
store-disk-full = Le disque est plein. Rien de ce lot n'a été gardé : faites de la place et reprenez-le.
store-read-only = Le registre ne peut pas être écrit : { $why }
store-no-incident = Il n'y a pas d'incident { $incident }.
store-no-decision = Il n'y a pas de décision { $number } à annuler sur cet incident.
store-stale = L'incident { $incident } en est à la version { $held }, et c'est la version { $given } qui est apportée. Rattachez le rapport de nouveau.
store-no-report = Le rapport { $report } n'est pas dans le registre.
store-conflict = L'incident { $incident } a changé pendant que vous décidiez : vous avez vu la version { $seen }, il en est à la version { $now }. Regardez de nouveau, ou décidez quand même.
store-unwritable = Cela ne peut pas être consigné : { $why }
store-damaged = Le registre est endommagé à { $place } : { $why } Restaurez une sauvegarde, ou refaites le registre à partir du journal.
store-database = La base de données a échoué : { $why }
