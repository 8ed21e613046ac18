-- People, teams of them and identities of a registry, by set. The people are the users that seed-users.sql makes
-- in Keycloak. Of ten identities nine are agents; the eighth of ten is suspended, and one of a
-- hundred is revoked. The first twenty are due first and have a control that nobody else has; the
-- first ten thousand are owned in groups of twenty, the others by the remaining people.
insert into person (
  id, user_name, display_name, subject, account, last_seen, created, modified)
select '00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'),
       'user-' || lpad(n::text, 7, '0'),
       'Given ' || n || ' Family ' || n,
       '00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'),
       'ENABLED', now(), now(), now()
from generate_series(1, 10000) n;

insert into person_value (person_id, position, kind, value, is_primary)
select '00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'), 0, 'EMAIL',
       'user-' || lpad(n::text, 7, '0') || '@example.org', true
from generate_series(1, 10000) n;

insert into scim_group (id, version, display_name, created, modified)
select ('02980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1, 'Team ' || n, now(), now()
from generate_series(1, 500) n;

insert into scim_group_member (group_id, member, type)
select ('02980000-0000-7000-8000-' || lpad(to_hex(1 + n % 500), 12, '0'))::uuid,
       '00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'), 'USER'
from generate_series(1, 10000) n;

insert into identity (
  id, version, kind, user_name, external_id, display_name, description, purpose, environment,
  risk_tier, realm, client_uuid, cadence, grace, brownout, begun, grants, scopes, longest_token,
  last_reviewed, intent, review_due, grace_from, brownout_from, good_until, created, modified)
select ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       1 + n % 4,
       case when n % 10 = 9 then 'SERVICE_ACCOUNT' else 'AI_AGENT' end,
       'agent-' || lpad(n::text, 7, '0'),
       'ext-' || n,
       'Agent ' || lpad(n::text, 7, '0'),
       'Does the work of desk ' || n % 977 || ' in department ' || n % 31 || '.',
       'Save desk ' || n % 977 || ' the work that nobody wants to do',
       case when n % 3 = 0 then 'production' else 'test' end,
       case when n % 100 = 1 then 'CRITICAL' when n % 20 = 2 then 'HIGH' when n % 2 = 0 then 'MEDIUM' else 'LOW' end,
       case when n % 2 = 0 then 'demo' end,
       case when n % 2 = 0 then 'c11e0000-0000-4000-8000-' || lpad(to_hex(n), 12, '0') end,
       'P90D', 'P14D', 'P3D', true,
       '{client_credentials}', '{documents:read}', 'PT5M',
       reviewed,
       case when n % 10 = 7 then 'SUSPENDED' when n % 100 = 8 then 'REVOKED' else 'APPROVED' end,
       reviewed + 90,
       (reviewed + 91)::timestamp at time zone 'UTC',
       (reviewed + 102)::timestamp at time zone 'UTC',
       (reviewed + 105)::timestamp at time zone 'UTC',
       timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second',
       timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second'
from generate_series(1, ?) n
cross join lateral (
  select (now() at time zone 'UTC')::date - case when n <= 20 then 40 else n % 20 end as reviewed) due;

-- What follows refers to what stands above: that need not be looked up three million times.
set session_replication_role = replica;

insert into identity_owner (identity_id, position, person, role, accepted_at)
select ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
       0,
       '00000000-0000-4000-8000-' || lpad(to_hex(case when n <= 10000 then (n - 1) / 20 + 1 else 501 + n % 9499 end), 12, '0'),
       'OWNER',
       timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second'
from generate_series(1, ?) n;

insert into identity_control (identity_id, framework, control)
select ('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'iso42001', control
from generate_series(1, ?) n
cross join lateral (
  values ('A.3.2'), ((array['A.2.2', 'A.4.2', 'A.5.2', 'A.9.2', 'A.9.3'])[1 + n % 5]), ('A.10.4')
) links (control)
where control <> 'A.10.4' or n <= 20;

set session_replication_role = origin;
