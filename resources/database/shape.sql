-- Everything by which a database of ours decides who sees and changes what: a kind, a name, and how it stands.
WITH ours AS (
    SELECT n.oid, n.nspname, n.nspowner, n.nspacl FROM pg_namespace n WHERE n.nspname IN ('app', 'audit')
), tables AS (
    SELECT c.*, n.nspname || '.' || c.relname AS called FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v', 'm', 'S', 'p', 'f')
), held (kind, name, how, acl) AS (
    SELECT 'schema', n.nspname, pg_get_userbyid(n.nspowner)::text, n.nspacl
    FROM pg_namespace n WHERE n.nspname IN ('app', 'audit', 'public')
    UNION ALL
    SELECT 'table', t.called, concat_ws(' ', pg_get_userbyid(t.relowner), t.relrowsecurity, t.relforcerowsecurity),
           t.relacl
    FROM tables t
    UNION ALL
    SELECT 'column', t.called || '.' || a.attname, '', a.attacl
    FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid
    WHERE NOT a.attisdropped AND cardinality(a.attacl) > 0
    UNION ALL
    SELECT 'function', n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
           concat_ws(' ', pg_get_userbyid(p.proowner), p.prosecdef, p.provolatile::text, p.proconfig::text,
                     md5(p.prosrc)), p.proacl
    FROM pg_proc p JOIN ours n ON n.oid = p.pronamespace
    UNION ALL
    SELECT 'database', 'as a whole', '', d.datacl FROM pg_database d WHERE d.datname = current_database()
    UNION ALL
    SELECT 'policy', p.schemaname || '.' || p.tablename || ' ' || p.policyname,
           concat_ws(' ', p.permissive, p.cmd, p.roles::text, p.qual, p.with_check), NULL
    FROM pg_policies p WHERE p.schemaname IN ('app', 'audit')
    UNION ALL
    SELECT 'trigger', t.called || ' ' || g.tgname, g.tgenabled::text || ' ' || pg_get_triggerdef(g.oid), NULL
    FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal
    UNION ALL
    SELECT 'rule', t.called || ' ' || r.rulename, pg_get_ruledef(r.oid), NULL
    FROM tables t JOIN pg_rewrite r ON r.ev_class = t.oid
    UNION ALL
    SELECT 'constraint', t.called || ' ' || k.conname, k.convalidated::text || ' ' || pg_get_constraintdef(k.oid), NULL
    FROM tables t JOIN pg_constraint k ON k.conrelid = t.oid
    UNION ALL
    SELECT 'role', r.rolname,
           concat_ws(' ', r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, r.rolcanlogin, r.rolreplication,
                     r.rolbypassrls, r.rolconfig::text) || ': ' || coalesce((
               SELECT string_agg(g.rolname, ', ' ORDER BY g.rolname)
               FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid), ''), NULL
    FROM pg_roles r WHERE r.rolname LIKE 'tasking\_%'
)
SELECT kind || ' ' || name, how || coalesce(' [' || (
    SELECT string_agg(CASE WHEN a.grantee = 0 THEN 'everybody' ELSE pg_get_userbyid(a.grantee) END || ' '
                      || a.privilege_type || CASE WHEN a.is_grantable THEN ' and passes it on' ELSE '' END,
                      ', ' ORDER BY pg_get_userbyid(a.grantee), a.privilege_type, a.is_grantable)
    FROM aclexplode(acl) a) || ']', '')
FROM held
