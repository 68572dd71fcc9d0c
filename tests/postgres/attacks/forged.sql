-- Names, versions and folders that are not true.
-- Each block: what it is, who tries it, how it has to end (a code, or nothing found), and the statement.

-- a row made by another
-- Jo Helen: 42501
INSERT INTO deferral (id, action_id, old_due, new_due, reason, folder_id, series_id, restricted,
version, made_by) VALUES (%(new)s, %(a_visit)s, now(), now(), 'x', %(shop)s, %(series)s, false, 1,
%(o_Marta)s)

-- who made a row, afterwards
-- Jo Helen: 42501
UPDATE line SET made_by = %(o_Marta)s, version = version + 1 WHERE id = %(line)s

-- when a row was made
-- Jo Helen: 42501
UPDATE line SET made_at = now(), version = version + 1 WHERE id = %(line)s

-- the key of a row
-- Jo Helen: 42501
UPDATE line SET id = %(new)s, version = version + 1 WHERE id = %(line)s

-- a version that jumps
-- Jo Helen: 40001
UPDATE line SET text = 'x', version = version + 2 WHERE id = %(line)s

-- a version that stays
-- Jo Helen: 40001
UPDATE line SET text = 'x' WHERE id = %(line)s

-- a first version of its own
-- Jo Helen: 42501
INSERT INTO referral_point (id, referral_id, order_key, text, folder_id, series_id, restricted,
version) VALUES (%(new)s, %(flat)s, 'V', 'x', %(flat)s, %(series)s, false, 7)

-- a withdrawal in another's name
-- Jo Helen: 42501
UPDATE line SET withdrawn_at = now(), withdrawn_by = %(o_Marta)s, version = version + 1 WHERE id =
%(line)s

-- an approval in another's name
-- Helen: 42501
UPDATE meeting SET stage = 'approved', approved_by = %(o_Jo)s, version = version + 1 WHERE id =
%(open)s

-- approve minutes as co-ordinator
-- Jo: 42501
UPDATE meeting SET stage = 'approved', version = version + 1 WHERE id = %(open)s

-- file a part of minutes as co-ordinator
-- Jo: 42501
INSERT INTO minutes_part (id, meeting_id, place, content, sha256, made_at, folder_id, series_id,
restricted) VALUES (%(new)s, %(open)s, 1, '{}', '', now(), %(flat)s, %(series)s, false)

-- a row under a folder that is not its parent's
-- Jo Helen: 23503
INSERT INTO deferral (id, action_id, old_due, new_due, reason, folder_id, series_id, restricted,
version) VALUES (%(new)s, %(a_visit)s, now(), now(), 'x', %(flat)s, %(series)s, false, 1)

-- a row that says it is not restricted
-- Jo Helen: 23503
INSERT INTO line (id, meeting_id, item_id, order_key, kind, text, folder_id, series_id, restricted,
version) VALUES (%(new)s, %(open)s, %(item)s, 'V', 'note', 'x', %(secret)s, %(series)s, false, 1)

-- overwrite by ON CONFLICT
-- Jo Helen Rowan: 42501
INSERT INTO name_reading (id, referral_id, what, read_at, folder_id, series_id, restricted) VALUES
(%(new)s, %(flat)s, 'x', now(), %(flat)s, %(series)s, false) ON CONFLICT DO NOTHING
