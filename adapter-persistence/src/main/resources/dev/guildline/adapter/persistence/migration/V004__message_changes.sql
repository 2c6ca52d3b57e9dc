-- What became of a message after it was said; a change without a body took it back.
create table guildline.message_change (
    conversation_id varchar(255)             not null,
    sequence        bigint                   not null,
    place           integer                  not null,
    body            varchar,
    changed_at      timestamp with time zone not null,
    constraint message_change_pk primary key (conversation_id, sequence, place),
    constraint message_change_of_message foreign key (conversation_id, sequence)
        references guildline.message (conversation_id, sequence)
);
