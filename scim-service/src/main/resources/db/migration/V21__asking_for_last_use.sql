-- When the client of an identity was last used, for questions to the database.
create view identity_last_use as
  select i.id as identity_id, u.last_day
  from identity i join last_use u on u.realm = i.realm and u.client_uuid = i.client_uuid;
create index last_use_day on last_use (last_day);
