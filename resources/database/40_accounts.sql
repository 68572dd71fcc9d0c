-- Logins, by functions of a role that may make roles and in which nobody can log in. A password never comes here:
-- the program sends a SCRAM verifier.

CREATE OR REPLACE FUNCTION app.check_verifier(verifier text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF verifier IS NULL
       OR verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' THEN
        RAISE EXCEPTION 'send a SCRAM verifier, not a password' USING ERRCODE = '22023';
    END IF;
END $$;

-- The login of an officer whose account a co-ordinator looks after: neither chair, co-ordinator nor governance.
CREATE OR REPLACE FUNCTION app.own_account(person uuid) RETURNS name
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    called name;
BEGIN
    IF NOT app.in_group('tasking_coordinator') OR app.my_officer() IS NULL THEN
        RAISE EXCEPTION 'only the co-ordinator looks after accounts' USING ERRCODE = '42501';
    END IF;
    SELECT o.login INTO called FROM app.officer o WHERE o.id = person;
    IF called IS NULL THEN
        RAISE EXCEPTION 'there is no such account' USING ERRCODE = '22023';
    END IF;
    IF EXISTS (
        SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
        WHERE u.rolname = called AND g.rolname NOT IN ('tasking_officer', 'tasking_analyst')
    ) THEN
        RAISE EXCEPTION 'whoever looks after the database looks after that account' USING ERRCODE = '42501';
    END IF;
    RETURN called;
END $$;

CREATE OR REPLACE FUNCTION app.give_login(person uuid, wanted text, kind text, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.is_keeper() AND (NOT app.in_group('tasking_coordinator') OR app.my_officer() IS NULL) THEN
        RAISE EXCEPTION 'only the co-ordinator looks after accounts' USING ERRCODE = '42501';
    END IF;
    IF wanted !~ '^[a-z][a-z0-9_.]{2,40}$' OR wanted LIKE 'pg\_%' OR wanted LIKE 'tasking\_%' THEN
        RAISE EXCEPTION 'no name for a login' USING ERRCODE = '22023';
    END IF;
    IF kind NOT IN ('officer', 'analyst')
       AND NOT (app.is_keeper() AND kind IN ('coordinator', 'chair', 'governance')) THEN
        RAISE EXCEPTION 'not a group that is given here' USING ERRCODE = '42501';
    END IF;
    PERFORM app.check_verifier(verifier);
    UPDATE app.officer o SET login = wanted, version = o.version + 1
    WHERE o.id = person AND o.login IS NULL AND o.left_on IS NULL AND o.withdrawn_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this officer has a login, or has left' USING ERRCODE = '22023';
    END IF;
    EXECUTE format('CREATE ROLE %I LOGIN NOCREATEROLE NOCREATEDB CONNECTION LIMIT 6 PASSWORD %L VALID UNTIL %L',
        wanted, verifier, now() + interval '7 days');
    EXECUTE format('GRANT %I TO %I', 'tasking_' || kind, wanted);
    EXECUTE format('ALTER ROLE %I SET search_path = app, pg_temp', wanted);
    EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', wanted, '15s');
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', wanted, '30s');
END $$;

-- A forgotten password: a new first one, for seven days.
CREATE OR REPLACE FUNCTION app.reset_password(person uuid, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    called name := app.own_account(person);
BEGIN
    PERFORM app.check_verifier(verifier);
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', called, verifier, now() + interval '7 days');
END $$;

CREATE OR REPLACE FUNCTION app.set_my_password(verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM app.check_verifier(verifier);
    IF app.my_officer() IS NULL THEN
        RAISE EXCEPTION 'not an officer' USING ERRCODE = '42501';
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', session_user, verifier, now() + interval '365 days');
END $$;

-- Takes effect at once, in open sessions too: every policy asks who is an officer.
CREATE OR REPLACE FUNCTION app.disable_login(person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    called name := app.own_account(person);
BEGIN
    UPDATE app.officer o SET disabled_at = clock_timestamp(), version = o.version + 1 WHERE o.id = person;
    EXECUTE format('ALTER ROLE %I NOLOGIN', called);
END $$;

-- The last day of a login, or none after all. It ends with that day in London, in open sessions too.
CREATE OR REPLACE FUNCTION app.set_last_day(person uuid, last_day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM app.own_account(person);
    IF last_day < (now() AT TIME ZONE 'Europe/London')::date THEN
        RAISE EXCEPTION 'that day is over' USING ERRCODE = '22023';
    END IF;
    UPDATE app.officer o
    SET disabled_at = (last_day + 1)::timestamp AT TIME ZONE 'Europe/London', version = o.version + 1
    WHERE o.id = person AND (o.disabled_at IS NULL OR o.disabled_at > now());
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this login is disabled' USING ERRCODE = '22023';
    END IF;
END $$;

-- What a login is for: officer or analyst. The other groups are whoever looks after the database's to give.
CREATE OR REPLACE FUNCTION app.set_login_kind(person uuid, kind text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    called name := app.own_account(person);
BEGIN
    IF kind IS NULL OR kind NOT IN ('officer', 'analyst') THEN
        RAISE EXCEPTION 'not a group that is given here' USING ERRCODE = '42501';
    END IF;
    UPDATE app.officer o SET role = kind, version = o.version + 1 WHERE o.id = person;
    EXECUTE format('REVOKE %I FROM %I',
        CASE kind WHEN 'officer' THEN 'tasking_analyst' ELSE 'tasking_officer' END, called);
    EXECUTE format('GRANT %I TO %I', 'tasking_' || kind, called);
END $$;

CREATE OR REPLACE FUNCTION app.enable_login(person uuid, verifier text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    called name := app.own_account(person);
BEGIN
    PERFORM app.check_verifier(verifier);
    UPDATE app.officer o SET disabled_at = NULL, version = o.version + 1
    WHERE o.id = person AND o.left_on IS NULL AND o.withdrawn_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this officer has left' USING ERRCODE = '22023';
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L VALID UNTIL %L', called, verifier, now() + interval '7 days');
END $$;
