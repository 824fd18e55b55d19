"""How a cohort's marks are weighed, turned and converted, and the school's instruments."""

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in by its owner."""
