"""Every change of the tables since the first, one file each in versions/, applied by Alembic."""
