-- Whether a row is at the version that a change was made for. Whoever comes too late is refused, and
-- with it everything that is written in the same journey, so that no transaction need be open
-- between the change and the answer to it.
create function is_still_at(held bigint, expected bigint) returns boolean language plpgsql as $$
begin
  if held = expected then
    return true;
  end if;
  raise exception 'version % is not there any more, but version %', expected, held
    using errcode = 'integrity_constraint_violation', constraint = 'identity_version';
end $$;
