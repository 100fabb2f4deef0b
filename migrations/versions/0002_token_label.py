"""What a token of a machine is for, so that the right one is withdrawn."""

import sqlalchemy as sa
from alembic import op


revision = '0002_token_label'
down_revision = '0001_first_desk'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('api_token', schema=None) as batch_op:
        batch_op.add_column(sa.Column('label', sa.String(60), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('api_token', schema=None) as batch_op:
        batch_op.drop_column('label')
