# What store says in English: why the register could not do as asked, and what helps.
store-not-a-store = { $path } is not a Tocsin store. Name another file, or a new one.
store-newer = { $path } was written by a newer Tocsin (layout { $found }, this one knows { $known }). Update Tocsin.
store-older = { $path } was written by an earlier Tocsin. `tocsin upgrade` brings it to this one; `tocsin upgrade --rehearse` tries that on a copy first.
store-missing = There is no store at { $path }.
store-locked = Another Tocsin is writing to this store. Wait for it to end, or stop it.
store-disk-full = The disk is full. Nothing of this batch was kept: make room and take it in again.
store-read-only = The store cannot be written: { $why }
store-no-incident = There is no incident { $incident }.
store-no-decision = There is no decision { $number } on that incident that could be taken back.
store-stale = Incident { $incident } is at version { $held }, and version { $given } was brought. Link the report again.
store-no-report = Report { $report } is not in the register.
store-conflict = Incident { $incident } changed while you decided: you saw version { $seen }, it is now version { $now }. Look again, or decide all the same.
store-unwritable = It cannot be written down: { $why }
store-damaged = The store is damaged at { $place }: { $why } Restore a backup, or rebuild the register from the ledger.
store-database = The database failed: { $why }
