-- The reconciler writes only what changed: last_seen is when a client was last met with other facts
-- than before. Shadows are told in the order of code points, whatever the database's language.
create index known_client_in_order on known_client (realm, client_uuid collate "C");
comment on column known_client.last_seen is 'when it was last met with facts that differed';

-- Whom a client's name, the name of its siblings and whoever made it lead to.
create index known_client_by_name on known_client (realm, client_id collate "C");
create index known_client_by_end on known_client (realm, reverse(client_id) collate "C");
create index known_client_by_maker
  on known_client (realm, (facts -> 'origin' -> 'by' ->> 'user'))
  where facts -> 'origin' -> 'by' ->> 'user' is not null;

-- A client that somebody would take under governance, and what it would become. Nothing about the
-- client changes before a person accepts to answer for it.
create table adoption (
  id          uuid        primary key,
  realm       text        not null,
  client_uuid text        not null,
  client_id   text        not null,
  draft       jsonb       not null,
  state       text        not null check (state in ('ASKED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  reason      text,
  opened_at   timestamptz not null,
  opened_by   text        not null,
  closed_at   timestamptz,
  identity_id uuid        references identity,
  check ((state = 'ASKED') = (closed_at is null)),
  check ((state = 'ACCEPTED') = (identity_id is not null))
);
-- A client is adopted once at a time.
create unique index adoption_open on adoption (realm, client_uuid) where closed_at is null;
create index adoption_of_client on adoption (realm, client_uuid);

-- Who may answer for it, in the order in which they are asked, and why they.
create table adoption_candidate (
  adoption_id uuid        not null references adoption on delete cascade,
  place       int         not null,
  person      text        not null,
  role        text        not null check (role in ('OWNER', 'BACKUP', 'SPONSOR')),
  weight      int         not null check (weight between 0 and 100),
  evidence    jsonb       not null,
  answer      text        not null check (answer in ('NOT_ASKED', 'ASKED', 'ACCEPTED', 'DECLINED')),
  reason      text,
  answered_at timestamptz,
  primary key (adoption_id, place),
  unique (adoption_id, person, role),
  check ((answer in ('ACCEPTED', 'DECLINED')) = (answered_at is not null))
);
create index adoption_candidate_asked on adoption_candidate (person, adoption_id)
  where answer = 'ASKED';
