-- Of whom enforcement would have refused most is found in the index alone.
drop index use_of_client_observed;
create index use_of_client_observed on use_of_client (realm, client_uuid, day)
  include (would_have_denied) where would_have_denied > 0;
