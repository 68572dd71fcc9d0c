-- Logins and passwords.
-- Each block: what it is, who tries it, how it has to end (a code, or nothing found), and the statement.

-- give a login
-- Rowan Helen Ana Gwen: 42501
SELECT app.give_login(%(o_Marta)s, 'evil', 'officer', 'x')

-- a login in coordinator
-- Jo: 42501
SELECT app.give_login(%(o_Marta)s, 'evil', 'coordinator', 'x')

-- a login in chair
-- Jo: 42501
SELECT app.give_login(%(o_Marta)s, 'evil', 'chair', 'x')

-- a login in governance
-- Jo: 42501
SELECT app.give_login(%(o_Marta)s, 'evil', 'governance', 'x')

-- a login in owner
-- Jo: 42501
SELECT app.give_login(%(o_Marta)s, 'evil', 'owner', 'x')

-- a login in accounts
-- Jo: 42501
SELECT app.give_login(%(o_Marta)s, 'evil', 'accounts', 'x')

-- a login in audit
-- Jo: 42501
SELECT app.give_login(%(o_Marta)s, 'evil', 'audit', 'x')

-- a login in everyone
-- Jo: 42501
SELECT app.give_login(%(o_Marta)s, 'evil', 'everyone', 'x')

-- a login in x; DROP ROLE administrator
-- Jo: 42501
SELECT app.give_login(%(o_Marta)s, 'evil', 'x; DROP ROLE administrator', 'x')

-- a login called 'postgres; DROP ROLE x'
-- Jo: 22023
SELECT app.give_login(%(o_Marta)s, 'postgres; DROP ROLE x', 'officer', 'x')

-- a login called 'x" SUPERUSER --'
-- Jo: 22023
SELECT app.give_login(%(o_Marta)s, 'x" SUPERUSER --', 'officer', 'x')

-- a login called 'tasking_owner'
-- Jo: 22023
SELECT app.give_login(%(o_Marta)s, 'tasking_owner', 'officer', 'x')

-- a login called 'pg_monitor'
-- Jo: 22023
SELECT app.give_login(%(o_Marta)s, 'pg_monitor', 'officer', 'x')

-- a login called 'Ab'
-- Jo: 22023
SELECT app.give_login(%(o_Marta)s, 'Ab', 'officer', 'x')

-- a login called ''
-- Jo: 22023
SELECT app.give_login(%(o_Marta)s, '', 'officer', 'x')

-- a password in the open
-- Jo: 22023
SELECT app.give_login(%(o_Marta)s, 'evil', 'officer', 'hunter2')

-- a second login
-- Jo: 22023
SELECT app.give_login(%(o_Marta)s, 'evil', 'officer', 'SCRAM-SHA-256$4096:c2FsdHNhbHQ=$' ||
repeat('A', 43) || '=:' || repeat('A', 43) || '=')

-- reset the chair's password
-- Jo: 42501
SELECT app.reset_password(%(o_Helen)s, 'x')

-- reset one's own as a first one
-- Jo: 42501
SELECT app.reset_password(%(o_Jo)s, 'x')

-- disable the chair
-- Jo: 42501
SELECT app.disable_login(%(o_Helen)s)

-- disable who looks after governance
-- Jo: 42501
SELECT app.disable_login(%(o_Gwen)s)

-- disable a colleague
-- Rowan Helen: 42501
SELECT app.disable_login(%(o_Marta)s)

-- reset a colleague's password
-- Rowan Helen: 42501
SELECT app.reset_password(%(o_Marta)s, 'x')

-- a last day for the chair
-- Jo: 42501
SELECT app.set_last_day(%(o_Helen)s, current_date + 9)

-- a last day for a colleague
-- Rowan Helen Ana Gwen: 42501
SELECT app.set_last_day(%(o_Marta)s, current_date + 9)

-- a last day that is over
-- Jo: 22023
SELECT app.set_last_day(%(o_Marta)s, current_date - 9)

-- another last day for oneself
-- Rowan Jo: 42501
UPDATE officer SET disabled_at = NULL, version = version + 1 WHERE id = app.my_officer()

-- a group that decides
-- Jo: 42501
SELECT app.set_login_kind(%(o_Marta)s, 'chair')

-- a group for the chair
-- Jo: 42501
SELECT app.set_login_kind(%(o_Helen)s, 'officer')

-- no group at all
-- Jo: 42501
SELECT app.set_login_kind(%(o_Marta)s, NULL)

-- another group for oneself
-- Rowan Ana Gwen: 42501
SELECT app.set_login_kind(app.my_officer(), 'officer')

-- disable who is no officer
-- Jo: 22023
SELECT app.disable_login(%(new)s)

-- a role directly
-- Jo Rowan: 42501
CREATE ROLE evil LOGIN

-- a group for oneself
-- Jo Rowan: 42501
GRANT tasking_owner TO CURRENT_USER

-- power for oneself
-- Jo Rowan: 42501
ALTER ROLE CURRENT_USER CREATEROLE

-- more lines for oneself
-- Jo Rowan: 42501
ALTER ROLE CURRENT_USER CONNECTION LIMIT 100

-- drop a role
-- Jo: 42501
DROP ROLE administrator

-- a password in the open for oneself
-- Rowan: 22023
SELECT app.set_my_password('hunter2')
