-- Restricted referrals, names and lists.
-- Each block: what it is, who tries it, how it has to end (a code, or nothing found), and the statement.

-- a restricted referral by its key
-- Callum Marta Sade Ana Gwen Outside: nothing
SELECT * FROM referral WHERE id = %(secret)s

-- its folder
-- Callum Marta Sade Ana Gwen Outside: nothing
SELECT * FROM folder WHERE id = %(secret)s

-- its actions
-- Callum Marta Sade Ana Gwen: nothing
SELECT * FROM action WHERE id = %(hidden_action)s

-- its lines
-- Callum Marta Sade Ana Gwen: nothing
SELECT * FROM line WHERE id = %(hidden_line)s

-- its list
-- Callum Marta: nothing
SELECT * FROM reader WHERE folder_id = %(secret)s

-- its place on the agenda
-- Callum Marta: nothing
SELECT * FROM app.agenda_item i JOIN "placing" p ON p.item_id = i.id WHERE referral_id = %(secret)s

-- its people
-- Callum Marta: nothing
SELECT * FROM referral_person WHERE referral_id = %(secret)s

-- its history
-- Callum Marta: nothing
SELECT * FROM text_version WHERE folder_id = %(secret)s

-- an error that tells of a hidden row
-- Callum: nothing
SELECT 1 FROM action WHERE id = %(hidden_action)s AND text::int = 0

-- lock a hidden row
-- Callum: nothing
SELECT 1 FROM action WHERE id = %(hidden_action)s FOR UPDATE

-- a list one is not on: the referral
-- Jo Helen: nothing
SELECT * FROM referral WHERE id = %(sealed)s

-- rewrite the words of a referral one may only read, and that has no case officer
-- Rowan: 42501
SELECT app.put_restricted_words(t.id, %(secret)s, 'x', 'x', 'x', t.version)
FROM app.restricted_words(%(secret)s, %(o_Rowan)s) t

-- put oneself on a list
-- Jo Helen: 42501
INSERT INTO reader (id, folder_id, officer_id, reason, version) VALUES (%(new)s, %(sealed)s,
app.my_officer(), '', 1)

-- open what one is not on the list of
-- Jo Helen: 42501
SELECT app.restrict(%(sealed)s, false)

-- take others off a list one is not on
-- Jo Helen: nothing
UPDATE reader SET withdrawn_at = now(), version = version + 1 WHERE folder_id = %(sealed)s

-- its words
-- Jo Helen: 42501
SELECT * FROM app.restricted_words(%(sealed)s, NULL)

-- its words through the function
-- Callum Marta Ana Gwen: 42501
SELECT * FROM app.restricted_words(%(secret)s, NULL)

-- its names through the function
-- Callum Marta Ana Gwen: 42501
SELECT * FROM app.identities(%(secret)s, NULL)

-- restrict a referral
-- Rowan Marta: 42501
SELECT app.restrict(%(flat)s, true)

-- restrict without standing on the list
-- Jo Helen: 42501
SELECT app.restrict(%(flat)s, true)

-- open a folder by hand
-- Jo Helen: 42501
UPDATE folder SET restricted = false WHERE id = %(secret)s

-- a folder that is restricted from the start
-- Jo Helen: 42501
INSERT INTO folder (id, series_id, restricted) VALUES (%(new)s, %(series)s, true)

-- empty a list
-- Jo Helen: 23514
UPDATE reader SET withdrawn_at = now(), version = version + 1 WHERE folder_id = %(secret)s

-- share a restricted referral with an agency
-- Jo Helen: 42501
INSERT INTO share (id, folder_id, agency_id, reason, version) VALUES (%(new)s, %(secret)s,
%(g_Housing)s, '', 1)

-- share a referral
-- Rowan: 42501
INSERT INTO share (id, folder_id, agency_id, reason, version) VALUES (%(new)s, %(flat)s,
%(g_Outside)s, '', 1)

-- put a colleague on a list
-- Rowan: 42501
INSERT INTO reader (id, folder_id, officer_id, reason, version) VALUES (%(new)s, %(secret)s,
%(o_Marta)s, '', 1)

-- read app.person_identity
-- Jo Helen Rowan Ana Gwen Outside: 42501
SELECT * FROM app.person_identity

-- read app.restricted_text
-- Jo Helen Rowan Ana Gwen Outside: 42501
SELECT * FROM app.restricted_text

-- count app.person_identity
-- Jo Helen Rowan: 42501
SELECT count(*) FROM app.person_identity

-- count app.restricted_text
-- Jo Helen Rowan: 42501
SELECT count(*) FROM app.restricted_text

-- write app.person_identity
-- Jo Helen Rowan: 42501
UPDATE app.person_identity SET withdrawn_at = now()

-- write app.restricted_text
-- Jo Helen Rowan: 42501
UPDATE app.restricted_text SET withdrawn_at = now()

-- names of a case one does not work on
-- Callum Marta Ana Gwen Outside: 42501
SELECT * FROM app.identities(%(flat)s, NULL)

-- write who a stand-in is
-- Callum Ana Gwen: 42501
SELECT app.put_identity(%(identity)s, %(person)s, 'x', NULL, NULL, '', 1)

-- write restricted words one may not read
-- Callum: 42501
SELECT app.put_restricted_words(%(new)s, %(sealed)s, 'x', 'x', 'x', 0)

-- a name for a hidden person
-- Jo Helen: 42501
SELECT app.put_identity(%(new)s, %(other)s, 'x', NULL, NULL, '', 0)

-- say that one makes a paper of what one may not read
-- Callum Marta Ana Gwen Outside: 42501
SELECT app.note_annex(%(secret)s, NULL)

-- say it in another's name
-- Callum: 42501
SELECT app.note_annex(%(secret)s, %(o_Rowan)s)
