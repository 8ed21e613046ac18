-- Roles are counted beside scopes and audiences.
alter table use_of_part drop constraint use_of_part_kind_check;
alter table use_of_part add constraint use_of_part_kind_check
  check (kind in ('SCOPE', 'AUDIENCE', 'ROLE'));
