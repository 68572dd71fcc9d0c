-- Requests.
-- Each block: what it is, who tries it, how it has to end (a code, or nothing found), and the statement.

-- ask in another's name
-- Rowan: 42501
INSERT INTO proposal (id, of_series, source, state, proposed_by, proposed_at, reason, tries,
version) VALUES (%(new)s, %(series)s, 'drop', 'waiting', %(o_Marta)s, now(), '', 0, 1)

-- ask for what is accepted already
-- Rowan: 42501
INSERT INTO proposal (id, of_series, source, state, proposed_by, proposed_at, reason, tries,
version) VALUES (%(new)s, %(series)s, 'drop', 'accepted', app.my_officer(), now(), '', 0, 1)

-- steps in another's request
-- Rowan: 42501
INSERT INTO proposal_step (id, proposal_id, place, kind, data, words, problem, state, inverse,
folder_id, series_id, restricted, version) VALUES (%(new)s, %(other)s, 1, 'x', '{}', '', '',
'waiting', '', %(flat)s, %(series)s, false, 1)

-- ask at all
-- Gwen: 42501
INSERT INTO proposal (id, of_series, source, state, proposed_by, proposed_at, reason, tries,
version) VALUES (%(new)s, %(series)s, 'drop', 'waiting', app.my_officer(), now(), '', 0, 1)

-- say that a request of one's own was decided
-- Outside: 42501
INSERT INTO proposal (id, of_series, source, state, proposed_by, proposed_at, decided_by, decided_at, reason,
tries, version) VALUES (%(new)s, %(series)s, 'drop', 'waiting', app.my_officer(), now(), app.my_officer(),
now(), '', 0, 1)
