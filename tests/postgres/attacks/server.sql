-- The server beneath.
-- Each block: what it is, who tries it, how it has to end (a code, or nothing found), and the statement.

-- become tasking_owner
-- Rowan Jo: 42501
SET ROLE tasking_owner

-- become tasking_audit
-- Rowan Jo: 42501
SET ROLE tasking_audit

-- become tasking_accounts
-- Rowan Jo: 42501
SET ROLE tasking_accounts

-- become tasking_coordinator
-- Rowan: 42501
SET ROLE tasking_coordinator

-- become tasking_chair
-- Rowan Jo: 42501
SET ROLE tasking_chair

-- become postgres
-- Rowan Jo: 42501
SET ROLE postgres

-- become administrator
-- Rowan: 42501
SET ROLE administrator

-- sign in as another inside
-- Rowan Jo: 42501
SET SESSION AUTHORIZATION postgres

-- row security off
-- Rowan Jo: 42501
SET row_security = off; SELECT count(*) FROM app.action

-- a table of one's own
-- Rowan Jo: 42501
CREATE TABLE app.x (id int)

-- a temporary table
-- Rowan Jo: 42501
CREATE TEMP TABLE action (id int)

-- a schema
-- Rowan Jo: 42501
CREATE SCHEMA mine

-- a function in ours
-- Rowan Jo: 42501
CREATE FUNCTION app.now() RETURNS int LANGUAGE sql AS 'SELECT 1'

-- a function in public
-- Rowan Jo: 42501
CREATE FUNCTION public.now() RETURNS int LANGUAGE sql AS 'SELECT 1'

-- an untrusted language
-- Rowan Jo: 42501
DO LANGUAGE plpgsql $$ BEGIN EXECUTE 'ALTER ROLE ' || session_user || ' SUPERUSER'; END $$

-- an extension
-- Rowan Jo: 42501
CREATE EXTENSION dblink

-- run a program
-- Rowan Jo: 42501
COPY (SELECT 1) TO PROGRAM 'id'

-- read a file
-- Rowan Jo: 42501
SELECT pg_read_file('/etc/passwd')

-- import a file
-- Rowan Jo: 42501
SELECT lo_import('/etc/passwd')

-- read verifiers
-- Rowan Jo: 42501
SELECT rolpassword FROM pg_authid

-- read statistics of our tables
-- Rowan Jo: nothing
SELECT * FROM pg_stats WHERE schemaname = 'app'

-- read raw statistics
-- Rowan Jo: 42501
SELECT * FROM pg_statistic

-- a policy of one's own
-- Rowan Jo: 42501
CREATE POLICY mine ON app.action USING (true)

-- a trigger of one's own
-- Rowan Jo: 42501
CREATE TRIGGER mine AFTER INSERT ON app.action EXECUTE FUNCTION app.tell()

-- an index that tells
-- Rowan Jo: 42501
CREATE INDEX ON app.action (text)

-- end another's session
-- Rowan Jo: 42501
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'administrator'

-- change the database
-- Rowan Jo: 42501
ALTER DATABASE postgres SET search_path = public

-- settings of the server
-- Rowan Jo: 42501
SET log_statement = 'all'
