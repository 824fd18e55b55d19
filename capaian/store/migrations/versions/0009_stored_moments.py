"""The sums of every class, kept beside the marks."""

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in by its owner."""
