"""The rights as SQL: policies, grants and triggers of each table, and who may call what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tasking_app.database.security import roles
from tasking_app.database.security.rights import KNOWN, OF_MINUTES, QUIET, TABLES, Change, Table

DEPTH = "WHEN (pg_trigger_depth() = 0)"
CALLED_BY_ALL = (
    "app.my_officer()",
    "app.my_agency()",
    "app.my_series()",
    "app.my_exceptions()",
    "app.in_group(name[])",
    "app.is_keeper()",
    "app.sees(uuid)",
    "app.may_read_names(uuid)",
    "app.identities(uuid, uuid)",
    "app.restricted_words(uuid, uuid)",
    "app.note_annex(uuid, uuid)",
    "app.names_for_papers()",
    "app.known_names_in(text)",
    "app.hidden_in(uuid)",
    "app.part_hashes(uuid)",
    "app.i_am_here(uuid)",
    "app.who_is_here(uuid)",
    "app.put_identity(uuid, uuid, text, integer, date, text, integer)",
    "app.put_restricted_words(uuid, uuid, text, text, text, integer)",
    "app.set_my_password(text)",
    "audit.note(text, text, text, uuid)",
    "audit.note_search(text, bytea, text)",
    "audit.note_refused(text, text)",
    "audit.signed_in()",
    "audit.seal_over(uuid)",
)
CALLS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(CALLED_BY_ALL, (roles.EVERYONE,)),
    "app.next_reference(text)": (roles.COORDINATOR, roles.CHAIR),
    "app.restrict(uuid, boolean)": (roles.COORDINATOR, roles.CHAIR),
    "app.own_account(uuid)": (),
    "app.give_login(uuid, text, text, text)": (roles.COORDINATOR,),
    "app.reset_password(uuid, text)": (roles.COORDINATOR,),
    "app.disable_login(uuid)": (roles.COORDINATOR,),
    "app.set_last_day(uuid, date)": (roles.COORDINATOR,),
    "app.set_login_kind(uuid, text)": (roles.COORDINATOR,),
    "app.enable_login(uuid, text)": (roles.COORDINATOR,),
    "audit.make_seal()": (roles.COORDINATOR, roles.CHAIR),
    "audit.verify()": (roles.COORDINATOR, roles.CHAIR, roles.GOVERNANCE),
}
"""Functions that officers may call; no other may be called by anybody but the owners."""

BETWEEN_OWNERS = (
    f"GRANT USAGE ON SCHEMA app TO {roles.EVERYONE}, {roles.ACCOUNTS}",
    f"GRANT SELECT, UPDATE ON app.officer TO {roles.ACCOUNTS}",
    f"GRANT EXECUTE ON FUNCTION app.my_officer(), app.in_group(name[]), app.is_keeper() TO {roles.ACCOUNTS}",
    f"GRANT EXECUTE ON FUNCTION app.my_officer(), app.is_keeper() TO {roles.AUDITOR}",
    f"CREATE POLICY accounts ON app.officer TO {roles.ACCOUNTS} USING (true) WITH CHECK (true)",
)
READ_THE_AUDIT = ", ".join((roles.COORDINATOR, roles.CHAIR, roles.GOVERNANCE))
OWN = f"actor = session_user AND {KNOWN}"
OF_THE_AUDIT = (
    f"GRANT USAGE ON SCHEMA audit TO {roles.EVERYONE}, {roles.OWNER}",
    f"GRANT EXECUTE ON FUNCTION audit.capture(), audit.read_noted(text, text, text, uuid) TO {roles.OWNER}",
    "ALTER TABLE audit.log ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE audit.seal ENABLE ROW LEVEL SECURITY",
    f"CREATE POLICY read_all ON audit.log FOR SELECT TO {READ_THE_AUDIT} USING ({KNOWN})",
    f"CREATE POLICY read_own ON audit.log FOR SELECT TO {roles.EVERYONE} USING ({OWN})",
    f"CREATE POLICY read_all ON audit.seal FOR SELECT TO {roles.EVERYONE} USING ({KNOWN})",
    f"GRANT SELECT ON audit.log, audit.seal TO {roles.EVERYONE}",
)


def quoted(table: str) -> str:
    """A table of ours with its schema; one of them is a word of the language."""
    return f'app."{table}"'


def of_table(table: Table, columns: Sequence[str]) -> Iterator[str]:
    """Everything about one table; `columns` are those it has."""
    name = quoted(table.name)
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"CREATE POLICY sight ON {name} AS RESTRICTIVE FOR ALL TO {roles.EVERYONE} USING ({table.sight})"
    if table.reads:
        groups = ", ".join(table.reads)
        yield f"CREATE POLICY reads ON {name} FOR SELECT TO {groups} USING (true)"
        yield f"GRANT SELECT ON {name} TO {groups}"
    for number, one in enumerate(table.add):
        groups = ", ".join(one.groups)
        yield f"CREATE POLICY add_{number} ON {name} FOR INSERT TO {groups} WITH CHECK ({one.rows})"
        yield f"GRANT INSERT ON {name} TO {groups}"
    for number, one in enumerate(table.change):
        groups = ", ".join(one.groups)
        written = ", ".join(f'"{column}"' for column in written_columns(one, columns))
        yield (
            f"CREATE POLICY change_{number} ON {name} FOR UPDATE TO {groups} "
            f"USING ({one.rows}) WITH CHECK ({one.rows})"
        )
        yield f"GRANT UPDATE ({written}) ON {name} TO {groups}"
    yield from _triggers(table)


def written_columns(change: Change, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns a change may write: those named, or all but what says which row it is and who made it."""
    return change.columns or tuple(
        column for column in columns if column not in ("id", "made_at", "made_by", "review_by", "legal_hold")
    )


