-- Those who answer for most identities, and for how many.
create table owner_tally (
  person text   primary key,
  owned  bigint not null
);
