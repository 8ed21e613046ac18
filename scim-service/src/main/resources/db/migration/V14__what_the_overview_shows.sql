-- Counts over all rows, as last made: a page shows them without looking at a million rows. When each
-- of them was made is told beside.
create table tallied (
  what text        primary key,
  at   timestamptz not null
);

create table population (
  standing  text   not null,
  risk_tier text   not null,
  kind      text   not null,
  found     bigint not null,
  primary key (standing, risk_tier, kind)
);

-- What ends in each of the coming weeks, by the Monday (UTC) they begin on, and what ends it.
create table ending (
  week  date   not null,
  cause text   not null check (cause in ('REVIEW', 'VALIDITY', 'OWNER')),
  found bigint not null,
  primary key (week, cause)
);

-- Of the identities linked to a control, how many there are and how many have a current review.
create table control_coverage (
  framework text   not null,
  control   text   not null,
  linked    bigint not null,
  reviewed  bigint not null check (reviewed <= linked),
  primary key (framework, control)
);

-- What became of the reviews that were due in a week; those from before the first week that are
-- still open stand before it.
create table review_week (
  week  date   not null,
  state text   not null check (state in ('IN_TIME', 'LATE', 'OPEN', 'OVERDUE')),
  found bigint not null,
  primary key (week, state)
);
create index review_decided on review (due, id)
  where closed_at is not null and verdict <> 'OVERTAKEN';

-- How many orphans there were at the end of each day (UTC); OWNERLESS are those of all reasons that
-- leave an identity without an owner, each counted once.
create table orphan_day (
  day    date   not null,
  reason text   not null,
  found  bigint not null,
  primary key (day, reason)
);

-- Who was named and never accepted, by person: looked up when somebody goes.
create index identity_owner_silent on identity_owner (person)
  where role = 'OWNER' and accepted_at is null;

-- How the comparisons of the registry with the gate of a realm went lately.
create table comparison (
  realm       text primary key,
  finished_at timestamptz,
  trouble     text,
  trouble_at  timestamptz,
  check ((trouble is null) = (trouble_at is null))
);
-- All that the gate said when it was asked about itself.
alter table gate_posture add column said jsonb;
create index parcel_undelivered on parcel (realm, enqueued_at) where state in ('WAITING', 'DEAD');

-- What somebody did, the newest first.
create index ledger_entry_actor
  on ledger_entry ((text::jsonb -> 'actor' ->> 'subject'), position);

-- Recomputations of the whole tree that somebody asked for, and what came of them.
create table ledger_check (
  id          uuid        primary key,
  asked_at    timestamptz not null,
  asked_by    text        not null,
  finished_at timestamptz,
  proven      boolean,
  size        bigint,
  root        text,
  flaw        text,
  detail      text,
  check ((finished_at is null) = (proven is null))
);
create index ledger_check_asked on ledger_check (asked_at);

-- What somebody asked to be done to many at once, each time under an id of its own, so that a second
-- click does nothing a second time; and what became of each, once it is done.
create table errand (
  id       uuid        primary key,
  what     text        not null,
  person   text        not null,
  asked_at timestamptz not null,
  results  jsonb
);
create index errand_asked on errand (asked_at);
