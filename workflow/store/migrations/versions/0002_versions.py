"""Versions: what is published was first put forward by one person, then approved by another.

The texts stay in `publications`, under their digest; who put which forward, when, and what became
of it moves to `versions`. What was published before counts as approved by who published it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STRICT = {"sqlite_strict": True}
_MOVED = ("number", "published_at", "published_by")


def upgrade() -> None:
    """Move the acts of publication to a table of their own."""
    op.create_table(
        "versions",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("proposed_at", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.Text(), nullable=True),
        sa.Column("judged", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["publications.digest"], name="fk_versions_digest_publications"),
        sa.PrimaryKeyConstraint("code", "number", name="pk_versions"),
        **_STRICT,
    )
    op.create_index("ix_versions_digest", "versions", ["digest"])
    op.execute(
        "INSERT INTO versions"
        " (code, number, digest, status, author, proposed_at, decided_by, decided_at, judged) "
        "SELECT code, number, digest, 'published', published_by, published_at, published_by, published_at,"
        " '{}' FROM publications"
    )
    with op.batch_alter_table("publications", table_kwargs=_STRICT) as batch:
        batch.drop_constraint("uq_publications_code_number", type_="unique")
        for name in _MOVED:
            batch.drop_column(name)


def downgrade() -> None:
    """Move them back, without what was only put forward: nothing lives under it."""
    with op.batch_alter_table("publications", table_kwargs=_STRICT) as batch:
        batch.add_column(sa.Column("number", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("published_at", sa.Text(), nullable=True))
        batch.add_column(sa.Column("published_by", sa.Text(), nullable=True))
    op.execute(
        "UPDATE publications SET number = (SELECT MIN(number) FROM versions"
        " WHERE versions.digest = publications.digest AND status = 'published')"
    )
    first = "FROM versions WHERE versions.code = publications.code AND versions.number = publications.number"
    op.execute(
        f"UPDATE publications SET published_at = (SELECT decided_at {first}),"  # noqa: S608 -- our own constants
        f" published_by = (SELECT decided_by {first})"
    )
    op.drop_index("ix_versions_digest", "versions")
    op.drop_table("versions")
    op.execute("DELETE FROM publications WHERE number IS NULL")
    with op.batch_alter_table("publications", table_kwargs=_STRICT) as batch:
        batch.alter_column("number", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("published_at", existing_type=sa.Text(), nullable=False)
        batch.alter_column("published_by", existing_type=sa.Text(), nullable=False)
        batch.create_unique_constraint("uq_publications_code_number", ["code", "number"])
