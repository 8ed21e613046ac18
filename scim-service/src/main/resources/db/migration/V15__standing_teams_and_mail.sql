-- Who came by itself counts as acting by itself, whichever grants it has.
update known_client set acts_by_itself = true
where not acts_by_itself
  and facts -> 'origin' ->> 'how' in ('dynamic-registration', 'metadata-document');

-- Identities that nobody had accepted to own when the last who was named went, and since when
-- somebody else is looked for: the beginning of the hand-over, where there is one.
create table owner_sought (
  identity_id uuid        primary key references identity on delete cascade,
  since       timestamptz not null
);

-- Groups that are to answer for identities: whoever is in them is asked, now and later.
create table standing_team (
  identity_id uuid        not null references identity on delete cascade,
  group_id    uuid        not null references scim_group on delete cascade,
  role        text        not null check (role in ('OWNER', 'BACKUP', 'SPONSOR')),
  since       timestamptz not null,
  named_by    text        not null,
  primary key (identity_id, group_id, role)
);
create index standing_team_of_group on standing_team (group_id);

-- Since when somebody has been asked to answer for a client, and since when nobody is left to ask.
alter table adoption_candidate add column asked_at timestamptz;
update adoption_candidate c set asked_at = a.opened_at
from adoption a where a.id = c.adoption_id and c.answer <> 'NOT_ASKED';
alter table adoption add column unanswered_since timestamptz;
create index adoption_waiting on adoption (opened_at) where state = 'ASKED' and unanswered_since is null;

-- From when until when something was so that no other record tells of: a client was a shadow, a
-- person owned more of a tier than anybody should. Told of from the moment this table came.
create table was_so (
  what      text        not null check (what in ('SHADOW', 'OVER_LIMIT')),
  subject   text        not null,
  detail    text        not null,
  since     timestamptz not null,
  until     timestamptz,
  check (until is null or until >= since)
);
create unique index was_so_still on was_so (what, subject, detail) where until is null;
create index was_so_then on was_so (what, subject collate "C", since);
-- Since when it is kept what was so; nothing before is told of.
create table was_so_kept (since timestamptz not null);
create unique index was_so_kept_once on was_so_kept ((true));

-- What people are to be told by mail, each once, and have been told.
create table letter (
  kind            text        not null,
  subject         uuid        not null,
  person          text        not null,
  name            text        not null,
  until           timestamptz,
  written_at      timestamptz not null,
  attempts        int         not null default 0,
  next_attempt_at timestamptz not null,
  sent_at         timestamptz,
  given_up_at     timestamptz,
  cause           text,
  primary key (kind, subject, person)
);
create index letter_due on letter (next_attempt_at) where sent_at is null and given_up_at is null;
create index ownership_question_waiting on ownership_question (asked_at) where closed_at is null;
create index identity_owner_named on identity_owner (identity_id, person) where accepted_at is null;
