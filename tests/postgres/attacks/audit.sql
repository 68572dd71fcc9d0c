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
