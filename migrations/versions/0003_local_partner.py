"""Whom a desk refers to: the organisations of its own place, with their public number."""

import sqlalchemy as sa
from alembic import op


revision = '0003_local_partner'
down_revision = '0002_token_label'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('local_partner',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('referral', sa.String(20), nullable=False),
    sa.Column('organisation', sa.String(80), nullable=False),
    sa.Column('phone', sa.String(40), nullable=False),
    sa.Column('reachable_when', sa.String(120), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_local_partner_desk_id_desk'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_local_partner')),
    sa.UniqueConstraint('code', name=op.f('uq_local_partner_code')),
    sa.UniqueConstraint('desk_id', 'referral', 'organisation', name=op.f('uq_local_partner_desk_id_referral_organisation'))
    )
    with op.batch_alter_table('local_partner', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_local_partner_desk_id'), ['desk_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('local_partner', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_local_partner_desk_id'))

    op.drop_table('local_partner')
