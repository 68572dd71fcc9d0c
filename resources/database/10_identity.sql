-- Who asks. The login decides, never a setting that a client could write.
-- Policies ask these once a statement, as (SELECT ...) or ARRAY(SELECT ...), never once a row.

CREATE OR REPLACE FUNCTION app.my_officer() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT o.id FROM app.officer o
    WHERE o.login = session_user AND o.disabled_at IS NULL AND o.withdrawn_at IS NULL
      AND (o.left_on IS NULL OR o.left_on > (now() AT TIME ZONE 'Europe/London')::date)
$$;

CREATE OR REPLACE FUNCTION app.my_agency() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT o.agency_id FROM app.officer o WHERE o.id = app.my_officer()
$$;

-- Membership counts, not inheritance: a superuser is in no group here, and nobody is by SET ROLE.
CREATE OR REPLACE FUNCTION app.in_group(VARIADIC groups name[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM pg_auth_members m
        JOIN pg_roles g ON g.oid = m.roleid
        JOIN pg_roles u ON u.oid = m.member
        WHERE u.rolname = session_user AND g.rolname = ANY (groups)
    )
$$;

-- Whoever looks after the database: upgrades, moves and restores write what others wrote.
CREATE OR REPLACE FUNCTION app.is_keeper() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_has_role(session_user, 'tasking_owner', 'MEMBER')
$$;

-- The series whose ordinary referrals an officer sees. Governance reads no case content at all.
CREATE OR REPLACE FUNCTION app.my_series() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.id FROM app.series s
    WHERE app.my_officer() IS NOT NULL
      AND NOT app.in_group('tasking_governance')
      AND (
        app.in_group('tasking_coordinator', 'tasking_chair')
        OR EXISTS (
            SELECT 1 FROM app.seat t
            WHERE t.of_series = s.id AND t.agency_id = app.my_agency() AND t.withdrawn_at IS NULL
        )
      )
$$;

-- Folders seen besides: ordinary ones shared with the agency, restricted ones with the officer on the list.
CREATE OR REPLACE FUNCTION app.my_exceptions() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.folder_id FROM app.share s JOIN app.folder f ON f.id = s.folder_id
    WHERE s.agency_id = app.my_agency() AND s.withdrawn_at IS NULL AND NOT f.restricted
      AND NOT app.in_group('tasking_governance')
    UNION
    SELECT r.folder_id FROM app.reader r JOIN app.folder f ON f.id = r.folder_id
    WHERE r.officer_id = app.my_officer() AND r.withdrawn_at IS NULL AND f.restricted
      AND NOT app.in_group('tasking_governance')
$$;

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
