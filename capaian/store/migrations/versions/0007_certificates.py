"""Certificates and their units, and who takes part in a cohort."""

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in by its owner."""
