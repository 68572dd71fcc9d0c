-- Who and when are the database's to say; a version is one more than the one seen.
-- All of these run for what a person does (pg_trigger_depth() = 0); a cascade is no edit.

CREATE OR REPLACE FUNCTION app.stamp() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me uuid := app.my_officer();
BEGIN
    IF app.is_keeper() THEN RETURN NEW; END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.version <> 1 THEN
            RAISE EXCEPTION 'a new row has version 1' USING ERRCODE = '42501';
        END IF;
        IF NEW.made_by IS DISTINCT FROM me AND NEW.made_by IS NOT NULL THEN
            RAISE EXCEPTION 'nobody writes in the name of others' USING ERRCODE = '42501';
        END IF;
        NEW.made_by := me;
        NEW.made_at := clock_timestamp();
    ELSE
        IF NEW.version <> OLD.version + 1 THEN
            RAISE EXCEPTION 'somebody else changed this meanwhile' USING ERRCODE = '40001';
        END IF;
        IF NEW.id <> OLD.id OR NEW.made_by IS DISTINCT FROM OLD.made_by OR NEW.made_at IS DISTINCT FROM OLD.made_at THEN
            RAISE EXCEPTION 'who made a row, and its key, stay' USING ERRCODE = '42501';
        END IF;
        NEW.changed_by := me;
        NEW.changed_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;

-- TG_ARGV names columns that say who did something: nobody fills one in with somebody else.
CREATE OR REPLACE FUNCTION app.own_name() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := app.my_officer()::text;
    after jsonb := to_jsonb(NEW);
    before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}'::jsonb END;
    called text;
BEGIN
    IF app.is_keeper() THEN RETURN NEW; END IF;
    FOREACH called IN ARRAY TG_ARGV LOOP
        IF after ->> called IS NOT NULL AND after ->> called IS DISTINCT FROM before ->> called
           AND after ->> called IS DISTINCT FROM me THEN
            RAISE EXCEPTION 'nobody writes in the name of others' USING ERRCODE = '42501';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;

-- An update is said by whoever says it; those who decide also note what others said, and made_by tells who did.
CREATE OR REPLACE FUNCTION app.said_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF app.is_keeper() OR app.in_group('tasking_coordinator', 'tasking_chair') THEN RETURN NEW; END IF;
    IF NEW.said_by IS DISTINCT FROM app.my_officer() OR NEW.on_behalf_of IS NOT NULL THEN
        RAISE EXCEPTION 'nobody writes in the name of others' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- Minutes are approved by the chair; the co-ordinator or the chair notes that a meeting agreed them.
CREATE OR REPLACE FUNCTION app.stage_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF app.is_keeper() THEN RETURN NEW; END IF;
    IF NEW.stage = 'approved' AND OLD.stage <> 'approved' AND NOT app.in_group('tasking_chair') THEN
        RAISE EXCEPTION 'only the chair approves minutes' USING ERRCODE = '42501';
    END IF;
    IF NEW.stage = 'approved' AND OLD.stage <> 'approved' THEN
        PERFORM 1 FROM app.meeting m WHERE m.id = NEW.id FOR UPDATE;  -- see app.holds_meeting()
    END IF;
    RETURN NEW;
END $$;

-- Minutes that are being approved and what is written into them wait for each other. Whoever writes holds the
-- meeting as it is until the end; whoever approves takes it alone, and the guards after this look anew.
CREATE OR REPLACE FUNCTION app.holds_meeting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    meeting uuid;
    stage_now text;
BEGIN
    IF app.is_keeper() THEN RETURN NEW; END IF;
    IF TG_TABLE_NAME = 'decision' THEN
        SELECT l.meeting_id INTO meeting FROM app.line l WHERE l.id = NEW.line_id;
    ELSE
        meeting := NEW.meeting_id;
    END IF;
    SELECT m.stage INTO stage_now FROM app.meeting m WHERE m.id = meeting FOR KEY SHARE;
    IF TG_OP = 'INSERT' AND stage_now IN ('approved', 'agreed') THEN
        RAISE EXCEPTION 'approved minutes do not change' USING ERRCODE = '23000';
    END IF;
    RETURN NEW;
END $$;

-- Who is chair or co-ordinator of the partnership, and which login is whose, is no matter of a settings page.
CREATE OR REPLACE FUNCTION app.role_by_right() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF app.is_keeper() OR current_user = 'tasking_accounts' THEN RETURN NEW; END IF;
    IF TG_OP = 'INSERT' AND (NEW.login IS NOT NULL OR NEW.disabled_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a login is given by the account functions' USING ERRCODE = '42501';
    END IF;
    IF (TG_OP = 'INSERT' AND NEW.role NOT IN ('officer', 'analyst'))
       OR (TG_OP = 'UPDATE' AND NEW.role IS DISTINCT FROM OLD.role
           AND (NEW.role NOT IN ('officer', 'analyst') OR OLD.role NOT IN ('officer', 'analyst'))) THEN
        RAISE EXCEPTION 'whoever looks after the database names chair and co-ordinator' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- An attendee leaves an action open or finishes it; to reopen, drop or replace one is for those who decide.
CREATE OR REPLACE FUNCTION app.status_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF app.is_keeper() OR app.in_group('tasking_coordinator', 'tasking_chair') THEN RETURN NEW; END IF;
    IF NEW.status IS DISTINCT FROM OLD.status
       AND (OLD.status NOT IN ('not_started', 'under_way', 'blocked')
            OR NEW.status NOT IN ('not_started', 'under_way', 'blocked', 'done')) THEN
        RAISE EXCEPTION 'ask the co-ordinator' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- What a person asked for waits until somebody who decides has decided it; they may only take it back.
CREATE OR REPLACE FUNCTION app.decided_by_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF app.is_keeper() OR app.in_group('tasking_coordinator', 'tasking_chair') THEN RETURN NEW; END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'waiting' THEN
            RAISE EXCEPTION 'what is asked for waits' USING ERRCODE = '42501';
        END IF;
    ELSIF NEW.state IS DISTINCT FROM OLD.state
          AND NOT (OLD.state = 'waiting' AND NEW.state = 'taken_back')
          AND NOT (OLD.state = 'taken_back' AND NEW.state = 'waiting') THEN
        RAISE EXCEPTION 'somebody else decides this' USING ERRCODE = '42501';
    END IF;
    IF (NEW.decided_by IS NOT NULL OR NEW.decided_at IS NOT NULL) AND NEW.state <> 'taken_back' THEN
        RAISE EXCEPTION 'nobody has decided this' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- The list of a restricted folder keeps somebody who still works here.
CREATE OR REPLACE FUNCTION app.list_keeps_one() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM app.folder f WHERE f.id = NEW.folder_id AND f.restricted)
       AND NOT EXISTS (
        SELECT 1 FROM app.reader r JOIN app.officer o ON o.id = r.officer_id
        WHERE r.folder_id = NEW.folder_id AND r.withdrawn_at IS NULL AND o.withdrawn_at IS NULL
          AND o.left_on IS NULL
    ) THEN
        RAISE EXCEPTION 'somebody who still works here has to be on the list' USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;

-- What changed, never what it says: everybody may listen.
CREATE OR REPLACE FUNCTION app.tell() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_notify('tasking', TG_TABLE_NAME);
    RETURN NULL;
END $$;
