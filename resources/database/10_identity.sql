-- Who asks. A login may end on a day: what was open then reads nothing more, either. The login decides, never a
-- setting that a client could write.
-- Policies ask these once a statement, as (SELECT ...) or ARRAY(SELECT ...), never once a row, and for each of its
-- tables: in plpgsql, as that keeps its plans, and planning was nine tenths of what a short question took.

CREATE OR REPLACE FUNCTION app.my_officer() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT o.id FROM app.officer o
        WHERE o.login = session_user AND (o.disabled_at IS NULL OR o.disabled_at > now())
          AND o.withdrawn_at IS NULL
          AND (o.left_on IS NULL OR o.left_on > (now() AT TIME ZONE 'Europe/London')::date)
    );
END $$;

CREATE OR REPLACE FUNCTION app.my_agency() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT o.agency_id FROM app.officer o WHERE o.id = (SELECT app.my_officer())
    );
END $$;

-- Of whoever signed in, whatever role they took since. A superuser is in every group: ask app.is_keeper() first.
CREATE OR REPLACE FUNCTION app.in_group(VARIADIC groups name[]) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT bool_or(pg_has_role(session_user, one, 'MEMBER')) FROM unnest(groups) one);
END $$;

-- Whoever looks after the database: upgrades, moves and restores write what others wrote.
CREATE OR REPLACE FUNCTION app.is_keeper() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_has_role(session_user, 'tasking_owner', 'MEMBER')
$$;

-- The series whose ordinary referrals an officer sees. Governance reads no case content at all.
CREATE OR REPLACE FUNCTION app.my_series() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH me AS MATERIALIZED (
        SELECT o.agency_id, app.in_group('tasking_coordinator', 'tasking_chair') AS decides
        FROM app.officer o
        WHERE o.id = (SELECT app.my_officer()) AND NOT (SELECT app.in_group('tasking_governance'))
    )
    SELECT s.id FROM me JOIN app.series s ON me.decides
    UNION
    SELECT t.of_series FROM me JOIN app.seat t ON t.agency_id = me.agency_id AND t.withdrawn_at IS NULL;
END $$;

-- Folders seen besides: ordinary ones shared with the agency, restricted ones with the officer on the list.
CREATE OR REPLACE FUNCTION app.my_exceptions() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH me AS MATERIALIZED (
        SELECT o.id, o.agency_id FROM app.officer o
        WHERE o.id = (SELECT app.my_officer()) AND NOT (SELECT app.in_group('tasking_governance'))
    )
    SELECT s.folder_id FROM me
    JOIN app.share s ON s.agency_id = me.agency_id AND s.withdrawn_at IS NULL
    JOIN app.folder f ON f.id = s.folder_id AND NOT f.restricted
    UNION
    SELECT r.folder_id FROM me
    JOIN app.reader r ON r.officer_id = me.id AND r.withdrawn_at IS NULL
    JOIN app.folder f ON f.id = r.folder_id AND f.restricted;
END $$;

-- The predicate of the policies for one folder: definer functions, which see everything, ask it themselves.
CREATE OR REPLACE FUNCTION app.sees(folder uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM app.folder f
        WHERE f.id = folder
          AND ((NOT f.restricted AND f.series_id IN (SELECT app.my_series()))
               OR f.id IN (SELECT app.my_exceptions()))
    )
$$;
