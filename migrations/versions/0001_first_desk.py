"""The tables of the first whole desk."""

import sqlalchemy as sa
from alembic import op


revision = '0001_first_desk'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('attempts',
    sa.Column('subject', sa.String(80), nullable=False),
    sa.Column('wrong', sa.Integer(), nullable=False),
    sa.Column('free_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('subject', name=op.f('pk_attempts'))
    )
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempts_last_at'), ['last_at'], unique=False)

    op.create_table('audit_event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('desk_id', sa.Integer(), nullable=True),
    sa.Column('what', sa.String(40), nullable=False),
    sa.Column('about', sa.String(80), nullable=False),
    sa.Column('chain', sa.String(64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_event'))
    )
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_event_at'), ['at'], unique=False)

    op.create_table('desk',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(40), nullable=False),
    sa.Column('name', sa.String(80), nullable=False),
    sa.Column('place', sa.String(160), nullable=False),
    sa.Column('reach_us', sa.String(40), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('zone', sa.String(40), nullable=False),
    sa.Column('weekly_hours', sa.JSON(), nullable=False),
    sa.Column('tables', sa.Integer(), nullable=False),
    sa.Column('responsible', sa.String(160), nullable=False),
    sa.Column('privacy_contact', sa.String(160), nullable=False),
    sa.Column('assessed_on', sa.Date(), nullable=True),
    sa.Column('is_slip_readable_at_home', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_desk')),
    sa.UniqueConstraint('slug', name=op.f('uq_desk_slug'))
    )
    op.create_table('draft',
    sa.Column('handle', sa.String(16), nullable=False),
    sa.Column('save_number', sa.Integer(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('wrapped_key', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('handle', name=op.f('pk_draft'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_expires_at'), ['expires_at'], unique=False)

    op.create_table('form_state',
    sa.Column('handle', sa.String(32), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('handle', name=op.f('pk_form_state'))
    )
    with op.batch_alter_table('form_state', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_form_state_expires_at'), ['expires_at'], unique=False)

    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=False),
    sa.Column('name', sa.String(80), nullable=False),
    sa.Column('sign_in_name', sa.String(80), nullable=True),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('interface_language', sa.String(8), nullable=False),
    sa.Column('pin_hash', sa.String(200), nullable=True),
    sa.Column('password_hash', sa.String(200), nullable=True),
    sa.Column('totp_sealed', sa.LargeBinary(), nullable=True),
    sa.Column('totp_last_step', sa.Integer(), nullable=False),
    sa.Column('note_signed_on', sa.Date(), nullable=True),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('code', name=op.f('uq_person_code')),
    sa.UniqueConstraint('sign_in_name', name=op.f('uq_person_sign_in_name'))
    )
    op.create_table('receipt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(40), nullable=False),
    sa.Column('how_many', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_receipt'))
    )
    op.create_table('slip',
    sa.Column('handle', sa.String(16), nullable=False),
    sa.Column('epoch', sa.String(12), nullable=False),
    sa.Column('salt', sa.LargeBinary(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answers_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_readable_at_home', sa.Boolean(), nullable=False),
    sa.Column('sealed_steps', sa.LargeBinary(), nullable=False),
    sa.Column('sealed_answers', sa.LargeBinary(), nullable=True),
    sa.Column('wrapped_key', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('handle', name=op.f('pk_slip'))
    )
    with op.batch_alter_table('slip', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_slip_expires_at'), ['expires_at'], unique=False)

    op.create_table('api_token',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('scope', sa.String(20), nullable=False),
    sa.Column('token_hash', sa.String(64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_api_token_desk_id_desk'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_api_token_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_token')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_api_token_token_hash'))
    )
    with op.batch_alter_table('api_token', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_api_token_desk_id'), ['desk_id'], unique=False)

    op.create_table('daily_fact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(16), nullable=False),
    sa.Column('subject', sa.String(90), nullable=False),
    sa.Column('language', sa.String(8), nullable=False),
    sa.Column('origin', sa.String(8), nullable=False),
    sa.Column('outcome', sa.String(24), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_daily_fact_desk_id_desk'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_daily_fact')),
    sa.UniqueConstraint('desk_id', 'day', 'kind', 'subject', 'language', 'origin', 'outcome', name=op.f('uq_daily_fact_desk_id_day_kind_subject_language_origin_outcome'))
    )
    with op.batch_alter_table('daily_fact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_daily_fact_day'), ['day'], unique=False)

    op.create_table('device',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(24), nullable=False),
    sa.Column('label', sa.String(60), nullable=False),
    sa.Column('token_hash', sa.String(64), nullable=False),
    sa.Column('enrolled_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('cut_off_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_device_desk_id_desk'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device')),
    sa.UniqueConstraint('code', name=op.f('uq_device_code')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_device_token_hash'))
    )
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_device_desk_id'), ['desk_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=True),
    sa.Column('role', sa.String(24), nullable=False),
    sa.Column('families', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_membership_desk_id_desk'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_membership_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('person_id', 'desk_id', 'role', name=op.f('uq_membership_person_id_desk_id_role'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_desk_id'), ['desk_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_person_id'), ['person_id'], unique=False)

    op.create_table('one_time_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(10), nullable=False),
    sa.Column('token_hash', sa.String(64), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(20), nullable=False),
    sa.Column('label', sa.String(60), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("purpose IN ('setup', 'enrol', 'pin', 'join')", name=op.f('ck_one_time_link_purpose_known')),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_one_time_link_desk_id_desk'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_one_time_link_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_link')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_one_time_link_token_hash'))
    )
    op.create_table('opening',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('begins_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(24), nullable=False),
    sa.Column('last_number', sa.Integer(), nullable=False),
    sa.Column('last_sequence', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_opening_desk_id_desk'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opening')),
    sa.UniqueConstraint('desk_id', 'day', name=op.f('uq_opening_desk_id_day'))
    )
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opening_day'), ['day'], unique=False)
        batch_op.create_index(batch_op.f('ix_opening_desk_id'), ['desk_id'], unique=False)

    op.create_table('tip',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('card', sa.String(64), nullable=False),
    sa.Column('step', sa.String(64), nullable=False),
    sa.Column('language', sa.String(8), nullable=False),
    sa.Column('text', sa.String(300), nullable=False),
    sa.Column('state', sa.String(24), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('approved_by', sa.Integer(), nullable=True),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['approved_by'], ['person.id'], name=op.f('fk_tip_approved_by_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_tip_author_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_tip_desk_id_desk'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tip')),
    sa.UniqueConstraint('code', name=op.f('uq_tip_code'))
    )
    with op.batch_alter_table('tip', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tip_card'), ['card'], unique=False)
        batch_op.create_index(batch_op.f('ix_tip_desk_id'), ['desk_id'], unique=False)

    op.create_table('hint',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=False),
    sa.Column('desk_id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(16), nullable=False),
    sa.Column('subject', sa.String(90), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('expected', sa.Float(), nullable=True),
    sa.Column('compared', sa.Integer(), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_true', sa.Boolean(), nullable=True),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('judged_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_hint_desk_id_desk'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['judged_by'], ['person.id'], name=op.f('fk_hint_judged_by_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_hint_opening_id_opening'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hint')),
    sa.UniqueConstraint('code', name=op.f('uq_hint_code')),
    sa.UniqueConstraint('opening_id', 'kind', 'subject', name=op.f('uq_hint_opening_id_kind_subject'))
    )
    with op.batch_alter_table('hint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hint_desk_id'), ['desk_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_hint_opening_id'), ['opening_id'], unique=False)

    op.create_table('reachable',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('referral', sa.String(20), nullable=False),
    sa.Column('organisation', sa.String(80), nullable=False),
    sa.Column('how', sa.String(120), nullable=False),
    sa.Column('until_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_reachable_opening_id_opening'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reachable'))
    )
    with op.batch_alter_table('reachable', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reachable_opening_id'), ['opening_id'], unique=False)

    op.create_table('roster',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(20), nullable=False),
    sa.Column('table_label', sa.String(20), nullable=True),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_roster_opening_id_opening'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_roster_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster')),
    sa.UniqueConstraint('opening_id', 'person_id', 'role', name=op.f('uq_roster_opening_id_person_id_role'))
    )
    with op.batch_alter_table('roster', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roster_opening_id'), ['opening_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_roster_person_id'), ['person_id'], unique=False)

    op.create_table('sign_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('device_id', sa.Integer(), nullable=True),
    sa.Column('desk_id', sa.Integer(), nullable=True),
    sa.Column('token_hash', sa.String(64), nullable=False),
    sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('locked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['desk_id'], ['desk.id'], name=op.f('fk_sign_in_desk_id_desk'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_sign_in_device_id_device'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sign_in_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_in_token_hash'))
    )
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_device_id'), ['device_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sign_in_ends_at'), ['ends_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_sign_in_person_id'), ['person_id'], unique=False)

    op.create_table('ticket',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=True),
    sa.Column('once', sa.String(80), nullable=True),
    sa.Column('language', sa.String(8), nullable=False),
    sa.Column('topic', sa.String(40), nullable=True),
    sa.Column('must_act', sa.String(24), nullable=False),
    sa.Column('is_returning', sa.Boolean(), nullable=False),
    sa.Column('flags', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(24), nullable=False),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_sequence', sa.Integer(), nullable=False),
    sa.Column('overtaken', sa.Integer(), nullable=False),
    sa.Column('recalls', sa.Integer(), nullable=False),
    sa.Column('table_label', sa.String(20), nullable=True),
    sa.CheckConstraint("must_act IN ('today', 'week', 'later', 'no', 'unknown')", name=op.f('ck_ticket_must_act_known')),
    sa.CheckConstraint("state IN ('waiting', 'called', 'at_table', 'done', 'not_there', 'stepped_out', 'handed_over', 'left_unhelped', 'sent_home')", name=op.f('ck_ticket_state_known')),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_ticket_opening_id_opening'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ticket')),
    sa.UniqueConstraint('code', name=op.f('uq_ticket_code')),
    sa.UniqueConstraint('once', name=op.f('uq_ticket_once')),
    sa.UniqueConstraint('opening_id', 'number', name=op.f('uq_ticket_opening_id_number'))
    )
    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.create_index('ix_ticket_line', ['opening_id', 'state', 'number'], unique=False)

    op.create_table('period',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ticket_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(24), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('table_label', sa.String(20), nullable=True),
    sa.Column('rule', sa.String(40), nullable=False),
    sa.Column('by_role', sa.String(20), nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'called', 'at_table', 'done', 'not_there', 'stepped_out', 'handed_over', 'left_unhelped', 'sent_home')", name=op.f('ck_period_state_known')),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_period_ticket_id_ticket'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_period'))
    )
    with op.batch_alter_table('period', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_period_ticket_id'), ['ticket_id'], unique=False)

    op.create_table('visit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=False),
    sa.Column('opening_id', sa.Integer(), nullable=False),
    sa.Column('ticket_id', sa.Integer(), nullable=True),
    sa.Column('sign_in_id', sa.Integer(), nullable=True),
    sa.Column('table_label', sa.String(20), nullable=True),
    sa.Column('language', sa.String(8), nullable=False),
    sa.Column('help_mode', sa.String(20), nullable=False),
    sa.Column('is_hidden', sa.Boolean(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['opening_id'], ['opening.id'], name=op.f('fk_visit_opening_id_opening'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sign_in_id'], ['sign_in.id'], name=op.f('fk_visit_sign_in_id_sign_in'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['ticket_id'], ['ticket.id'], name=op.f('fk_visit_ticket_id_ticket'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit')),
    sa.UniqueConstraint('code', name=op.f('uq_visit_code'))
    )
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_opening_id'), ['opening_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_sign_in_id'), ['sign_in_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_ticket_id'), ['ticket_id'], unique=False)

    op.create_table('question',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(32), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('card', sa.String(64), nullable=True),
    sa.Column('topic', sa.String(40), nullable=True),
    sa.Column('letter_sender', sa.String(40), nullable=True),
    sa.Column('letter_kind', sa.String(40), nullable=True),
    sa.Column('origin', sa.String(24), nullable=False),
    sa.Column('channel', sa.String(20), nullable=False),
    sa.Column('deadline', sa.String(12), nullable=False),
    sa.Column('at_step', sa.String(64), nullable=False),
    sa.Column('steps_done', sa.JSON(), nullable=False),
    sa.Column('outcome', sa.String(24), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("origin IN ('asked', 'found')", name=op.f('ck_question_origin_known')),
    sa.CheckConstraint("outcome IS NULL OR outcome IN ('done', 'visitor_continues', 'waiting_for_authority', 'handed_over', 'not_possible', 'stopped')", name=op.f('ck_question_outcome_known')),
    sa.ForeignKeyConstraint(['visit_id'], ['visit.id'], name=op.f('fk_question_visit_id_visit'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('code', name=op.f('uq_question_code'))
    )
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_question_asked_at'), ['asked_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_question_visit_id'), ['visit_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('question', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_question_visit_id'))
        batch_op.drop_index(batch_op.f('ix_question_asked_at'))

    op.drop_table('question')
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_visit_ticket_id'))
        batch_op.drop_index(batch_op.f('ix_visit_sign_in_id'))
        batch_op.drop_index(batch_op.f('ix_visit_opening_id'))

    op.drop_table('visit')
    with op.batch_alter_table('period', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_period_ticket_id'))

    op.drop_table('period')
    with op.batch_alter_table('ticket', schema=None) as batch_op:
        batch_op.drop_index('ix_ticket_line')

    op.drop_table('ticket')
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_person_id'))
        batch_op.drop_index(batch_op.f('ix_sign_in_ends_at'))
        batch_op.drop_index(batch_op.f('ix_sign_in_device_id'))

    op.drop_table('sign_in')
    with op.batch_alter_table('roster', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_roster_person_id'))
        batch_op.drop_index(batch_op.f('ix_roster_opening_id'))

    op.drop_table('roster')
    with op.batch_alter_table('reachable', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reachable_opening_id'))

    op.drop_table('reachable')
    with op.batch_alter_table('hint', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_hint_opening_id'))
        batch_op.drop_index(batch_op.f('ix_hint_desk_id'))

    op.drop_table('hint')
    with op.batch_alter_table('tip', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tip_desk_id'))
        batch_op.drop_index(batch_op.f('ix_tip_card'))

    op.drop_table('tip')
    with op.batch_alter_table('opening', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opening_desk_id'))
        batch_op.drop_index(batch_op.f('ix_opening_day'))

    op.drop_table('opening')
    op.drop_table('one_time_link')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_person_id'))
        batch_op.drop_index(batch_op.f('ix_membership_desk_id'))

    op.drop_table('membership')
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_device_desk_id'))

    op.drop_table('device')
    with op.batch_alter_table('daily_fact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_daily_fact_day'))

    op.drop_table('daily_fact')
    with op.batch_alter_table('api_token', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_api_token_desk_id'))

    op.drop_table('api_token')
    with op.batch_alter_table('slip', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_slip_expires_at'))

    op.drop_table('slip')
    op.drop_table('receipt')
    op.drop_table('person')
    with op.batch_alter_table('form_state', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_form_state_expires_at'))

    op.drop_table('form_state')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_expires_at'))

    op.drop_table('draft')
    op.drop_table('desk')
    with op.batch_alter_table('audit_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_event_at'))

    op.drop_table('audit_event')
    with op.batch_alter_table('attempts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attempts_last_at'))

    op.drop_table('attempts')
