# Ce que dit extract (fr). Traits d'un texte : des faits pour le lecteur, jamais un verdict.

extract-no-named-source = Il ne nomme aucune source pour ce qu'il rapporte.
extract-no-quotation = Il ne cite personne.
extract-template-bullets = La plupart de ses points de liste ont la forme « Étiquette : phrase », comme les textes écrits sur un modèle.
extract-many-tables = Il contient plusieurs tableaux de son cru.
extract-no-date = Il ne dit pas quand il a été publié.
extract-no-outlet = Il ne dit pas quel média l'a publié.
extract-names-upstream = Il nomme un média ou une agence d'où il est tiré.
extract-mostly-opinion = Il est fait surtout de conseils ou d'analyse, non du récit de faits.
