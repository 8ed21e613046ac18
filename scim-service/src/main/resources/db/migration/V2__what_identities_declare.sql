-- What the owners of an identity declare about how it works. Digests read algorithm:hex.
alter table identity
  add column autonomy             text check (autonomy in ('ASSISTED', 'SUPERVISED', 'BOUNDED', 'AUTONOMOUS')),
  add column model_digest         text,
  add column prompt_digest        text,
  add column tool_manifest_digest text,
  add column parent               uuid references identity check (parent <> id),
  add column agent_type           text,
  add column subject              text,
  add column certificates         text[] not null default '{}';   -- DER in base64

create index identity_parent on identity (parent) where parent is not null;
-- Which identities run this model, or call these tools?
create index identity_model_digest on identity (lower(model_digest)) where model_digest is not null;
create index identity_tool_manifest_digest on identity (lower(tool_manifest_digest))
  where tool_manifest_digest is not null;

-- The protocols that an agent speaks, in the order in which they were named.
create table identity_protocol (
  identity_id       uuid not null references identity on delete cascade,
  position          int  not null,
  type              text,
  specification_url text,
  primary key (identity_id, position)
);
