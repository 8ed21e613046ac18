-- One row per identity. The version is the one SCIM shows as ETag and the permit carries.
-- The dates that follow from cadence and validity are kept beside them, so that a million
-- identities can be asked who is due; what time alone changes (the standing) is not stored.
create table identity (
  id             uuid        primary key,
  version        bigint      not null check (version >= 1),
  kind           text        not null check (kind in ('AI_AGENT', 'SERVICE_ACCOUNT', 'WORKLOAD')),
  user_name      text        not null check (user_name <> ''),
  external_id    text,
  display_name   text,
  description    text,
  purpose        text,
  environment    text,
  risk_tier      text        not null check (risk_tier in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  realm          text,
  client_uuid    text,
  cadence        text        not null,   -- ISO 8601 periods
  grace          text        not null,
  brownout       text        not null,
  valid_from     timestamptz,
  valid_until    timestamptz,
  begun          boolean     not null,
  grants         text[]      not null,
  scopes         text[]      not null,
  longest_token  text        not null,   -- ISO 8601 duration
  last_reviewed  date        not null,
  intent         text        not null check (intent in ('PROPOSED', 'APPROVED', 'SUSPENDED', 'REVOKED')),
  review_due     date        not null,
  grace_from     timestamptz not null,
  brownout_from  timestamptz not null,
  good_until     timestamptz not null,
  created        timestamptz not null,
  modified       timestamptz not null,
  check ((realm is null) = (client_uuid is null)),
  check (valid_from < valid_until),
  check (begun or valid_from is not null),
  check (last_reviewed < review_due),
  unique (realm, client_uuid)            -- one client serves one identity
);
-- A revoked identity stays in the record and gives its name free (RFC 7644 section 3.6).
create unique index identity_user_name on identity (lower(user_name) text_pattern_ops)
  where intent <> 'REVOKED';
create index identity_external_id on identity (external_id);
create index identity_display_name on identity (lower(display_name) text_pattern_ops);
create index identity_review_due on identity (review_due) where intent = 'APPROVED';
create index identity_to_begin on identity (valid_from) where not begun;
create index identity_client on identity (client_uuid);
create index identity_created on identity (created, id);
create index identity_modified on identity (modified, id);

-- The standing of an identity at an instant, as Standing.of derives it.
create function standing(
  intent text, begun boolean, grace_from timestamptz, brownout_from timestamptz,
  good_until timestamptz, at timestamptz) returns text language sql immutable as $$
  select case
    when intent <> 'APPROVED' then intent
    when not begun then 'PROPOSED'
    when at >= good_until then 'LAPSED'
    when at >= brownout_from then 'BROWNOUT'
    when at >= grace_from then 'GRACE'
    else 'GOOD'
  end
$$;

-- Who answers for an identity, in the order in which they were named.
create table identity_owner (
  identity_id uuid        not null references identity on delete cascade,
  position    int         not null,
  person      text        not null,
  role        text        not null check (role in ('OWNER', 'BACKUP', 'SPONSOR')),
  accepted_at timestamptz,
  primary key (identity_id, position),
  unique (identity_id, person, role) deferrable initially deferred
);
create index identity_owner_person on identity_owner (person, identity_id);

-- The controls whose evidence an identity's reviews are.
create table identity_control (
  identity_id uuid not null references identity on delete cascade,
  framework   text not null,
  control     text not null,
  primary key (identity_id, framework, control)
);
create index identity_control_link on identity_control (framework, control, identity_id);

-- People, as Keycloak last described them. Who is not present answers for nothing.
create table person (
  id        text        primary key,
  user_name text        not null,
  email     text,
  name      text,
  present   boolean     not null,
  last_seen timestamptz not null,
  gone_at   timestamptz,
  deleted   boolean     not null default false,
  check (present = (gone_at is null)),
  check (not (present and deleted))
);
create index person_user_name on person (lower(user_name));

-- What happened and why. The text is the leaf of the Merkle tree; the columns are read from it and
-- cannot say anything else. An entry has no position until a sealer has given it one.
create table ledger_entry (
  id          uuid   primary key,
  seq         bigint generated always as identity unique,
  position    bigint unique check (position >= 0),
  text        text   not null,
  event       text   not null generated always as (text::jsonb ->> 'event') stored,
  identity_id uuid   generated always as ((text::jsonb ->> 'identity')::uuid) stored
);
create index ledger_entry_unsealed on ledger_entry (seq) where position is null;
create index ledger_entry_identity on ledger_entry (identity_id, position);
create index ledger_entry_event on ledger_entry (event, position);

create function refuse_to_rewrite_the_ledger() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.position is null and new.position is not null
     and old.id = new.id and old.text = new.text then
    return new;
  end if;
  raise exception 'the ledger only grows: % of entry % is refused', lower(tg_op), old.id;
end $$;
create trigger ledger_only_grows before update or delete on ledger_entry
  for each row execute function refuse_to_rewrite_the_ledger();

-- The hashes of complete subtrees; level 0 are the entries.
create table merkle_node (
  level int    not null check (level >= 0),
  index bigint not null check (index >= 0),
  hash  bytea  not null check (octet_length(hash) = 32),
  primary key (level, index)
);

-- Signed sizes and roots of the tree, as signed notes.
create table checkpoint (
  size bigint      primary key check (size >= 0),
  root bytea       not null check (octet_length(root) = 32),
  note text        not null,
  at   timestamptz not null
);

-- The newest permit of each identity that has a client, and whether Keycloak holds it.
create table parcel (
  identity_id     uuid        primary key references identity on delete cascade,
  version         bigint      not null,
  realm           text        not null,
  client_uuid     text        not null,
  intent          text        not null check (intent in ('PROPOSED', 'APPROVED', 'SUSPENDED', 'REVOKED')),
  permit          text        not null,
  state           text        not null check (state in ('WAITING', 'DELIVERED', 'SUPERSEDED', 'ORPHANED', 'DEAD')),
  attempts        int         not null default 0,
  last_error      text,
  enqueued_at     timestamptz not null default now(),
  next_attempt_at timestamptz not null default now(),
  leased_until    timestamptz,
  lease           uuid,
  finished_at     timestamptz,
  unique (realm, client_uuid),
  check ((lease is null) = (leased_until is null)),
  check ((state = 'WAITING') = (finished_at is null))
);
create index parcel_waiting on parcel (next_attempt_at) where state = 'WAITING';

-- Something wrong that was recorded once and is not over yet.
create table incident (
  realm       text        not null,
  client_uuid text        not null,
  kind        text        not null,
  since       timestamptz not null,
  primary key (realm, client_uuid, kind)
);

-- The clients of the gate's last inventory: those that can act on their own or hold a permit.
-- One for which no identity is registered is a shadow.
create table known_client (
  realm          text        not null,
  client_uuid    text        not null,
  client_id      text        not null,
  enabled        boolean     not null,
  acts_by_itself boolean     not null,
  permit_state   text        not null,
  permit_version bigint,
  facts          jsonb       not null,
  first_seen     timestamptz not null,
  last_seen      timestamptz not null,
  primary key (realm, client_uuid)
);

-- What the gate last said about itself.
create table gate_posture (
  realm        text        primary key,
  guard_active boolean     not null,
  problems     text[]      not null,
  asked_at     timestamptz not null
);

-- One identity before a reviewer. At most one is open per identity.
create table review (
  id          uuid        primary key default gen_random_uuid(),
  identity_id uuid        not null references identity on delete cascade,
  opened_at   timestamptz not null,
  due         date        not null,
  verdict     text        check (verdict in ('APPROVE', 'LIMIT', 'REVOKE', 'OVERTAKEN')),
  reason      text,
  reviewer    text,
  seen        bigint,                    -- the version that the reviewer decided on
  made        bigint,                    -- the version that the verdict made
  closed_at   timestamptz,
  check ((verdict is null) = (closed_at is null)),
  check ((verdict in ('APPROVE', 'LIMIT', 'REVOKE'))
         = (reason is not null and reviewer is not null and seen is not null and made is not null))
);
create unique index review_open on review (identity_id) where closed_at is null;
create index review_by_due on review (due, id) where closed_at is null;
create index review_of_identity on review (identity_id, opened_at);

-- A reviewer who left the verdict to others.
create table abstention (
  review_id uuid        not null references review on delete cascade,
  reviewer  text        not null,
  reason    text        not null,
  at        timestamptz not null,
  primary key (review_id, reviewer)
);

-- Timers of the service's jobs, kept by db-scheduler.
create table scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time);
