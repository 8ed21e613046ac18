-- The tier of the identity stands at its review as long as that is open (and stays as it was then), so
-- that reviews of a rare tier are found among many others.
alter table review add column risk_tier text;
update review r set risk_tier = i.risk_tier
from identity i where i.id = r.identity_id and r.closed_at is null;
alter table review add check (closed_at is not null or risk_tier is not null);
create index review_by_tier on review (risk_tier, due, id) where closed_at is null;

-- Whose verdict the open reviews wait for, in the order in which people work through them: a queue
-- costs what it shows, and not what somebody answers for.
create table awaited_verdict (
  person      text    not null,
  due         date    not null,
  review_id   uuid    not null,
  identity_id uuid    not null references identity on delete cascade,
  risk_tier   text    not null,
  abstained   boolean not null,          -- left to the others
  primary key (person, due, review_id)
);
create index awaited_verdict_by_tier on awaited_verdict (person, risk_tier, due, review_id);
create index awaited_verdict_of_identity on awaited_verdict (identity_id);

-- Whoever writes what this is made of holds the identity meanwhile: of two who write at once each
-- would miss what the other does.
create function await_verdicts(about uuid) returns void language plpgsql as $$
begin
  perform from identity where id = about for no key update;
  delete from awaited_verdict where identity_id = about;
  insert into awaited_verdict (person, due, review_id, identity_id, risk_tier, abstained)
    select distinct o.person, r.due, r.id, r.identity_id, r.risk_tier,
      exists (select from abstention a where a.review_id = r.id and a.reviewer = o.person)
    from review r
    join identity_owner o on o.identity_id = r.identity_id and o.accepted_at is not null
    where r.identity_id = about and r.closed_at is null;
end $$;

create function tell_tier_of_review() returns trigger language plpgsql as $$
begin
  select risk_tier into new.risk_tier from identity where id = new.identity_id for no key update;
  return new;
end $$;
create trigger review_tier before insert on review
  for each row execute function tell_tier_of_review();

create function await_verdicts_of_review() returns trigger language plpgsql as $$
begin
  perform await_verdicts(coalesce(new.identity_id, old.identity_id));
  return null;
end $$;
create trigger awaited_verdict_opened after insert or delete on review
  for each row execute function await_verdicts_of_review();
create trigger awaited_verdict_changed after update on review
  for each row
  when (row (old.due, old.closed_at, old.risk_tier) is distinct from row (new.due, new.closed_at, new.risk_tier))
  execute function await_verdicts_of_review();

create function await_verdicts_of_owner() returns trigger language plpgsql as $$
declare
  about uuid := coalesce(new.identity_id, old.identity_id);
begin
  perform from identity where id = about for no key update;
  if exists (select from review where identity_id = about and closed_at is null) then
    perform await_verdicts(about);
  end if;
  return null;
end $$;
create trigger awaited_verdict_came after insert on identity_owner
  for each row when (new.accepted_at is not null)
  execute function await_verdicts_of_owner();
create trigger awaited_verdict_went after delete on identity_owner
  for each row when (old.accepted_at is not null)
  execute function await_verdicts_of_owner();
create trigger awaited_verdict_answered after update on identity_owner
  for each row
  when (row (old.person, old.accepted_at) is distinct from row (new.person, new.accepted_at))
  execute function await_verdicts_of_owner();

create function await_verdicts_of_others() returns trigger language plpgsql as $$
begin
  perform await_verdicts(identity_id) from review where id = coalesce(new.review_id, old.review_id);
  return null;
end $$;
create trigger awaited_verdict_left after insert or delete on abstention
  for each row execute function await_verdicts_of_others();

create function tell_tier_to_review() returns trigger language plpgsql as $$
begin
  update review set risk_tier = new.risk_tier where identity_id = new.id and closed_at is null;
  return null;
end $$;
create trigger review_tier_changed after update on identity
  for each row when (old.risk_tier is distinct from new.risk_tier)
  execute function tell_tier_to_review();

insert into awaited_verdict (person, due, review_id, identity_id, risk_tier, abstained)
  select distinct o.person, r.due, r.id, r.identity_id, r.risk_tier,
    exists (select from abstention a where a.review_id = r.id and a.reviewer = o.person)
  from review r
  join identity_owner o on o.identity_id = r.identity_id and o.accepted_at is not null
  where r.closed_at is null;

-- People are looked for by the beginning of any of their names.
create index person_given_name on person (lower(given_name) text_pattern_ops);
create index person_family_name on person (lower(family_name) text_pattern_ops);
