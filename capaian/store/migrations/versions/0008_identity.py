"""What stands on a school's paper: letterhead, address, signatories."""

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Filled in by its owner."""
