"""What Alembic runs: the migrations, inside the transaction that capaian.store.migrate has begun."""

from alembic import context

from capaian.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
