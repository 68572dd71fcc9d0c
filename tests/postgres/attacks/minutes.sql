-- Minutes that are approved.
-- Each block: what it is, who tries it, how it has to end (a code, or nothing found), and the statement.

-- re-word an approved line
-- Jo Helen: 23000
UPDATE line SET text = 'x', version = version + 1 WHERE id = %(old_line)s

-- withdraw an approved line
-- Jo Helen: 23000
UPDATE line SET withdrawn_at = now(), version = version + 1 WHERE id = %(old_line)s

-- add a line to approved minutes
-- Jo Helen: 23000
INSERT INTO line (id, meeting_id, item_id, order_key, kind, text, folder_id, series_id, restricted,
version) VALUES (%(new)s, %(approved)s, %(old_item)s, 'V', 'note', 'x', %(flat)s, %(series)s, false,
1)

-- re-word an approved decision
-- Jo Helen: 23000
UPDATE decision SET rationale = 'x', version = version + 1 WHERE id = %(old_decision)s

-- re-name an approved item
-- Jo Helen: 23000
UPDATE agenda_item SET title = 'x', version = version + 1 WHERE id = %(old_item)s

-- who was at an approved meeting
-- Jo Helen: 23000
UPDATE attendance SET status = 'absent', version = version + 1 WHERE id = %(old_here)s

-- the statement that was read
-- Jo Helen: 23000
UPDATE statement_reading SET statement = 'x', version = version + 1 WHERE id = %(old_reading)s

-- the fingerprint of a meeting
-- Jo Helen: 23000
UPDATE meeting SET fingerprint = 'x', version = version + 1 WHERE id = %(approved)s

-- the day of an approved meeting
-- Jo Helen: 23000
UPDATE meeting SET held_on = now(), version = version + 1 WHERE id = %(approved)s

-- open approved minutes again
-- Jo Helen: 23000
UPDATE meeting SET stage = 'draft', version = version + 1 WHERE id = %(approved)s

-- the part of approved minutes
-- Jo Helen: 42501
UPDATE minutes_part SET content = 'x' WHERE id = %(part)s

-- empty a part
-- Jo Helen: 42501
UPDATE minutes_part SET content = '' WHERE id = %(part)s

-- a part more
-- Helen: 23000
INSERT INTO minutes_part (id, meeting_id, place, content, sha256, made_at, folder_id, series_id,
restricted) VALUES (%(new)s, %(approved)s, 99, '{}', '', now(), %(flat)s, %(series)s, false)

-- even by whoever looks after the database
-- keeper: 23000
UPDATE app.line SET text = 'x' WHERE id = %(old_line)s

-- the hashes of a meeting one does not see
-- Outside Gwen: nothing
SELECT * FROM app.part_hashes(%(approved)s)
