-- The log of decisions: append-only, chained by hashes. See docs/storage.md.

create table log_identity (
  one smallint primary key check (one = 1),
  log_id text not null,
  format integer not null
);

-- Where the log ends. Whoever appends holds this row until the end of the transaction, so the chain is one line.
create table log_head (
  one smallint primary key check (one = 1),
  sequence bigint not null,
  hash bytea not null
);

create table log_entry (
  sequence bigint primary key check (sequence > 0),
  assertion_id text not null unique,
  idempotency_key text not null unique,
  kind text not null,
  request_digest bytea not null,
  record bytea not null,
  returned bytea not null,
  at_micros bigint not null,
  previous_hash bytea not null,
  hash bytea not null
);

-- Contents come compressed.
alter table log_entry alter column record set storage external;
alter table log_entry alter column returned set storage external;

create index log_entry_release on log_entry (sequence) where kind = 'release';

create function log_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only';
end
$$;

create trigger log_entry_append_only before update or delete on log_entry for each statement execute function log_refuse();
create trigger log_entry_no_truncate before truncate on log_entry for each statement execute function log_refuse();
create trigger log_identity_append_only before update or delete on log_identity for each statement execute function log_refuse();
create trigger log_identity_no_truncate before truncate on log_identity for each statement execute function log_refuse();
create trigger log_head_forward_only before update on log_head for each row
  when (new.sequence <= old.sequence or new.one <> 1) execute function log_refuse();
create trigger log_head_no_delete before delete on log_head for each statement execute function log_refuse();
create trigger log_head_no_truncate before truncate on log_head for each statement execute function log_refuse();

-- Also for sessions that replay replication, where ordinary triggers rest.
alter table log_entry enable always trigger log_entry_append_only;
alter table log_entry enable always trigger log_entry_no_truncate;
alter table log_identity enable always trigger log_identity_append_only;
alter table log_identity enable always trigger log_identity_no_truncate;
alter table log_head enable always trigger log_head_forward_only;
alter table log_head enable always trigger log_head_no_delete;
alter table log_head enable always trigger log_head_no_truncate;
