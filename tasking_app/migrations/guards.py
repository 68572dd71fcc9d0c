"""Guards in the database itself, said once and written for either engine.

Revisions that are out use this: what it writes for them does not change any more.
"""

from __future__ import annotations

from alembic import op

REMOVED = "nothing is deleted"
# Read by errors.py as what it is on the other engine: a constraint that was not kept.
RAISE = "RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'"


def guard(name: str, when: str, condition: str, why: str) -> None:
    """Refuse with `why` what happens at `when` (BEFORE .. ON ..), always or while `condition` holds."""
    if op.get_bind().dialect.name == "sqlite":
        told = f"WHEN {condition} " if condition else ""
        op.execute(f"CREATE TRIGGER {name} {when} {told}BEGIN SELECT RAISE(ABORT, '{why}'); END")
        return
    refused = RAISE.format(why=why)
    body = f"IF {condition} THEN {refused}; END IF" if condition else refused
    _function(name, f"{body}; RETURN NEW")
    op.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()")


def stays(table: str) -> None:
    """Refuse to delete rows of a table, one by one or all at once."""
    if op.get_bind().dialect.name == "sqlite":
        guard(f"{table}_stays", f"BEFORE DELETE ON {table}", "", REMOVED)
        return
    quoted = op.get_bind().dialect.identifier_preparer.quote(table)  # PLACING is a word of the language
    _function(f"{table}_stays", RAISE.format(why=REMOVED))
    for name, kind, each in (("stays", "DELETE", "ROW"), ("stays_whole", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {kind} ON {quoted} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_stays()"
        )


def _function(name: str, body: str) -> None:
    """What a trigger calls. It sees every row, whoever writes, and nobody calls it in any other way."""
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = app, pg_temp AS $$ BEGIN {body}; END $$"
    )
    op.execute(f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC")


def follow_at_the_end() -> None:
    """Check foreign keys that follow their parent when the transaction ends; the others may be put off.

    A row that hangs on its folder and on a row of the same folder is moved by one before the other: which
    comes first is chance (the order of the constraints' numbers), so only the end can be looked at. On the
    other engine this is so by itself.
    """
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute(
        """
        DO $$
        DECLARE one record;
        BEGIN
            FOR one IN
                SELECT conrelid::regclass AS held, conname, confupdtype = 'c' AS follows
                FROM pg_constraint
                WHERE contype = 'f' AND connamespace = 'app'::regnamespace AND NOT condeferrable
            LOOP
                EXECUTE format(
                    'ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY %s',
                    one.held, one.conname, CASE WHEN one.follows THEN 'DEFERRED' ELSE 'IMMEDIATE' END
                );
            END LOOP;
        END $$
        """
    )
