-- Since when a candidate is an orphan, for whichever of its reasons holds longest: all of them are to
-- be mended within the same time, which hangs on its tier, so those of a tier stand here in the order
-- of their deadlines. What has no beginning comes last. Everything is sorted in again with it.
alter table orphan_candidate
  add column since timestamptz not null default '9999-01-01T00:00:00Z';
create index orphan_candidate_urgent
  on orphan_candidate (risk_tier, since, identity_id) include (reason, kind, environment);
create index known_client_unmatched_since
  on known_client (realm, first_seen, client_uuid collate "C") where acts_by_itself and unmatched;
update orphan_look set until = 'epoch';

-- Whom nobody is named for has been so since the last change to it.
create function mark_what_nobody_owns() returns trigger language plpgsql as $$
begin
  insert into orphan_mark (identity_id)
    select new.id where exists (
      select from orphan_candidate where identity_id = new.id and reason = 'OWNER_MISSING');
  return null;
end $$;
create trigger orphan_mark_change after update on identity
  for each row when (old.modified is distinct from new.modified)
  execute function mark_what_nobody_owns();
