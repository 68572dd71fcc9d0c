"""How revisions run: on the connection the program hands over, in one transaction."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Run the revisions asked for on the connection in the configuration."""
    given = context.config.attributes
    context.configure(
        connection=given["connection"],
        target_metadata=given.get("metadata"),
        render_item=given.get("render_item"),
        include_object=given.get("include_object"),
        compare_type=True,
        transactional_ddl=True,
        transaction_per_migration=False,
    )
    context.run_migrations()


run()
