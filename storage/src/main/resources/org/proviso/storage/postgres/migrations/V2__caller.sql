-- Entries name their caller. Those of before have none, and keep their hashes. See docs/storage.md.

alter table log_entry add column caller text not null default '';

alter table log_identity disable trigger log_identity_append_only;
update log_identity set format = 2;
alter table log_identity enable always trigger log_identity_append_only;
