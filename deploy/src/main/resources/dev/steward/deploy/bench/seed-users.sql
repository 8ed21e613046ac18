-- Users of the demo's realm, as Keycloak's own SCIM API would have made them one by one.
insert into user_entity (
  id, email, email_constraint, email_verified, enabled, first_name, last_name, realm_id, username,
  created_timestamp, not_before)
select '00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'),
       'user-' || lpad(n::text, 7, '0') || '@example.org',
       'user-' || lpad(n::text, 7, '0') || '@example.org',
       false, true, 'Given ' || n, 'Family ' || n, realm.id,
       'user-' || lpad(n::text, 7, '0'),
       1767225600000 + n, 0
from generate_series(1, ?) n, realm where realm.name = 'demo';

insert into user_role_mapping (user_id, role_id)
select '00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'), realm.default_role
from generate_series(1, ?) n, realm where realm.name = 'demo';
