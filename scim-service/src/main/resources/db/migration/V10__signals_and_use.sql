-- What the gate told without being asked, each once. A signal is a reason to look: it waits until
-- somebody has looked. Times of delivery are the database's, as those of permits are.
create table signal (
  jti             text        primary key check (jti <> '' and length(jti) <= 200),
  event           text        not null,
  kind            text        not null check (kind in ('PERSON', 'CLIENT', 'USE', 'OTHER')),
  subject         text        not null,
  told            jsonb       not null,
  state           text        not null check (state in ('WAITING', 'DONE', 'GIVEN_UP')),
  attempts        int         not null default 0,
  last_error      text,
  received_at     timestamptz not null default now(),
  next_attempt_at timestamptz not null default now(),
  leased_until    timestamptz
);
create index signal_waiting on signal (next_attempt_at) where state = 'WAITING';
create index signal_received on signal (received_at);

-- Counts by name, added up.
create function add_counts(one jsonb, other jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(name, total), '{}') from (
    select key as name, sum(value::bigint)::bigint as total
    from (
      select * from jsonb_each_text(coalesce(one, '{}'))
      union all
      select * from jsonb_each_text(coalesce(other, '{}'))
    ) as each
    group by key
  ) as totals
$$;
create aggregate sum_counts(jsonb) (sfunc = add_counts, stype = jsonb, initcond = '{}');

-- What a client asked of the token endpoint on a day (UTC), and what came of it. Kept by client and
-- not by identity: a client is used before somebody registers it.
create table use_of_client (
  realm             text   not null,
  client_uuid       text   not null,
  day               date   not null,
  issued            bigint not null check (issued >= 0),
  denied            bigint not null check (denied >= 0),
  would_have_denied bigint not null check (would_have_denied >= 0),
  reasons           jsonb  not null,
  grants            jsonb  not null,
  methods           jsonb  not null,
  networks          jsonb  not null,
  primary key (realm, client_uuid, day)
);
create index use_of_client_day on use_of_client (day);
create index use_of_client_observed on use_of_client (realm, client_uuid, day)
  where would_have_denied > 0;

-- The scopes and audiences that a client ever asked for or was granted.
create table use_of_part (
  realm         text   not null,
  client_uuid   text   not null,
  kind          text   not null check (kind in ('SCOPE', 'AUDIENCE')),
  name          text   not null,
  asked         bigint not null check (asked >= 0),
  granted       bigint not null check (granted >= 0),
  first_asked   date,
  last_asked    date,
  first_granted date,
  last_granted  date,
  primary key (realm, client_uuid, kind, name)
);

-- When a client got its first and its newest token.
create table last_use (
  realm       text not null,
  client_uuid text not null,
  first_day   date not null,
  last_day    date not null,
  primary key (realm, client_uuid),
  check (first_day <= last_day)
);

-- Since when uses are counted; who was not counted cannot be called unused.
create table metering (
  realm    text        primary key,
  since    timestamptz not null,
  heard_at timestamptz not null
);

-- An identity that may be unused for a time, such as one for emergencies. It always ends.
create table dormancy_exception (
  id          uuid        primary key,
  identity_id uuid        not null references identity on delete cascade,
  since       timestamptz not null,
  until       timestamptz not null,
  reason      text        not null check (reason <> ''),
  approver    text        not null,
  check (since <= until)
);
create index dormancy_exception_of on dormancy_exception (identity_id, until);

-- Since when an identity that may act has not been used, as far as anybody counted. What was never
-- used counts from its registration.
create view unused as
select i.id as identity_id, i.risk_tier,
  greatest(i.created, i.valid_from, m.since, (u.last_day + 1)::timestamp at time zone 'UTC')
    as since
from identity i
join metering m on m.realm = i.realm
left join last_use u on u.realm = i.realm and u.client_uuid = i.client_uuid
where i.intent = 'APPROVED' and i.begun;

-- How many orphans there are, as last counted: a million rows are not looked at for each who asks.
create table orphan_count (
  reason    text   not null,
  risk_tier text   not null,
  found     bigint not null,
  primary key (reason, risk_tier)
);

-- Who was here on an earlier day is what the ledger said of them by then.
create index ledger_entry_presence on ledger_entry ((text::jsonb -> 'detail' ->> 'person'))
  where event in ('PersonGone', 'PersonBack');
