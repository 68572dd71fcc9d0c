-- What was done, written by the database itself. Names of fields and salted hashes, never a text: retention can
-- empty a text without breaking a seal. Nobody changes a row here, not even by accident the one who owns it.

CREATE TABLE IF NOT EXISTS audit.log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor name NOT NULL DEFAULT session_user,
    client inet DEFAULT inet_client_addr(),
    kind text NOT NULL,
    what text NOT NULL,
    key text NOT NULL DEFAULT '',
    folder uuid,
    fields text[] NOT NULL DEFAULT '{}',
    salt bytea,
    hashes jsonb
);
CREATE INDEX IF NOT EXISTS ix_log_actor ON audit.log (actor, id);
CREATE INDEX IF NOT EXISTS ix_log_folder ON audit.log (folder, id);
CREATE INDEX IF NOT EXISTS ix_log_key ON audit.log (what, key, id);
CREATE TABLE IF NOT EXISTS audit.seal (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    made_by name NOT NULL DEFAULT session_user,
    upto bigint NOT NULL,
    held bigint NOT NULL,
    rows_hash bytea NOT NULL,
    before bytea NOT NULL,
    hash bytea NOT NULL
);

CREATE TABLE IF NOT EXISTS audit.shape (content jsonb NOT NULL);

CREATE OR REPLACE FUNCTION audit.no_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the audit is only added to' USING ERRCODE = '42501';
END $$;

-- One row for each row changed: its key, its folder, the fields, and a salted hash of each new value.
CREATE OR REPLACE FUNCTION audit.capture() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}'::jsonb END;
    after jsonb := to_jsonb(NEW);
    pinch bytea := uuid_send(gen_random_uuid());
    named text[];
    hashed jsonb;
BEGIN
    SELECT array_agg(e.key ORDER BY e.key),
           jsonb_object_agg(e.key, encode(sha256(pinch || convert_to(e.value::text, 'UTF8')), 'hex'))
    INTO named, hashed
    FROM jsonb_each(after) e
    WHERE TG_OP = 'INSERT' OR e.value IS DISTINCT FROM before -> e.key;
    IF named IS NULL THEN RETURN NULL; END IF;
    INSERT INTO audit.log (kind, what, key, folder, fields, salt, hashes)
    VALUES (lower(TG_OP), TG_TABLE_NAME,
            coalesce(after ->> 'id', after ->> 'kind', after ->> 'load_id', ''),
            (CASE WHEN TG_TABLE_NAME = 'folder' THEN after ->> 'id' ELSE after ->> 'folder_id' END)::uuid,
            named, pinch, hashed);
    RETURN NULL;
END $$;

