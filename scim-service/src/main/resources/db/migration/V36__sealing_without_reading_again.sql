-- An entry's columns are read from its text. What a trigger might change before it is written,
-- PostgreSQL reads once more: so whoever rewrites the ledger is refused afterwards, and sealing an
-- entry, which gives it its position and changes nothing else, is neither read again nor asked about.
drop trigger ledger_only_grows on ledger_entry;

create or replace function refuse_to_rewrite_the_ledger() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger only grows: % of entry % is refused', lower(tg_op), old.id;
end $$;

create trigger ledger_only_grows after update on ledger_entry for each row
  when (old.position is not null or new.position is null or old.id is distinct from new.id
        or old.seq is distinct from new.seq or old.text is distinct from new.text)
  execute function refuse_to_rewrite_the_ledger();

create trigger ledger_loses_nothing before delete on ledger_entry
  for each row execute function refuse_to_rewrite_the_ledger();
