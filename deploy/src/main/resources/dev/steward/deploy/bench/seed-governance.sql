-- What people see in the console, by set, beside the people and identities of seed-identities.sql: orphans
-- for each reason, reviews, questions, the clients that the gate listed and what it counted of them,
-- and a ledger with two entries for each identity. :administrator and :owner open the pages: one of
-- a hundred identities is theirs, each, and they are asked about as many.
set session_replication_role = replica;

insert into person (id, user_name, display_name, subject, account, last_seen, created, modified)
values (':administrator', 'the-administrator', 'The Administrator', ':administrator', 'ENABLED', now(), now(), now()),
       (':owner', 'the-owner', 'The Owner', ':owner', 'ENABLED', now(), now(), now())
on conflict do nothing;

-- Of the people who own by a hundred, every hundredth is away and every hundredth left for good.
update person set
  account = case when right(user_name, 2) = '50' then 'DISABLED' else 'GONE' end,
  gone_at = now() - interval '3 days',
  told_present = false
where id > '00000000-0000-4000-8000-0000000003e8' and user_name ~ '^user-.*(50|51)$';

update identity_owner set accepted_at = null
where identity_id in (
  select ('01980000-0000-7000-8000-' || lpad(to_hex(n * 50 + 3), 12, '0'))::uuid from generate_series(0, ? / 50 - 1) n);

update identity_owner set person = 'nobody'
where identity_id in (
  select ('01980000-0000-7000-8000-' || lpad(to_hex(n * 1000 + 5), 12, '0'))::uuid from generate_series(11, ? / 1000 - 1) n);

insert into identity_owner (identity_id, position, person, role, accepted_at)
select ('01980000-0000-7000-8000-' || lpad(to_hex(n * 100 - place), 12, '0'))::uuid, 1, person, 'OWNER', now()
from generate_series(1, ? / 100) n
cross join (values (50, ':administrator'), (30, ':owner')) as theirs (place, person);

-- Of what the owner answers for a half ends soon.
update identity set valid_until = now() + interval '20 days', good_until = now() + interval '20 days'
where id in (
  select ('01980000-0000-7000-8000-' || lpad(to_hex(n * 200 - 30), 12, '0'))::uuid from generate_series(1, ? / 200) n);

insert into over_limit (person, risk_tier, owned, since)
select o.person, i.risk_tier, count(*), now()
from identity_owner o join identity i on i.id = o.identity_id
where o.person in (':administrator', ':owner') and i.intent <> 'REVOKED'
group by o.person, i.risk_tier having count(*) > 200;

insert into ownership_question (identity_id, person, role, evidence, hand_over, asked_at)
select ('01980000-0000-7000-8000-' || lpad(to_hex(n * 100 - place), 12, '0'))::uuid, person, 'BACKUP', '{}', false, now()
from generate_series(1, ? / 100) n
cross join (values (40, ':administrator'), (20, ':owner')) as asked (place, person);

insert into review (identity_id, opened_at, due, verdict, reason, reviewer, seen, made, closed_at)
select id, created, (created + n * interval '1 day')::date, 'APPROVE', 'It is still needed.',
       '00000000-0000-4000-8000-' || lpad(to_hex(1 + n % 10000), 12, '0'), 1, 2, created + n * interval '1 day'
from (
  select row_number() over (order by id) % 300 as n, id, created from identity where intent = 'APPROVED' and id::text ~ '[13579]$') i;

-- One of ten is under review, all that is the administrator's or the owner's among them. Ids are
-- not in the order of names.
insert into review (id, identity_id, opened_at, due, risk_tier)
select (reverse(right(id::text, 8)) || '-0000-4000-8000-000000000000')::uuid, id, now() - interval '10 days', review_due - 60, risk_tier
from identity where intent = 'APPROVED' and left(user_name, 5) = 'agent' and right(user_name, 1) in ('0');

insert into awaited_verdict (person, due, review_id, identity_id, risk_tier, abstained)
select distinct o.person, r.due, r.id, r.identity_id, r.risk_tier, false
from review r join identity_owner o on o.identity_id = r.identity_id and o.accepted_at is not null
where r.closed_at is null;

insert into metering (realm, since, heard_at) values ('demo', now() - interval '200 days', now());

-- The gate listed the clients of all identities, and one more for each twenty that nobody registered.
insert into known_client (
  realm, client_uuid, client_id, enabled, acts_by_itself, permit_state, permit_version, unmatched, facts, first_seen, last_seen)
