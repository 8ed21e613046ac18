-- From when until when an identity waits for somebody to answer for it, and who holds it meanwhile.
-- The dates that the gate goes by (grace_from, brownout_from, good_until) follow from it as they do
-- from cadence and validity.
alter table identity
  add column hand_over_began    timestamptz,
  add column hand_over_deadline timestamptz,
  add column custodian          text,
  add check ((hand_over_began is null) = (hand_over_deadline is null)),
  add check (hand_over_began < hand_over_deadline),
  add check (custodian is null or hand_over_began is not null);
create index identity_hand_over on identity (hand_over_deadline) where hand_over_deadline is not null;

-- What the ledger was last told of a person's presence. Who is new is told of when they go; who was
-- gone before there was this column is told of once.
alter table person add column told_present boolean not null default true;
create index person_untold on person (id) where told_present <> present;
create index person_gone on person (id) where not present;

-- Somebody was asked to answer for an identity without standing on its record, and why they.
create table ownership_question (
  id          uuid        primary key default gen_random_uuid(),
  identity_id uuid        not null references identity on delete cascade,
  person      text        not null,
  role        text        not null check (role in ('OWNER', 'BACKUP', 'SPONSOR')),
  evidence    text[]      not null,
  hand_over   boolean     not null,      -- asked because its owners went
  asked_at    timestamptz not null,
  answer      text        check (answer in ('ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  reason      text,
  closed_at   timestamptz,
  check ((answer is null) = (closed_at is null))
);
create unique index ownership_question_open on ownership_question (identity_id, person)
  where closed_at is null;
create index ownership_question_of_person on ownership_question (person, identity_id)
  where closed_at is null;
create index ownership_question_declined on ownership_question (identity_id, person)
  where answer = 'DECLINED';

-- Who was told that a hand-over takes long; nobody, where there was nobody to tell.
create table hand_over_escalation (
  identity_id uuid        not null references identity on delete cascade,
  began       timestamptz not null,
  step        text        not null check (step in ('MANAGER', 'SPONSOR')),
  person      text,
  at          timestamptz not null,
  primary key (identity_id, began, step)
);

-- Who owns more identities of a tier than anybody should, as last counted.
create table over_limit (
  person    text        not null,
  risk_tier text        not null,
  owned     bigint      not null,
  since     timestamptz not null,
  primary key (person, risk_tier)
);
