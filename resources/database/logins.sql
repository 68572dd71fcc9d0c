-- Officers' logins: whether the server knows them, whether they have a power of their own, and their groups.
SELECT o.login, r.rolname IS NOT NULL,
       coalesce(r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls, false),
       coalesce((SELECT array_agg(g.rolname::text) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                 WHERE m.member = r.oid), '{}')
FROM app.officer o LEFT JOIN pg_roles r ON r.rolname = o.login
WHERE o.login IS NOT NULL ORDER BY o.login