def _triggers(table: Table) -> Iterator[str]:
    name = quoted(table.name)
    if table.stamped:
        yield _trigger("a_stamp", "BEFORE INSERT OR UPDATE", name, f"{DEPTH} EXECUTE FUNCTION app.stamp()")
    if table.doers:
        named = ", ".join(f"'{doer}'" for doer in table.doers)
        when = "BEFORE INSERT OR UPDATE"
        yield _trigger("a_doers", when, name, f"{DEPTH} EXECUTE FUNCTION app.own_name({named})")
    if table.name in OF_MINUTES:  # its name puts it before the guards of the revisions
        when = "BEFORE INSERT OR UPDATE"
        yield _trigger("a_meeting", when, name, f"{DEPTH} EXECUTE FUNCTION app.holds_meeting()")
    for number, (when, function) in enumerate(table.triggers):
        yield _trigger(f"b_right_{number}", when, name, f"{DEPTH} EXECUTE FUNCTION {function}")
    if table.name == "reader":
        yield (
            f"CREATE CONSTRAINT TRIGGER y_list AFTER INSERT OR UPDATE ON {name} "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.list_keeps_one()"
        )
    if table.name not in QUIET:
        after = "AFTER INSERT OR UPDATE"
        yield _trigger("z_audit", after, name, f"{DEPTH} EXECUTE FUNCTION audit.capture()")
        yield f"CREATE TRIGGER z_tell {after} ON {name} FOR EACH STATEMENT EXECUTE FUNCTION app.tell()"


def _trigger(name: str, when: str, table: str, rest: str) -> str:
    return f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW {rest}"


def cleared(schema: str) -> Iterator[str]:
    """Take the policies of a schema away, and the triggers written here; guards of the revisions stay."""
    yield f"""
    DO $$
    DECLARE one record;
    BEGIN
        FOR one IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = '{schema}' LOOP
            EXECUTE format('DROP POLICY %I ON {schema}.%I', one.policyname, one.tablename);
        END LOOP;
        FOR one IN
            SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
            WHERE c.relnamespace = '{schema}'::regnamespace AND NOT t.tgisinternal
              AND t.tgname ~ '^(a_stamp|a_doers|a_meeting|b_right_|y_list|z_audit|z_tell)'
        LOOP
            EXECUTE format('DROP TRIGGER %I ON {schema}.%I', one.tgname, one.relname);
        END LOOP;
    END $$
    """


EVERYBODY = ", ".join(("PUBLIC", roles.EVERYONE, *roles.GROUPS))


def revoked() -> Iterator[str]:
    """Take everything away first, so that what was given by hand goes too."""
    for kind in ("TABLES", "SEQUENCES"):
        yield f"REVOKE ALL ON ALL {kind} IN SCHEMA app FROM {EVERYBODY}, {roles.ACCOUNTS}"
    yield f"REVOKE ALL ON SCHEMA app FROM {EVERYBODY}, {roles.ACCOUNTS}"
    yield revoked_functions("app", f"{EVERYBODY}, {roles.ACCOUNTS}, {roles.AUDITOR}")


def revoked_functions(schema: str, of: str = EVERYBODY) -> str:
    """Nobody calls the functions of whoever asks; a schema holds functions of several owners."""
    return f"""
    DO $$
    DECLARE one regprocedure;
    BEGIN
        FOR one IN
            SELECT p.oid::regprocedure FROM pg_proc p
            WHERE p.pronamespace = '{schema}'::regnamespace AND pg_get_userbyid(p.proowner) = current_user
        LOOP
            EXECUTE format('REVOKE ALL ON FUNCTION %s FROM {of}', one);
        END LOOP;
    END $$
    """


def revoked_columns(columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Grants of single columns outlive the grant of their table: they are taken back one by one."""
    for table in TABLES:
        every = ", ".join(f'"{column}"' for column in columns[table.name])
        yield f"REVOKE ALL ({every}) ON {quoted(table.name)} FROM {EVERYBODY}"


def called(schema: str) -> Iterator[str]:
    """Who may call the functions of a schema."""
    for function, groups in CALLS.items():
        if groups and function.startswith(f"{schema}."):
            yield f"GRANT EXECUTE ON FUNCTION {function} TO {', '.join(groups)}"
