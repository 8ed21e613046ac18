-- How many identities of each kind are not revoked, as the sum of what every statement changed: the
-- total of a list of a million is told without counting it, and no two writers wait for each other.
create table identity_tally (
  kind   text   not null,
  change bigint not null
);
insert into identity_tally
  select kind, count(*) from identity where intent <> 'REVOKED' group by kind;

create function tally_new_identities() returns trigger language plpgsql as $$
begin
  insert into identity_tally
    select kind, count(*) from fresh where intent <> 'REVOKED' group by kind;
  return null;
end $$;
create trigger identity_tally_insert after insert on identity
  referencing new table as fresh
  for each statement execute function tally_new_identities();

create function tally_changed_identity() returns trigger language plpgsql as $$
begin
  insert into identity_tally values
    (old.kind, case when old.intent = 'REVOKED' then 0 else -1 end),
    (new.kind, case when new.intent = 'REVOKED' then 0 else 1 end);
  return null;
end $$;
create trigger identity_tally_update after update on identity
  for each row
  when (old.kind <> new.kind or (old.intent = 'REVOKED') <> (new.intent = 'REVOKED'))
  execute function tally_changed_identity();

create function tally_deleted_identities() returns trigger language plpgsql as $$
begin
  insert into identity_tally
    select kind, -count(*) from gone where intent <> 'REVOKED' group by kind;
  return null;
end $$;
create trigger identity_tally_delete after delete on identity
  referencing old table as gone
  for each statement execute function tally_deleted_identities();

-- The index on due reviews knows the approved ones only; a filter may ask for all.
create index identity_due on identity (review_due, id);
