-- People, as a feed describes them (SCIM /Users) and as Keycloak knows them. Neither overwrites the
-- other's word: "feed" is what the feed said last, "account" what Keycloak did, and what follows
-- from both is derived here and nowhere else.
alter table person
  add column version            bigint not null default 1 check (version >= 1),
  add column subject            text,   -- who they are in Keycloak's tokens
  add column feed               text   not null default 'NONE'
    check (feed in ('NONE', 'ACTIVE', 'INACTIVE', 'DELETED')),
  add column account            text   not null default 'UNKNOWN'
    check (account in ('UNKNOWN', 'ENABLED', 'DISABLED', 'GONE')),
  add column fed_at             timestamptz,
  add column created            timestamptz,
  add column modified           timestamptz,
  add column external_id        text,
  add column formatted_name     text,
  add column family_name        text,
  add column given_name         text,
  add column middle_name        text,
  add column honorific_prefix   text,
  add column honorific_suffix   text,
  add column nick_name          text,
  add column profile_url        text,
  add column title              text,
  add column user_type          text,
  add column preferred_language text,
  add column locale             text,
  add column timezone           text,
  add column employee_number    text,
  add column cost_center        text,
  add column organization       text,
  add column division           text,
  add column department         text,
  add column manager            text,   -- the id of a person, known here or not
  alter column last_seen drop not null;
alter table person rename column name to display_name;

-- Until now, everybody was as Keycloak described them.
update person set
  subject = id,
  account = case when deleted then 'GONE' when present then 'ENABLED' else 'DISABLED' end,
  created = last_seen,
  modified = last_seen;
alter table person drop column present, drop column deleted;

create function active(feed text, account text) returns boolean language sql immutable as
  $$ select feed = 'ACTIVE' or (feed = 'NONE' and account = 'ENABLED') $$;
create function present(feed text, account text) returns boolean language sql immutable as
  $$ select active(feed, account) and account in ('ENABLED', 'UNKNOWN') $$;

alter table person
  alter column created  set not null,
  alter column modified set not null,
  -- what SCIM shows
  add column active  boolean not null generated always as (active(feed, account)) stored,
  -- who can be asked
  add column present boolean not null generated always as (present(feed, account)) stored,
  -- who left, rather than being away
  add column deleted boolean not null
    generated always as (feed = 'DELETED' or account = 'GONE') stored,
  -- who is there to be shown
  add column listed  boolean not null
    generated always as (feed in ('ACTIVE', 'INACTIVE') or (feed = 'NONE' and account <> 'GONE'))
    stored,
  add check (present = (gone_at is null)),
  add check ((feed = 'NONE') = (fed_at is null)),
  add check ((account = 'UNKNOWN') = (subject is null));

drop index person_user_name;
create index person_user_name on person (lower(user_name) text_pattern_ops);
-- Who is fed keeps the name; who was deleted gives it free.
create unique index person_fed_user_name on person (lower(user_name))
  where feed in ('ACTIVE', 'INACTIVE');
create unique index person_subject on person (subject) where feed <> 'DELETED';
create index person_external_id on person (external_id);
create index person_display_name on person (lower(display_name) text_pattern_ops);
create index person_manager on person (manager);
create index person_created on person (created, id);
create index person_modified on person (modified, id);

-- What a person may have several of, in the order in which they were named. Long values stand in
-- "content", which no index holds.
create table person_value (
  person_id      text    not null references person on delete cascade,
  position       int     not null,
  kind           text    not null check (kind in (
    'EMAIL', 'PHONE', 'IM', 'PHOTO', 'ADDRESS', 'ENTITLEMENT', 'ROLE', 'CERTIFICATE')),
  value          text    check (length(value) <= 600),
  content        text,
  display        text,
  type           text,
  is_primary     boolean,
  formatted      text,
  street_address text,
  locality       text,
  region         text,
  postal_code    text,
  country        text,
  primary key (person_id, position)
);
create index person_value_lookup on person_value (kind, lower(value) text_pattern_ops, person_id);

insert into person_value (person_id, position, kind, value, is_primary)
  select id, 0, 'EMAIL', email, true from person where length(email) <= 600;
alter table person drop column email;

-- Teams of people, and sets of identities. Names need not be unique.
create table scim_group (
  id           uuid        primary key,
  version      bigint      not null check (version >= 1),
  display_name text        not null check (display_name <> ''),
  external_id  text,
  created      timestamptz not null,
  modified     timestamptz not null
);
create index scim_group_display_name on scim_group (lower(display_name) text_pattern_ops);
create index scim_group_external_id on scim_group (external_id);
create index scim_group_created on scim_group (created, id);
create index scim_group_modified on scim_group (modified, id);

-- Who is in a group: a person, an identity, or a group.
create table scim_group_member (
  group_id uuid   not null references scim_group on delete cascade,
  member   text   not null,
  type     text   not null check (type in ('USER', 'GROUP', 'AGENT', 'SERVICE_ACCOUNT')),
  place    bigint not null generated always as identity,
  primary key (group_id, member)
);
create index scim_group_member_of on scim_group_member (member, group_id);
