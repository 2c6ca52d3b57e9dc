-- The language a customer writes, where it is not that of their client.
alter table guildline.customer add column written_language varchar;
alter table guildline.conversation add column written_language varchar;