select 'demo', uuid, name, true, true, state, 1, state = 'NONE',
       jsonb_build_object(
         'uuid', uuid, 'clientId', name, 'enabled', true, 'actsByItself', array['client_credentials'],
         'grants', array['client_credentials'], 'authenticator', 'client-secret', 'keys', 'none',
         'publicClient', false, 'secretCreatedAt', '2026-01-01T00:00:00Z', 'createdAt', '2026-01-01T00:00:00Z',
         'origin', jsonb_build_object('how', 'admin', 'at', '2026-01-01T00:00:00Z'),
         'contacts', case when n % 3 = 0 then array['user-' || lpad((1 + n % 10000)::text, 7, '0') || '@example.org'] else '{}' end,
         'roles', array['documents-reader'], 'defaultScopes', array['documents:read'], 'optionalScopes', array['offline_access']),
       now(), now()
from (
  select n, 'c11e0000-0000-4000-8000-' || lpad(to_hex(n), 12, '0') as uuid, 'desk-' || n as name, 'VALID' as state
  from generate_series(2, ?, 2) n
  union all
  select n, md5('shadow' || n)::uuid::text, 'forgotten-' || n, 'NONE' from generate_series(1, ? / 20) n
) clients (n, uuid, name, state);

insert into incident (realm, client_uuid, kind, since)
select 'demo', 'c11e0000-0000-4000-8000-' || lpad(to_hex(n * 1000 + 20), 12, '0'), 'ClientGone', now() - interval '2 days'
from generate_series(11, ? / 1000 - 1) n;

-- One of a hundred was not used for long; all others were, this month.
insert into last_use (realm, client_uuid, first_day, last_day)
select 'demo', 'c11e0000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'), date '2026-01-10',
       current_date - case when n % 100 = 60 then 195 else n % 30 end
from generate_series(2, ?, 2) n;

insert into use_of_client (realm, client_uuid, day, issued, denied, would_have_denied, reasons, grants, methods, networks)
select 'demo', 'c11e0000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'), current_date - n % 30, 20, 0,
       case when n % 100 = 40 then 3 else 0 end,
       case when n % 100 = 40 then '{"REVIEW_LAPSED": 3}'::jsonb else '{}' end,
       '{"client_credentials": 20}', '{"client-secret": 20}', '{"private": 20}'
from generate_series(2, ?, 2) n;

insert into use_of_part (realm, client_uuid, kind, name, asked, granted, first_asked, last_asked, first_granted, last_granted)
select 'demo', 'c11e0000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'), 'SCOPE', 'documents:read', 20, 20,
       current_date - 30, current_date - n % 30, current_date - 30, current_date - n % 30
from generate_series(2, ?, 4) n;

-- What is sealed later comes behind.
insert into ledger_entry (id, position, text)
select id::uuid, place + (select coalesce(max(position) + 1, 0) from ledger_entry),
       '{"actor":{"client":"steward-console","subject":"' || actor || '","type":"PERSON"},"at":"'
         || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '","detail":{},"event":"' || event
         || '","id":"' || id || '","identity":"' || identity || '","version":' || version || '}'
from (
  select 2 * (n - 1) + second as place, at, event, second + 1 as version,
         '01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0') as identity,
         '00000000-0000-4000-8000-' || lpad(to_hex(1 + n % 10000), 12, '0') as actor,
         regexp_replace(
           lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '70008' || lpad(to_hex(2 * n + second), 15, '0'),
           '(.{8})(.{4})(.{4})(.{4})(.{12})', '\1-\2-\3-\4-\5') as id
  from generate_series(1, ?) n
  cross join (values (0, 'Register'), (1, 'AcceptOwnership')) step (second, event)
  cross join lateral (
    select timestamptz '2026-01-01 00:00:00Z' + n * interval '10 seconds' + second * interval '5 seconds' as at) time
) entries;

insert into merkle_node (level, index, hash)
select 0, position, sha256('\x00'::bytea || convert_to(text, 'UTF8')) from ledger_entry where position is not null
on conflict do nothing;

-- Whatever the statistics of a moment say, each level is joined at once.
set enable_nestloop = off;

do $$
begin
  for above in 1..40 loop
    insert into merkle_node (level, index, hash)
    select above, l.index / 2, sha256('\x01'::bytea || l.hash || r.hash)
    from merkle_node l join merkle_node r on r.level = l.level and r.index = l.index + 1
    where l.level = above - 1 and l.index % 2 = 0
    on conflict do nothing;
    exit when not found;
  end loop;
end $$;

reset enable_nestloop;

-- Nobody signed them yet; with the next entry the service does.
insert into checkpoint (size, root, note, at)
select count(position), sha256(''), 'none', now() from ledger_entry
on conflict do nothing;

insert into ledger_entry (id, text)
select id::uuid,
       '{"actor":{"client":"","subject":"benchmark","type":"SYSTEM"},"at":"2026-11-01T00:00:00Z","detail":{},"event":"Seeded","id":"' || id || '","version":0}'
from (values ('019a3000-0000-7000-8000-000000000000')) entry (id);

-- So many rows are sorted in sooner all at once.
truncate orphan_mark;

update orphan_look set until = 'epoch';

set session_replication_role = origin;
