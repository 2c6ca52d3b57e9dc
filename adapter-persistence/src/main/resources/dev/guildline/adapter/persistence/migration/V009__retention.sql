-- How far the deletion of what is not kept any longer has come, by stage: conversations in the order they changed last.
create table guildline.retention_mark (
    stage           varchar(40)              not null,
    changed_at      timestamp with time zone not null,
    conversation_id varchar(255)             not null,
    constraint retention_mark_pk primary key (stage)
);

create index inbox_by_time on guildline.inbox (seen_at);

-- Content that no row of attachment names: being written, left over from a crash, or forgotten. Deleted after a day.
create table guildline.unnamed_content (
    content_id varchar(40)              not null,
    since      timestamp with time zone not null,
    constraint unnamed_content_pk primary key (content_id)
);

create index unnamed_content_by_time on guildline.unnamed_content (since);
create index attachment_by_content on guildline.attachment (content_id);

insert into guildline.unnamed_content (content_id, since)
select p.content_id, current_timestamp
from guildline.attachment_piece p
where p.place = 0
  and not exists (select 1 from guildline.attachment a where a.content_id = p.content_id);
