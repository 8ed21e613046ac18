-- The orders in which lists are walked, each with the id behind what it is sorted by, so that a page
-- begins where the one before ended. Texts are sorted by the code points of their first 256
-- characters: the same on every database, whatever its language. What is not here is sorted when
-- it is asked for.

-- Each resource type has its own default order.
create index identity_agents on identity (id)
  where kind = 'AI_AGENT' and intent <> 'REVOKED';
create index identity_service_accounts on identity (id)
  where kind in ('SERVICE_ACCOUNT', 'WORKLOAD') and intent <> 'REVOKED';

create index identity_by_user_name
  on identity ((left(lower(user_name), 256) collate "C"), id) where intent <> 'REVOKED';
create index identity_by_display_name
  on identity ((left(lower(display_name), 256) collate "C"), id) where intent <> 'REVOKED';

create index person_by_user_name
  on person ((left(lower(user_name), 256) collate "C"), id) where listed;
create index person_by_display_name
  on person ((left(lower(display_name), 256) collate "C"), id) where listed;
create index scim_group_by_display_name
  on scim_group ((left(lower(display_name), 256) collate "C"), id);
