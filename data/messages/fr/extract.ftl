# Ce que dit extract (fr). Traits d'un texte : des faits pour le lecteur, jamais un verdict.

extract-no-named-source = Il ne nomme aucune source pour ce qu'il rapporte.
extract-no-quotation = Il ne cite personne.
extract-template-bullets = La plupart de ses points de liste ont la forme « Étiquette : phrase », comme les textes écrits sur un modèle.
extract-word-swap = Il contient des tournures qui viennent du remplacement mot à mot d'un autre texte.
extract-many-tables = Il contient plusieurs tableaux de son cru.
extract-no-date = Il ne dit pas quand il a été publié.
extract-no-outlet = Il ne dit pas quel média l'a publié.
extract-names-upstream = Il nomme un média ou une agence d'où il est tiré.
extract-mostly-opinion = Il est fait surtout de conseils ou d'analyse, non du récit de faits.

## Lieux : pourquoi celui-ci.
place-only-one = { $place } est le seul lieu de ce nom.
place-unit-beside = Une unité nommée à côté mène à { $place }.
place-near-others = { $place } est proche des autres lieux du texte.
place-best-known = { $place } est le plus connu de ce nom.
place-undecided = { $count } lieux portent ce nom et rien ne décide entre eux.
place-unit-without-point = L'unité est connue, sa position ne l'est pas.
place-not-in-gazetteer = L'index des lieux n'a pas ce nom.
place-unit-only = Le répertoire n’a aucun lieu de ce nom dans { $place }, que le texte nomme à côté ; seule l’unité est donnée.
place-relation = Le texte y rapporte le fait, sans l'y situer.
place-demonym = Il est nommé par ses habitants : { $place }.
