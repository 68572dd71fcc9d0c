-- The audit, its seals and its triggers.
-- Each block: what it is, who tries it, how it has to end (a code, or nothing found), and the statement.

-- add to the audit
-- Rowan Jo Helen Gwen Ana: 42501
INSERT INTO audit.log (kind, what) VALUES ('update', 'line')

-- change the audit
-- Rowan Jo Helen Gwen Ana: 42501
UPDATE audit.log SET actor = 'x'

-- delete the audit
-- Rowan Jo Helen Gwen Ana: 42501
DELETE FROM audit.log

-- empty the audit
-- Rowan Jo Helen Gwen Ana: 42501
TRUNCATE audit.log

-- seal by hand the audit
-- Rowan Jo Helen Gwen Ana: 42501
INSERT INTO audit.seal (upto, held, rows_hash, before, hash) VALUES (1, 1, '', '', '')

-- note how the database stands the audit
-- Rowan Jo Helen Gwen Ana: 42501
UPDATE audit.shape SET content = '{}'

-- change the audit, as its owner
-- keeper: 42501
UPDATE audit.log SET actor = 'x'

-- delete from the audit, as its owner
-- keeper: 42501
DELETE FROM audit.log

-- empty the audit, as its owner
-- keeper: 42501
TRUNCATE audit.log

-- seal
-- Rowan Ana Gwen: 42501
SELECT audit.make_seal()

-- verify
-- Rowan Ana: 42501
SELECT * FROM audit.verify()

-- note a reading that was none
-- Rowan Jo Helen: 42501
SELECT audit.read_noted('read names', 'referral', 'x', NULL)

-- note what is no way out
-- Rowan Jo Helen: 22023
SELECT audit.note('update', 'line', 'x', NULL)

-- note a search by its words
-- Rowan Jo Helen Gwen: 22023
SELECT audit.note_search('everything', '\x00112233445566778899aabbccddeeff', 'Quillon')

-- note a search of something else
-- Rowan Jo: 22023
SELECT audit.note_search('the list of Quillon', '\x00112233445566778899aabbccddeeff', repeat('a', 64))

-- note a search with words for salt
-- Rowan Jo: 22023
SELECT audit.note_search('everything', convert_to('a whole sentence about somebody', 'UTF8'), repeat('a', 64))

-- note a refusal with words
-- Rowan Jo Helen Gwen: 22023
SELECT audit.note_refused('referral', 'Quillon Madeupperson')

-- note a refusal of something said
-- Rowan Jo: 22023
SELECT audit.note_refused('He lives at 9 Nowhere Row', '')

-- read what others did
-- Rowan: nothing
SELECT * FROM audit.log WHERE actor <> session_user

-- note a reading as the doors do
-- Rowan Jo: 42501
SELECT app.note_reading(%(flat)s, 'names', NULL)

-- take a trigger away
-- Rowan Jo Helen: 42501
ALTER TABLE app.line DISABLE TRIGGER ALL

-- go round the triggers
-- Rowan Jo: 42501
SET session_replication_role = replica

-- say that somebody else signed in
-- Rowan Jo: 42501
INSERT INTO audit.log (kind, what, actor) VALUES ('sign in', 'login', 'x')
