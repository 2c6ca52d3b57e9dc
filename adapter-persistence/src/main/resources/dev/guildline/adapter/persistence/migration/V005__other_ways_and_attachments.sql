-- Where a customer was last met in public: another way to them may begin there.
alter table guildline.customer add column public_place varchar(255);
alter table guildline.conversation add column public_place varchar(255);

-- Whether a delivery ended without arriving before it was taken up again.
alter table guildline.delivery add column missed boolean default false not null;
create index delivery_by_conversation on guildline.delivery (conversation_id, id);

-- Files that came with messages. One that was not kept has a refusal and no content.
create table guildline.attachment (
    conversation_id varchar(255)             not null,
    sequence        bigint                   not null,
    place           integer                  not null,
    name            varchar                  not null,
    content_type    varchar                  not null,
    size_in_bytes   bigint                   not null,
    content_id      varchar(40),
    refusal         varchar(40),
    kept_at         timestamp with time zone not null,
    constraint attachment_pk primary key (conversation_id, sequence, place),
    constraint attachment_of_message foreign key (conversation_id, sequence)
        references guildline.message (conversation_id, sequence)
);

-- Content in pieces, written before the row above names it. Pieces that no row names are left over from a crash.
create table guildline.attachment_piece (
    content_id varchar(40)              not null,
    place      integer                  not null,
    content    bytea                    not null,
    kept_at    timestamp with time zone not null,
    constraint attachment_piece_pk primary key (content_id, place)
);
