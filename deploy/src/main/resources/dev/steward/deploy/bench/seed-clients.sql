-- Copies of the client robot-1 with all that belongs to it, as if Keycloak had made them one by one;
-- all at once, so that nobody sees half of them.
begin;

create temporary table robot on commit drop as
select n, md5('robot ' || n)::uuid::text as client, md5('account ' || n)::uuid::text as account,
  c.id as model, u.id as model_account
from generate_series(2, ?) n
cross join client c join user_entity u on u.service_account_client_link = c.id
where c.client_id = 'robot-1';

insert into client
select fresh.* from robot r join client c on c.id = r.model
cross join lateral jsonb_populate_record(
  c, jsonb_build_object('id', r.client, 'client_id', 'robot-' || r.n, 'name', 'Robot ' || r.n)) fresh;

insert into client_attributes
select fresh.* from robot r join client_attributes a on a.client_id = r.model
cross join lateral jsonb_populate_record(a, jsonb_build_object('client_id', r.client)) fresh;

insert into redirect_uris
select fresh.* from robot r join redirect_uris a on a.client_id = r.model
cross join lateral jsonb_populate_record(a, jsonb_build_object('client_id', r.client)) fresh;

insert into client_scope_client
select fresh.* from robot r join client_scope_client a on a.client_id = r.model
cross join lateral jsonb_populate_record(a, jsonb_build_object('client_id', r.client)) fresh;

insert into user_entity
select fresh.* from robot r join user_entity u on u.id = r.model_account
cross join lateral jsonb_populate_record(
  u,
  jsonb_build_object(
    'id', r.account, 'username', 'service-account-robot-' || r.n,
    'email_constraint', r.account, 'service_account_client_link', r.client)) fresh;

insert into user_role_mapping
select fresh.* from robot r join user_role_mapping m on m.user_id = r.model_account
cross join lateral jsonb_populate_record(m, jsonb_build_object('user_id', r.account)) fresh;

commit;
