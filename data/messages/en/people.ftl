# What the desk says in English about its people: accounts, sharing groups, releases, the audit trail.

## Signing in
people-sign-in = Sign in
people-sign-out = Sign out
people-name = Name of the account
people-name-hint = A pseudonym, never a person's name: lower-case letters, digits, - _ .
people-password = Password (12 characters or more)
people-password-again = The same password again
people-passwords-differ = The two passwords are not the same.
people-code = Code of your authenticator, if you have one
people-wrong = That name, password or code is not right.
people-wrong-code = That code is not right. Check the clock of your device.
people-wait = Too many attempts. Try again in { $seconds } seconds.
people-not-yours = Your account may not do that. Ask a coordinator, or an admin of the desk.

## The first account
people-setup-title = The first account of this desk
people-setup-body = From now on everyone signs in. An admin keeps accounts and sees nothing of the register; tick the box if you also work on incidents.
people-setup-works = I also work on incidents (coordinator, auditor)
people-setup-make = Make the account
people-single-user = Single-user mode: no accounts, no sign-in, and only this machine can open the desk. To give it accounts, open { $url }
people-refused-open = Not started: { $address } can be reached from other machines, and this desk has no accounts. Make one with `tocsin account add NAME --role admin,coordinator`, or listen on 127.0.0.1.
people-no-tls = Passwords would cross the network in the clear: put a proxy with TLS before the desk and start it with --https.

## Accounts
people-accounts = Accounts
people-added = The account { $name } is added.
people-password-set = The account { $name } has a new password; its second factor is gone.
people-password-once = Its password, shown once: { $password }
people-password-shown = the password, shown once:
people-changed = The account { $name } is changed.
people-token-once = The token, shown once: { $token } (until { $expires })
people-none = No accounts: single-user mode.
people-off = switched off
people-role = Roles
people-clearance = Clearance
people-groups = Sharing groups
people-add = Add an account
people-save = Save
people-disable = Switch off
people-enable = Switch on
people-new-password = New password
people-old-password = Password until now
people-second-factor = Second factor
people-second-factor-off = None yet: whoever learns your password is you.
people-second-factor-on = In use. A new one replaces it.
people-second-factor-how = Enter this secret in an authenticator, then the code it shows.

## Incidents
people-decide-value = Needed for some: a grade (B2), an account, another incident, a number
people-assign = Assign
people-assigned = Assigned to
people-grade = Grade
people-merge = Same event as
people-undo = Take back a merge or split
people-kept-to = Kept to
people-fence = Keep to a sharing group
people-fence-up = Keep to it
people-fence-down = No longer
people-group = Group
people-not-your-group = Only members of a sharing group keep something to it; a name has lower-case letters, digits and hyphens.
people-no-such-account = There is no such account.
people-nothing-to-read = Nobody has decided yet: there is nothing to read a second time.
people-second-person = A second person is needed: nobody answers for themselves.
people-conflict = Someone else was here
people-conflict-look = See the incident as it is now
people-conflict-keep = Keep my decision beside theirs
people-news-label = News
people-news = changed since you loaded this page.
people-news-load = Load it anew

## Releases
people-releases = Releases
people-releases-body = What leaves the desk is asked for by one person and granted by another. It is cleared and recorded at that moment.
people-releases-none = Nothing waits.
people-ask = Ask for a release
people-ask-incidents = Incidents (their ids)
people-audience = For
people-public = the public
people-partner = a partner
people-partner-name = Name of the partner
people-format = Form
people-grant = Grant and download
people-refuse = Refuse
people-ask-meaningless = Name incidents, a form, a reason, and for a partner its name.
people-ask-changed = An incident changed since it was asked for. Ask anew, so that both of you saw the same.
people-not-cleared = Nothing of it may leave: { $why }

## Audit
people-audit = Audit
people-audit-body = Who decided, released, changed accounts, and read restricted items, from the hash-chained ledger. Reads of one item by one account are noted once an hour.
people-audit-head = The end of the chain, to be noted elsewhere:
people-kind = Kind
people-kind-all = all that people did
people-when = When
people-who = Who
people-what = What
people-on = On

