-- Names are searched by any part of them. Where this PostgreSQL brings no trigrams the search finds
-- the same, only not as fast among a million.
do $$
begin
  create extension if not exists pg_trgm;
  execute 'create index identity_names on identity using gin
    (lower(user_name) public.gin_trgm_ops, lower(display_name) public.gin_trgm_ops)';
exception
  when insufficient_privilege or feature_not_supported or undefined_file or undefined_object then
    raise warning 'no pg_trgm here: names are searched without an index (%)', sqlerrm;
end $$;

-- The order of names, with the revoked ones in it.
create index identity_by_name on identity ((left(lower(user_name), 256) collate "C"), id);

-- How many there are of a kind, a tier or a standing, whatever else is asked for. What the standing
-- hangs on is in the index, so that few rows are looked at.
create index identity_by_kind on identity (kind, risk_tier, intent);
create index identity_by_tier on identity (risk_tier, intent);
create index identity_by_intent on identity (intent, id) where intent <> 'APPROVED';
create index identity_in_grace on identity (grace_from, brownout_from, good_until)
  where intent = 'APPROVED' and begun;
create index identity_in_brownout on identity (brownout_from, good_until)
  where intent = 'APPROVED' and begun;
create index identity_lapsed on identity (good_until) where intent = 'APPROVED' and begun;

-- Everybody who has to do with an identity: who answers for it, who holds it for the time being, and
-- who was asked.
create index identity_custodian on identity (custodian) where custodian is not null;
create view identity_answering as
  select identity_id, person from identity_owner
  union all
  select id, custodian from identity where custodian is not null
  union all
  select identity_id, person from ownership_question where closed_at is null;
