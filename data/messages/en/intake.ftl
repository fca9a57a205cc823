# What intake says (en). One message a kind of problem: what, where, and what to do next.

problem-empty = { $place }: there is nothing to read. { $detail } Check that the right file was chosen and that it was copied whole.
problem-binary = { $place }: this is not text ({ $detail }). It was kept and not read. Copy its words into a text file, or save the page as HTML, and take that in.
problem-encoding = { $place }: its letters were not stored as it claims. { $detail } Compare names and accents with the original; if they are wrong, save the file as UTF-8 and take it in again.
problem-too-large = { $place }: larger than what is read of one item. { $detail } The whole was kept. Divide it into smaller files to have the rest read.
problem-too-deep = { $place }: its markup is nested deeper than is safe to follow. { $detail } Its words were read as plain text; compare tables and lists with the original.
problem-loop = { $place }: this folder leads back into itself. { $detail } It was entered once. Remove the link, or name the folders you mean.
problem-permission = { $place }: it may not be opened. { $detail } Ask for the right to read it, or copy it to a place you may read.
problem-unreadable = { $place }: it could not be read. { $detail } Check that the disk or the address can be reached, then try again.
problem-malformed = { $place }: it breaks the rules of its format. { $detail } What could be read was read. Ask its sender for a sound copy, or correct the place named.
problem-language = { $place }: neither English nor French was recognised. { $detail } It was kept and not read for events. If it is in one of the two, say so when taking it in; otherwise have it translated.
problem-no-date = { $place }: it does not say when it was published. { $detail } Words such as “yesterday” stay without a date. If you know its date, give it when taking it in.
problem-withheld = { $place }: something personal was withheld. { $detail } It is not in the register. If a person must be reached, use your own protected contact list, never this desk.
problem-cap = { $place }: there is more in it than is read of one item. { $detail } Divide it into smaller files to have the rest read.
