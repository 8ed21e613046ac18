-- How much a client can do that acts on its own, so that those that nobody registered are looked at in
-- that order: whoever administers Keycloak more than all others, then whoever has more roles, then
-- more scopes. What is disabled can do nothing.
create function power_of_client(enabled boolean, facts jsonb) returns int immutable language sql as $$
  select case when enabled then
    case when exists (
        select from jsonb_array_elements_text(
          case jsonb_typeof(facts -> 'roles') when 'array' then facts -> 'roles' else '[]' end) as r (name)
        where r.name like 'realm-management:%' or r.name = 'admin' or strpos(r.name, '-realm:') > 0)
      then 1000000 else 0 end
    + least(999, case jsonb_typeof(facts -> 'roles')
        when 'array' then jsonb_array_length(facts -> 'roles') else 0 end) * 1000
    + least(999, case jsonb_typeof(facts -> 'defaultScopes')
        when 'array' then jsonb_array_length(facts -> 'defaultScopes') else 0 end)
  else 0 end
$$;
alter table known_client
  add column power int not null generated always as (power_of_client(enabled, facts)) stored;
create index known_client_by_power on known_client (realm, power, client_uuid collate "C")
  where acts_by_itself and unmatched;