## Keeping the desk
people-backed-up = Copied to { $path }: { $entries } entries, all of them hold. The end of the chain, to be noted elsewhere: { $head }
people-moved-aside = What was there is kept as { $path }.
people-restored = Restored: { $entries } entries, all of them hold. The end of the chain: { $head }
people-rehearsed = Rehearsed on a copy in { $seconds } s, nothing was changed: { $entries } entries hold, the register would be { $digest }. Now run `tocsin upgrade`.
people-upgraded = Brought to this Tocsin in { $seconds } s: { $entries } entries hold, the register is { $digest }.
people-doctor-config = Configuration: { $detail }
people-doctor-register = Register: { $detail }
people-doctor-ledger = Ledger, every hash computed again: { $detail }
people-doctor-accounts = Accounts: { $detail }. Where there are some, one that is not switched off must be an admin.
people-doctor-second-factor = Admins without a second factor: { $detail }
people-doctor-outbox = Waiting for web hooks: { $detail }
people-doctor-permissions = Permissions of the register's file: { $detail }. Others on this machine must not read it (chmod 600).

## TLS
people-tls-refused = Not started: { $why }
people-tls-one = TLS needs two files: name the certificate (--tls-cert) and its private key (--tls-key).
people-tls-unread = The file { $file } cannot be read: { $detail }
people-tls-no-certificate = There is no certificate in { $file }; it must be PEM, beginning with "-----BEGIN CERTIFICATE-----".
people-tls-no-key = There is no private key in { $file }; it must be PEM, without a passphrase.
people-tls-mismatch = The private key is not that of the certificate. Name the two files that belong together.
people-tls-ended = The certificate ended on { $detail }. Have it renewed.
people-tls-not-yet = The certificate holds only from { $detail }. Check the clock of this machine.
people-tls-bad = The certificate or its key cannot be used: { $detail }
people-tls-renewed = The certificate was read again; new connections use it.
people-tls-kept = The certificate was not read again, the one in use stays: { $why }
people-doctor-tls = Certificate (should hold for two more weeks): { $detail }

## Passkeys
people-passkeys = Passkeys
people-passkeys-how = A passkey on your device, or on a key of its own, opens your account with its PIN or your finger, without password and code. It needs a browser with script; password and code go on working without.
people-passkey-name = What you call this passkey
people-passkey-add = Add a passkey
people-passkey-remove = Remove
people-passkey-wrong = No passkey was added.
people-passkey-use = Sign in with a passkey
people-passkey-not = That passkey opens no account here.

## OpenID Connect
people-openid = Sign-in at another place (OpenID Connect)
people-openid-none = Your account is not linked.
people-openid-link = Link my account at
people-openid-unlink = Take the links away
people-openid-use = Sign in with
people-openid-out = End your session also at
people-openid-state = That sign-in was not begun in this browser, took too long, or was used already. Begin again.
people-openid-denied = The sign-in was refused where it was begun.
people-openid-unreachable = The place where you sign in cannot be reached just now, or does not answer as it should. A password still opens your account.
people-openid-token = What came back does not hold: its signature, its time, or for whom it was made. Nobody is signed in.
people-openid-unknown = You are known there, but no account of this desk is linked to you. Sign in with your password and link it under your name, or ask an admin.
people-last-way = Nothing else opens your account, so it was kept. Ask an admin for a password first.
people-openid-not = Your account is switched off, has no part in this desk, or is linked to someone else.
people-go-on = Go on
people-go-outside = You are being sent to where you sign in.
people-go-in = You are known.

## Releases on the command line
people-export-two = Not released: this desk has accounts, and what leaves it needs two people. One asks with `tocsin release ask`, another grants with `tocsin release grant`; `tocsin export --for desk` is for your own use.
people-release-alone = This desk has no accounts, so nobody can be told apart: use `tocsin export`, or add accounts.
people-release-password = Password of { $name }:
people-release-asked = Asked for under number { $n }. Another person grants it: tocsin release grant { $n } --who NAME
people-release-missing = There is no such ask or incident, or this account may not see it.
people-release-refused = Refused; nothing left.
people-release-granted = Released under number { $n }.
people-release-line = { $n } · { $who } · { $to } · { $format } · { $ids } · { $why }
people-release-may-not = This account may not do that.
