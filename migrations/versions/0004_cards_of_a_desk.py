"""What desks say of the cards: withdrawn, checked, wrong, other words, notes; and words that found nothing."""

import sqlalchemy as sa
from alembic import op


revision = '0004_cards_of_a_desk'
down_revision = '0003_local_partner'
branch_labels = None
depends_on = None


def _unmet_word() -> None:
    op.create_table('unmet_word',
    sa.Column('mark', sa.String(64), nullable=False),
    sa.Column('word', sa.String(32), nullable=True),
    sa.Column('language', sa.String(8), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('mark', name=op.f('pk_unmet_word'))
    )
    with op.batch_alter_table('unmet_word', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unmet_word_last_on'), ['last_on'], unique=False)


def _card_mark() -> None:
    op.create_table('card_mark',
    sa.Column('card', sa.String(64), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Integer(), nullable=True),
    sa.Column('why', sa.String(200), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('checked_by', sa.Integer(), nullable=True),
    sa.Column('checked_source', sa.String(200), nullable=False),
    sa.ForeignKeyConstraint(['checked_by'], ['person.id'], name=op.f('fk_card_mark_checked_by_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['withdrawn_by'], ['person.id'], name=op.f('fk_card_mark_withdrawn_by_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('card', name=op.f('pk_card_mark'))
    )


def _card_report() -> None:
    op.create_table('card_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=False),
    sa.Column('card', sa.String(64), nullable=False),
    sa.Column('step', sa.String(64), nullable=False),
    sa.Column('text', sa.String(300), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('closed_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_card_report_author_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['closed_by'], ['person.id'], name=op.f('fk_card_report_closed_by_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_card_report_desk_id_desk'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card_report')),
    sa.UniqueConstraint('code', name=op.f('uq_card_report_code'))
    )
    with op.batch_alter_table('card_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_card_report_card'), ['card'], unique=False)
        batch_op.create_index(batch_op.f('ix_card_report_desk_id'), ['desk_id'], unique=False)


def _card_revision() -> None:
    op.create_table('card_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=False),
    sa.Column('card', sa.String(64), nullable=False),
    sa.Column('state', sa.String(24), nullable=False),
    sa.Column('open_as', sa.String(24), nullable=True),
    sa.Column('save_number', sa.Integer(), nullable=False),
    sa.Column('texts', sa.JSON(), nullable=False),
    sa.Column('translations', sa.JSON(), nullable=False),
    sa.Column('base', sa.JSON(), nullable=False),
    sa.Column('why', sa.String(200), nullable=False),
    sa.Column('authors', sa.JSON(), nullable=False),
    sa.Column('published_by', sa.Integer(), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['published_by'], ['person.id'], name=op.f('fk_card_revision_published_by_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_card_revision')),
    sa.UniqueConstraint('card', 'open_as', name=op.f('uq_card_revision_card_open_as')),
    sa.UniqueConstraint('code', name=op.f('uq_card_revision_code'))
    )
    with op.batch_alter_table('card_revision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_card_revision_card'), ['card'], unique=False)


def _desk_note() -> None:
    op.create_table('desk_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('card', sa.String(64), nullable=False),
    sa.Column('text', sa.String(400), nullable=False),
    sa.Column('written_by', sa.Integer(), nullable=True),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_desk_note_desk_id_desk'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['written_by'], ['person.id'], name=op.f('fk_desk_note_written_by_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk_note')),
    sa.UniqueConstraint('desk_id', 'card', name=op.f('uq_desk_note_desk_id_card'))
    )
    with op.batch_alter_table('desk_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_desk_note_card'), ['card'], unique=False)
        batch_op.create_index(batch_op.f('ix_desk_note_desk_id'), ['desk_id'], unique=False)


def upgrade() -> None:
    _unmet_word()
    _card_mark()
    _card_report()
    _card_revision()
    _desk_note()


def downgrade() -> None:
    with op.batch_alter_table('desk_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_desk_note_desk_id'))
        batch_op.drop_index(batch_op.f('ix_desk_note_card'))

    op.drop_table('desk_note')
    with op.batch_alter_table('card_revision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_card_revision_card'))

    op.drop_table('card_revision')
    with op.batch_alter_table('card_report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_card_report_desk_id'))
        batch_op.drop_index(batch_op.f('ix_card_report_card'))

    op.drop_table('card_report')
    op.drop_table('card_mark')
    with op.batch_alter_table('unmet_word', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unmet_word_last_on'))

    op.drop_table('unmet_word')
