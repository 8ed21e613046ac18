-- The identities among which orphans are looked for, so that a page of the report costs what it shows
-- and not what there is. Each is judged again by whoever reads it: one too many is passed over, and
-- none may be missing. Of the dormant ones, those that will be by the end of the look ahead are here.
create table orphan_candidate (
  reason      text not null,
  risk_tier   text not null,
  kind        text not null,
  identity_id uuid not null references identity on delete cascade,
  environment text,
  primary key (reason, risk_tier, kind, identity_id)
);
create index orphan_candidate_of_identity on orphan_candidate (identity_id);
create index orphan_candidate_in_environment
  on orphan_candidate (environment, identity_id) include (reason, risk_tier, kind);

-- Identities of which something changed that may make orphans of them. They are candidates for every
-- reason until they are sorted in. Each change adds a row, so that no two writers wait for each other.
create table orphan_mark (
  identity_id uuid   not null,
  place       bigint not null generated always as identity,
  primary key (identity_id, place)
);

-- Until when the candidates are complete though time passes, and by which limits and environments.
create table orphan_look (
  until timestamptz not null,
  rules text        not null
);
create unique index orphan_look_once on orphan_look ((true));
insert into orphan_look values ('epoch', '');

create function mark_new_identities() returns trigger language plpgsql as $$
begin
  insert into orphan_mark (identity_id) select id from fresh;
  return null;
end $$;
create trigger orphan_mark_insert after insert on identity
  referencing new table as fresh
  for each statement execute function mark_new_identities();

create function mark_identity() returns trigger language plpgsql as $$
begin
  insert into orphan_mark (identity_id) values (new.id);
  return null;
end $$;
create trigger orphan_mark_update after update on identity
  for each row
  when (row (old.intent, old.begun, old.valid_from, old.risk_tier, old.kind, old.environment, old.realm, old.client_uuid)
    is distinct from
    row (new.intent, new.begun, new.valid_from, new.risk_tier, new.kind, new.environment, new.realm, new.client_uuid))
  execute function mark_identity();

create function mark_owned_identity() returns trigger language plpgsql as $$
begin
  insert into orphan_mark (identity_id) values (coalesce(new.identity_id, old.identity_id));
  return null;
end $$;
create trigger orphan_mark_owner after insert or update or delete on identity_owner
  for each row execute function mark_owned_identity();

create function mark_what_they_own(owner text) returns void language sql as $$
  insert into orphan_mark (identity_id) select identity_id from identity_owner where person = owner
$$;

create function mark_owner() returns trigger language plpgsql as $$
begin
  perform mark_what_they_own(coalesce(new.id, old.id));
  return null;
end $$;
create trigger orphan_mark_person after insert or delete on person
  for each row execute function mark_owner();
create trigger orphan_mark_presence after update on person
  for each row
  when (old.present is distinct from new.present or old.deleted is distinct from new.deleted)
  execute function mark_owner();

create function mark_owner_over_limit() returns trigger language plpgsql as $$
begin
  perform mark_what_they_own(coalesce(new.person, old.person));
  return null;
end $$;
create trigger orphan_mark_limit after insert or delete on over_limit
  for each row execute function mark_owner_over_limit();

create function mark_client() returns trigger language plpgsql as $$
begin
  insert into orphan_mark (identity_id)
    select id from identity
    where realm = coalesce(new.realm, old.realm)
      and client_uuid = coalesce(new.client_uuid, old.client_uuid);
  return null;
end $$;
create trigger orphan_mark_incident after insert or delete on incident
  for each row execute function mark_client();

-- Whoever begins to count, or counted for longer than was known, may find others dormant.
create function look_for_orphans_anew() returns trigger language plpgsql as $$
begin
  update orphan_look set until = 'epoch' where until > 'epoch';
  return null;
end $$;
create trigger orphan_look_metering after insert or delete on metering
  for each row execute function look_for_orphans_anew();
create trigger orphan_look_metering_since after update on metering
  for each row when (old.since is distinct from new.since)
  execute function look_for_orphans_anew();

-- What somebody decided, the newest first.
create index review_decided_by on review (reviewer, closed_at) where reviewer is not null;

-- Clients that may serve no identity. Whoever is registered is passed over in time; who loses its
-- identity is looked at again at once.
alter table known_client add column unmatched boolean not null default true;
update known_client c set unmatched = false
where exists (select from identity i where i.realm = c.realm and i.client_uuid = c.client_uuid);
create index known_client_unmatched on known_client (realm, client_uuid collate "C")
  where acts_by_itself and unmatched;

create function unmatch_client() returns trigger language plpgsql as $$
begin
  update known_client set unmatched = true
  where realm = old.realm and client_uuid = old.client_uuid;
  return null;
end $$;
create trigger known_client_left after update on identity
  for each row
  when (row (old.realm, old.client_uuid) is distinct from row (new.realm, new.client_uuid)
    and old.client_uuid is not null)
  execute function unmatch_client();
create trigger known_client_alone after delete on identity
  for each row when (old.client_uuid is not null)
  execute function unmatch_client();
