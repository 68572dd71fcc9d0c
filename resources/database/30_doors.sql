-- The ways past the policies, each with its own question of right.

CREATE OR REPLACE FUNCTION app.next_reference(wanted text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken integer;
BEGIN
    IF NOT app.is_keeper() AND (app.my_officer() IS NULL
                                OR NOT app.in_group('tasking_coordinator', 'tasking_chair')) THEN
        RAISE EXCEPTION 'numbers are given by those who decide' USING ERRCODE = '42501';
    END IF;
    IF wanted !~ '^[A-Z]{1,3}$' THEN
        RAISE EXCEPTION 'no kind of reference' USING ERRCODE = '22023';
    END IF;
    INSERT INTO app.counter AS c (kind, last) VALUES (wanted, 1)
    ON CONFLICT (kind) DO UPDATE SET last = c.last + 1 RETURNING c.last INTO taken;
    RETURN taken;
END $$;

-- Restrict a referral, or open it again. Its list comes first: whoever restricts has to stand on it.
CREATE OR REPLACE FUNCTION app.restrict(referral uuid, closed boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.is_keeper() THEN
        IF NOT app.in_group('tasking_coordinator', 'tasking_chair') OR NOT app.sees(referral) THEN
            RAISE EXCEPTION 'not yours to restrict' USING ERRCODE = '42501';
        END IF;
        IF closed AND NOT EXISTS (
            SELECT 1 FROM app.reader r
            WHERE r.folder_id = referral AND r.officer_id = app.my_officer() AND r.withdrawn_at IS NULL
        ) THEN
            RAISE EXCEPTION 'whoever restricts is on the list' USING ERRCODE = '42501';
        END IF;
    END IF;
    IF closed AND NOT EXISTS (
        SELECT 1 FROM app.reader r JOIN app.officer o ON o.id = r.officer_id
        WHERE r.folder_id = referral AND r.withdrawn_at IS NULL AND o.withdrawn_at IS NULL AND o.left_on IS NULL
    ) THEN
        RAISE EXCEPTION 'somebody who still works here has to be on the list' USING ERRCODE = '23514';
    END IF;
    UPDATE app.folder f SET restricted = closed
    WHERE f.id = referral AND f.id <> f.series_id AND f.restricted IS DISTINCT FROM closed;
END $$;

-- Who may read the names of an ordinary referral: those who work on it, and whoever it is shared with.
CREATE OR REPLACE FUNCTION app.may_read_names(of_referral uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT app.sees(of_referral) AND NOT app.in_group('tasking_analyst', 'tasking_governance')
       AND EXISTS (
        SELECT 1 FROM app.referral r
        WHERE r.id = of_referral
          AND (r.restricted
               OR app.in_group('tasking_coordinator', 'tasking_chair')
               OR r.lead_agency_id = app.my_agency()
               OR r.case_officer_id = app.my_officer()
               OR EXISTS (SELECT 1 FROM app.share s WHERE s.folder_id = r.id
                          AND s.agency_id = app.my_agency() AND s.withdrawn_at IS NULL))
    )
$$;

-- Whoever looks after the database reads in the name of the officer they say; an officer in no other's.
CREATE OR REPLACE FUNCTION app.note_reading(of_referral uuid, how text, officer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO app.name_reading (id, referral_id, what, read_by, read_at, folder_id, series_id, restricted)
    SELECT gen_random_uuid(), r.id, how, CASE WHEN app.is_keeper() THEN officer ELSE app.my_officer() END,
           clock_timestamp(), r.folder_id, r.series_id, r.restricted
    FROM app.referral r WHERE r.id = of_referral;
    PERFORM audit.read_noted('read ' || how, 'referral', of_referral::text, of_referral);
END $$;

-- A paper for those on the list of a restricted referral is about to be made.
CREATE OR REPLACE FUNCTION app.note_annex(of_referral uuid, officer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.is_keeper() AND NOT app.sees(of_referral) THEN
        RAISE EXCEPTION 'not yours to read' USING ERRCODE = '42501';
    END IF;
    PERFORM app.note_reading(of_referral, 'annex', officer);
END $$;

-- The names behind the stand-ins of one referral. The reading is written in the same transaction.
CREATE OR REPLACE FUNCTION app.identities(of_referral uuid, officer uuid) RETURNS SETOF app.person_identity
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.is_keeper() AND NOT app.may_read_names(of_referral) THEN
        RAISE EXCEPTION 'not yours to read' USING ERRCODE = '42501';
    END IF;
    PERFORM app.note_reading(of_referral, 'names', officer);
    RETURN QUERY SELECT i.* FROM app.person_identity i WHERE i.folder_id = of_referral;
END $$;

-- Title, description and points of a restricted referral, for those on its list; recorded likewise.
CREATE OR REPLACE FUNCTION app.restricted_words(of_referral uuid, officer uuid) RETURNS SETOF app.restricted_text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.is_keeper()
       AND (NOT app.sees(of_referral) OR app.in_group('tasking_analyst', 'tasking_governance')) THEN
        RAISE EXCEPTION 'not yours to read' USING ERRCODE = '42501';
    END IF;
    PERFORM app.note_reading(of_referral, 'restricted text', officer);
    RETURN QUERY SELECT t.* FROM app.restricted_text t WHERE t.referral_id = of_referral;
END $$;

-- Every name that has to stand behind its stand-in on a paper made by whoever asks; one word in the audit.
CREATE OR REPLACE FUNCTION app.names_for_papers() RETURNS TABLE (referral uuid, number integer, called text, label text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM audit.read_noted('read names', 'every paper', '', NULL);
    RETURN QUERY
        SELECT r.id, r.number, i.name, p.label
        FROM app.person_identity i
        JOIN app.referral_person p ON p.id = i.person_id
        JOIN app.referral r ON r.id = p.referral_id
        WHERE i.withdrawn_at IS NULL AND i.name <> '' AND (app.is_keeper() OR app.may_read_names(r.id))
        ORDER BY r.number, p.label, i.id;
END $$;

-- How many people known here are named in full in a text: for those who take referrals in.
CREATE OR REPLACE FUNCTION app.known_names_in(words text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.is_keeper() AND (app.my_officer() IS NULL
                                OR NOT app.in_group('tasking_coordinator', 'tasking_chair')) THEN
        RETURN 0;
    END IF;
    RETURN (SELECT count(DISTINCT i.name) FROM app.person_identity i
            WHERE i.withdrawn_at IS NULL AND i.name LIKE '% %' AND position(lower(i.name) IN lower(words)) > 0);
END $$;

-- How many restricted referrals of a meeting are kept from whoever asks: minutes are approved whole.
CREATE OR REPLACE FUNCTION app.hidden_in(meeting uuid) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(DISTINCT f.folder_id) FROM (
        SELECT l.folder_id FROM app.line l WHERE l.meeting_id = meeting AND l.restricted AND l.withdrawn_at IS NULL
        UNION
        SELECT p.folder_id FROM app."placing" p
        WHERE p.meeting_id = meeting AND p.restricted AND p.withdrawn_at IS NULL
    ) f WHERE NOT app.is_keeper() AND NOT app.sees(f.folder_id)
$$;

-- The hash of every part of approved minutes, for who sees the meeting: whether they are whole can be told without
-- reading the parts that are kept from one.
CREATE OR REPLACE FUNCTION app.part_hashes(meeting uuid) RETURNS TABLE (place integer, sha256 text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.place, p.sha256 FROM app.minutes_part p
    WHERE p.meeting_id = meeting
      AND (app.is_keeper() OR EXISTS (
          SELECT 1 FROM app.meeting m WHERE m.id = meeting AND m.of_series IN (SELECT app.my_series())))
    ORDER BY p.place
$$;

-- Who looks at a meeting now. What a connection calls itself anybody may set; who signed in by it the server says.
-- A sign of life every few seconds: who gave none for 40 seconds is no longer here.
CREATE OR REPLACE FUNCTION app.i_am_here(meeting uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    called text := coalesce('tasking ' || meeting || ' ', 'tasking');
    now_at text := CASE WHEN meeting IS NULL THEN '' ELSE extract(epoch FROM clock_timestamp())::bigint::text END;
    was text := current_setting('application_name');
BEGIN
    PERFORM set_config('application_name', called || now_at, false);
    IF was <> called AND (meeting IS NULL OR left(was, length(called)) <> called) THEN
        PERFORM pg_notify('tasking', 'here');
    END IF;
END $$;

CREATE OR REPLACE FUNCTION app.who_is_here(meeting uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT o.id FROM pg_stat_activity a JOIN app.officer o ON o.login = a.usename
    WHERE a.datname = current_database()
      AND abs(extract(epoch FROM clock_timestamp())::bigint
              - substring(a.application_name FROM '^tasking ' || meeting || ' ([0-9]{10})$')::bigint) < 40
      AND (o.disabled_at IS NULL OR o.disabled_at > now()) AND o.withdrawn_at IS NULL
      AND EXISTS (SELECT 1 FROM app.meeting m
                  WHERE m.id = meeting AND m.of_series IN (SELECT app.my_series()))
$$;

-- Write who a stand-in is. What stood there is not answered.
CREATE OR REPLACE FUNCTION app.put_identity(
    new_id uuid, person uuid, called text, years integer, born date, lives text, seen integer
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    p app.referral_person;
BEGIN
    SELECT * INTO p FROM app.referral_person WHERE id = person;
    IF NOT FOUND OR NOT (app.is_keeper() OR (app.may_read_names(p.referral_id)
        AND (app.in_group('tasking_coordinator', 'tasking_chair')
             OR EXISTS (SELECT 1 FROM app.referral r
                        WHERE r.id = p.referral_id AND r.case_officer_id = app.my_officer())))) THEN
        RAISE EXCEPTION 'not yours to write' USING ERRCODE = '42501';
    END IF;
    IF seen = 0 THEN
        INSERT INTO app.person_identity (id, person_id, name, age, born_on, address, folder_id, series_id,
            restricted, version, made_at, made_by)
        VALUES (new_id, person, called, years, born, lives, p.folder_id, p.series_id, p.restricted, 1,
            clock_timestamp(), app.my_officer());
    ELSE
        UPDATE app.person_identity i
        SET name = called, age = years, born_on = born, address = lives, version = seen + 1,
            changed_at = clock_timestamp(), changed_by = app.my_officer()
        WHERE i.id = new_id AND i.person_id = person AND i.version = seen;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'somebody else changed this meanwhile' USING ERRCODE = '40001';
        END IF;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION app.put_restricted_words(
    new_id uuid, of_referral uuid, head text, story text, room text, seen integer
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    r app.referral;
BEGIN
    SELECT * INTO r FROM app.referral WHERE id = of_referral;
    -- Without a case officer the comparison is neither true nor false, and NOT of that would let everybody in.
    IF NOT FOUND OR NOT (app.is_keeper() OR (app.sees(of_referral)
        AND (app.in_group('tasking_coordinator', 'tasking_chair')
             OR coalesce(r.case_officer_id = app.my_officer(), false)))) THEN
        RAISE EXCEPTION 'not yours to write' USING ERRCODE = '42501';
    END IF;
    IF seen = 0 THEN
        INSERT INTO app.restricted_text (id, referral_id, title, description, points, folder_id, series_id,
            restricted, version, made_at, made_by)
        VALUES (new_id, of_referral, head, story, room, r.folder_id, r.series_id, r.restricted, 1,
            clock_timestamp(), app.my_officer());
    ELSE
        UPDATE app.restricted_text t
        SET title = head, description = story, points = room, version = seen + 1,
            changed_at = clock_timestamp(), changed_by = app.my_officer()
        WHERE t.id = new_id AND t.referral_id = of_referral AND t.version = seen;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'somebody else changed this meanwhile' USING ERRCODE = '40001';
        END IF;
    END IF;
END $$;
