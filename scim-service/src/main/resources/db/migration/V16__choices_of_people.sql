-- What somebody chose for an errand and has not decided on yet: a page that shows what would happen is
-- opened as often as they like, without sending the form again.
create table errand_choice (
  id        uuid        primary key,
  person    text        not null,
  chosen_at timestamptz not null,
  fields    text        not null
);
create index errand_choice_chosen on errand_choice (chosen_at);
