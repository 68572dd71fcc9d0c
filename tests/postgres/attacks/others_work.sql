-- What belongs to other agencies, or to those who decide.
-- Each block: what it is, who tries it, how it has to end (a code, or nothing found), and the statement.

-- finish another agency's action
-- Marta Callum Sade: nothing
UPDATE action SET status = 'done', version = version + 1 WHERE id = %(a_closure)s

-- re-word one's own agency's action
-- Rowan: 42501
UPDATE action SET text = 'x', version = version + 1 WHERE id = %(a_visit)s

-- move the date of one's own
-- Rowan: 42501
UPDATE action SET due = '2030-01-01', version = version + 1 WHERE id = %(a_visit)s

-- hand one's own to another agency
-- Rowan: 42501
UPDATE action SET lead_agency_id = %(g_Housing)s, version = version + 1 WHERE id = %(a_visit)s

-- drop one's own
-- Rowan: 42501
UPDATE action SET status = 'dropped', version = version + 1 WHERE id = %(a_visit)s

-- withdraw one's own action
-- Rowan: 42501
UPDATE action SET withdrawn_at = now(), version = version + 1 WHERE id = %(a_visit)s

-- file one's own under another referral
-- Rowan: 42501
UPDATE action SET folder_id = %(flat)s, version = version + 1 WHERE id = %(a_visit)s

-- add an update to what another agency leads
-- Marta Callum Ana Outside: 42501
INSERT INTO action_update (id, action_id, text, said_at, said_by, answer, folder_id, series_id,
restricted, version) SELECT %(new)s, id, 'x', now(), app.my_officer(), '', folder_id, series_id,
restricted, 1 FROM action WHERE id = %(a_closure)s UNION ALL SELECT %(new)s, %(a_closure)s, 'x',
now(), NULL, '', %(flat)s, %(series)s, false, 1 LIMIT 1

-- say an update in another's name
-- Rowan: 42501
INSERT INTO action_update (id, action_id, text, said_at, said_by, answer, folder_id, series_id,
restricted, version) VALUES (%(new)s, %(a_visit)s, 'x', now(), %(o_Helen)s, '', %(shop)s,
%(series)s, false, 1)

-- give an action
-- Rowan Marta Ana: 42501
INSERT INTO action (id, number, theme, text, short_text, lead_agency_id, success, resources,
objective, priority, due, original_due, status, status_reason, raised_on, folder_id, series_id,
restricted, version) VALUES (%(new)s, 999, 'asb', 'x', 'x', %(g_Police)s, '', '', '', 'normal',
now(), now(), 'not_started', '', now(), %(flat)s, %(series)s, false, 1)

-- minute a line
-- Rowan Marta Ana: 42501
INSERT INTO line (id, meeting_id, item_id, order_key, kind, text, folder_id, series_id, restricted,
version) VALUES (%(new)s, %(open)s, %(item)s, 'V', 'note', 'x', %(flat)s, %(series)s, false, 1)

-- change a line of minutes
-- Rowan Ana: 42501
UPDATE line SET text = 'x', version = version + 1 WHERE id = %(line)s

-- take a number
-- Rowan Marta: 42501
SELECT app.next_reference('A')

-- set a counter
-- Rowan Jo Helen: 42501
UPDATE counter SET last = 1

-- mark who is here
-- Rowan Ana: 42501
UPDATE attendance SET status = 'absent', version = version + 1 WHERE id = %(here)s

-- close the meeting
-- Rowan Ana: 42501
UPDATE meeting SET stage = 'closed', version = version + 1 WHERE id = %(open)s

-- take a referral in
-- Rowan Marta Ana: 42501
INSERT INTO folder (id, series_id, restricted) VALUES (%(new)s, %(series)s, false)

-- edit a referral that is not one's case
-- Marta Callum: nothing
UPDATE referral SET title = 'x', version = version + 1 WHERE id = %(flat)s

-- close a referral
-- Rowan Ana: 42501
UPDATE referral SET status = 'closed', version = version + 1 WHERE id = %(flat)s

-- change a setting
-- Rowan Helen: 42501
UPDATE setting SET value = 'x', version = version + 1

-- seat an agency
-- Rowan: 42501
INSERT INTO seat (id, of_series, agency_id, required, version) VALUES (%(new)s, %(series)s,
%(g_Outside)s, false, 1)

-- change another officer
-- Rowan Helen: nothing
UPDATE officer SET phone = 'x', version = version + 1 WHERE id = %(o_Marta)s

-- make oneself chair
-- Rowan Helen: 42501
UPDATE officer SET role = 'chair', version = version + 1 WHERE id = app.my_officer()

-- name a co-ordinator
-- Jo: 42501
UPDATE officer SET role = 'co-ordinator', version = version + 1 WHERE id = %(o_Marta)s

-- take another's login over
-- Jo: 42501
UPDATE officer SET login = 'x', version = version + 1 WHERE id = %(o_Marta)s

-- load figures
-- Rowan Helen: 42501
INSERT INTO incident_load (id, force, month, rows, file_name, sha256, version) VALUES (%(new)s, 'x',
'2026-01', 0, '', '', 1)

-- a paper of another agency
-- Rowan: 42501
INSERT INTO paper (id, kind, of_agency, edition, marking, file_name, pages, sha256, version) VALUES
(%(new)s, 'plan', %(g_Housing)s, '', '', '', 1, '', 1)

-- file a history of others' words
-- Rowan Ana: 42501
INSERT INTO text_version (id, field, text, of_version, saved_at, saved_by, line_id, folder_id,
series_id, restricted) SELECT %(new)s, 'text', 'x', 1, now(), %(o_Helen)s, id, folder_id, series_id,
restricted FROM line WHERE id = %(line)s

-- change a kept text
-- Jo Helen Rowan: 42501
UPDATE text_version SET text = ''

-- say a command was done by another
-- Rowan Jo: 42501
INSERT INTO applied (id, kind, numbers, done_at, done_by) VALUES (%(new)s, 'x', '', now(),
%(o_Helen)s)
