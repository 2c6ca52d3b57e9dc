-- Runs unchanged on H2 and on PostgreSQL: no partial index, no RETURNING, no text type (a slow LOB on H2).
-- Codes (status, side, state, ...) and JSON forms are fixed by Codes.java and *Json.java, not by class names.

create sequence guildline.delivery_id;

create table guildline.customer (
    id           varchar(255) not null,
    channel      varchar(255) not null,
    address      varchar(255) not null,
    display_name varchar      not null,
    locale       varchar      not null,
    constraint customer_pk primary key (id)
);

create table guildline.conversation (
    id               varchar(255)             not null,
    customer_id      varchar(255)             not null,
    -- The customer while the conversation is open, null afterwards: so the unique constraint allows one open each.
    open_customer_id varchar(255),
    channel          varchar(255)             not null,
    address          varchar(255)             not null,
    display_name     varchar                  not null,
    locale           varchar                  not null,
    status           varchar(40)              not null,
    state            varchar                  not null,
    epoch            bigint                   not null,
    last_sequence    bigint                   not null,
    answered_through bigint                   not null,
    abstentions      integer                  not null,
    contact_ref      varchar(255),
    contact_details  varchar,
    informed_through bigint                   not null,
    case_kind        varchar(40),
    case_number      bigint,
    rating           integer                  not null,
    opened_at        timestamp with time zone not null,
    updated_at       timestamp with time zone not null,
    constraint conversation_pk primary key (id),
    constraint conversation_one_open_each unique (open_customer_id)
);

create index conversation_by_contact on guildline.conversation (contact_ref);
create index conversation_by_status on guildline.conversation (status, updated_at desc);

create table guildline.message (
    conversation_id varchar(255)             not null,
    sequence        bigint                   not null,
    author          varchar(40)              not null,
    agent_id        varchar(255),
    agent_name      varchar,
    body            varchar                  not null,
    attachments     varchar,
    reply_to        bigint,
    said_at         timestamp with time zone not null,
    constraint message_pk primary key (conversation_id, sequence),
    constraint message_of_conversation foreign key (conversation_id) references guildline.conversation (id)
);

create table guildline.message_name (
    conversation_id varchar(255) not null,
    sequence        bigint       not null,
    side            varchar(40)  not null,
    ref             varchar(255) not null,
    constraint message_name_pk primary key (conversation_id, sequence, side),
    constraint message_name_once_per_side unique (side, ref)
);

create table guildline.delivery (
    id               bigint                   not null,
    conversation_id  varchar(255)             not null,
    side             varchar(40)              not null,
    errand           varchar                  not null,
    only_in_epoch    bigint,
    state            varchar(40)              not null,
    attempts         integer                  not null,
    first_attempt_at timestamp with time zone,
    note             varchar                  not null,
    created_at       timestamp with time zone not null,
    constraint delivery_pk primary key (id),
    constraint delivery_of_conversation foreign key (conversation_id) references guildline.conversation (id)
);

create index delivery_by_state on guildline.delivery (state, id);

create table guildline.inbox (
    source  varchar(120)             not null,
    event   varchar(120)             not null,
    seen_at timestamp with time zone not null,
    constraint inbox_pk primary key (source, event)
);