-- For the doors of the database itself: a reading of names.
CREATE OR REPLACE FUNCTION audit.read_noted(kind text, what text, key text, folder uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO audit.log (kind, what, key, folder) VALUES (kind, what, key, folder)
$$;

-- A login that was disabled has nothing more to say, in open sessions too.
CREATE OR REPLACE FUNCTION audit.check_active() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT app.is_keeper() AND app.my_officer() IS NULL THEN
        RAISE EXCEPTION 'not an officer' USING ERRCODE = '42501';
    END IF;
END $$;

-- For the program: what is about to leave, before it does.
CREATE OR REPLACE FUNCTION audit.note(kind text, what text, key text, folder uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM audit.check_active();
    IF kind NOT IN ('print', 'export', 'send', 'show') OR length(what) > 60 OR length(key) > 80 THEN
        RAISE EXCEPTION 'no kind of leaving' USING ERRCODE = '22023';
    END IF;
    INSERT INTO audit.log (kind, what, key, folder) VALUES (kind, what, key, folder);
END $$;

-- For the program: that somebody searched, and a hash of the words, which stay on their computer.
CREATE OR REPLACE FUNCTION audit.note_search(place text, pinch bytea, sign text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM audit.check_active();
    IF place IS NULL OR place NOT IN ('everything', 'minutes', 'actions', 'referrals', 'record')
       OR length(pinch) IS DISTINCT FROM 16 OR sign IS NULL OR sign !~ '^[0-9a-f]{64}$' THEN
        RAISE EXCEPTION 'no search' USING ERRCODE = '22023';
    END IF;
    INSERT INTO audit.log (kind, what, fields, salt, hashes)
    VALUES ('search', place, '{words}', pinch, jsonb_build_object('words', sign));
END $$;

-- For the program: what the server refused it. The statement rolled back, and its own word of it with it.
CREATE OR REPLACE FUNCTION audit.note_refused(what text, key text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM audit.check_active();
    IF what IS NULL OR what !~ '^[a-z][a-z_ -]{1,59}$' OR key IS NULL
       OR (key <> '' AND key !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') THEN
        RAISE EXCEPTION 'no refusal' USING ERRCODE = '22023';
    END IF;
    INSERT INTO audit.log (kind, what, key) VALUES ('refuse', what, key);
END $$;

-- For the program: who signed in has begun to work.
CREATE OR REPLACE FUNCTION audit.signed_in() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM audit.check_active();
    INSERT INTO audit.log (kind, what) VALUES ('sign in', 'login');
END $$;

CREATE OR REPLACE FUNCTION audit.canon(l audit.log) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT convert_to(jsonb_build_array(l.id, extract(epoch FROM l.at), l.actor, host(l.client), l.kind, l.what,
        l.key, l.folder, l.fields, encode(l.salt, 'hex'), l.hashes)::text, 'UTF8')
$$;

-- Hash what was added since the last seal onto that seal. The lock waits for those writing now, so that no lower
-- number is committed later; numbers outlive a restore, which transaction numbers do not.
CREATE OR REPLACE FUNCTION audit.make_seal() RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
    low bigint;
    last_hash bytea;
    high bigint;
    counted bigint;
    rows_now bytea;
    sealed bytea;
BEGIN
    PERFORM audit.check_active();
    LOCK TABLE audit.log IN SHARE MODE;
    SELECT s.upto, s.hash INTO low, last_hash FROM audit.seal s ORDER BY s.seq DESC LIMIT 1;
    IF NOT FOUND THEN
        low := 0;
        last_hash := sha256(''::bytea);
    END IF;
    SELECT count(*), max(l.id), sha256(coalesce(string_agg(sha256(audit.canon(l)), ''::bytea ORDER BY l.id), ''::bytea))
    INTO counted, high, rows_now FROM audit.log l WHERE l.id > low;
    IF counted = 0 THEN RETURN encode(last_hash, 'hex'); END IF;
    sealed := sha256(last_hash || rows_now || convert_to(high || ':' || counted, 'UTF8'));
    INSERT INTO audit.seal (upto, held, rows_hash, before, hash)
    VALUES (high, counted, rows_now, last_hash, sealed);
    RETURN encode(sealed, 'hex');
END $$;

-- Every seal and whether what it was made over is still what stands there.
CREATE OR REPLACE FUNCTION audit.verify() RETURNS TABLE (seal bigint, sealed_at timestamptz, holds boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH s AS (
        SELECT *, coalesce(lag(upto) OVER w, 0) AS low, coalesce(lag(hash) OVER w, sha256(''::bytea)) AS was
        FROM audit.seal WINDOW w AS (ORDER BY seq)
    ), r AS (
        SELECT s.seq, count(l.id) AS counted,
               sha256(coalesce(string_agg(sha256(audit.canon(l)), ''::bytea ORDER BY l.id), ''::bytea)) AS rows_now
        FROM s LEFT JOIN audit.log l ON l.id > s.low AND l.id <= s.upto GROUP BY s.seq
    )
    SELECT s.seq, s.at, s.before = s.was AND s.held = r.counted AND s.rows_hash = r.rows_now
           AND s.hash = sha256(s.was || r.rows_now || convert_to(s.upto || ':' || r.counted, 'UTF8'))
    FROM s JOIN r USING (seq) ORDER BY 1
$$;

-- The first seal over what was last said about how far a meeting is: the one its minutes tell.
CREATE OR REPLACE FUNCTION audit.seal_over(meeting uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(s.hash, 'hex') FROM audit.seal s
    WHERE s.upto >= (SELECT max(l.id) FROM audit.log l
                     WHERE l.what = 'meeting' AND l.key = meeting::text AND 'stage' = ANY (l.fields))
    ORDER BY s.seq LIMIT 1
$$;

DROP TRIGGER IF EXISTS kept ON audit.log;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.log
    FOR EACH STATEMENT EXECUTE FUNCTION audit.no_change();
DROP TRIGGER IF EXISTS kept ON audit.seal;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit.no_change();
