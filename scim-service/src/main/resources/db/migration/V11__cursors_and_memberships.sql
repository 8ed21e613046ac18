-- What seals the cursors of lists, for all services on this database. Whoever may read it may read
-- the rows that cursors lead through.
create table cursor_key (
  one  boolean primary key default true check (one),
  keys text    not null
);

-- The groups that name a person or an identity, for questions to the database.
create view person_membership as
  select m.member as person_id, m.group_id, g.display_name
  from scim_group_member m join scim_group g on g.id = m.group_id
  where m.type = 'USER';

create view identity_membership as
  select m.member::uuid as identity_id, m.group_id, g.display_name
  from scim_group_member m join scim_group g on g.id = m.group_id
  where m.type in ('AGENT', 'SERVICE_ACCOUNT');
create index scim_group_member_identity on scim_group_member ((member::uuid))
  where type in ('AGENT', 'SERVICE_ACCOUNT');
