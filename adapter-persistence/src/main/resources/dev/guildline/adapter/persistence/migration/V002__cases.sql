create sequence guildline.case_number start with 1001;

create table guildline.support_case (
    case_number   bigint                   not null,
    kind          varchar(40)              not null,
    status        varchar(40)              not null,
    priority      varchar(40)              not null,
    subject       varchar                  not null,
    description   varchar                  not null,
    customer_id   varchar(255)             not null,
    customer_name varchar                  not null,
    custom_fields varchar                  not null,
    attachments   varchar,
    -- Number, subject, description and customer name in lower case: what lower() does depends on the server's locale.
    search_text   varchar                  not null,
    opened_at     timestamp with time zone not null,
    closed_at     timestamp with time zone,
    constraint support_case_pk primary key (case_number)
);

create index support_case_by_customer on guildline.support_case (customer_id, case_number);
create index support_case_by_status on guildline.support_case (status, case_number);

create table guildline.case_note (
    case_number bigint                   not null,
    place       integer                  not null,
    author      varchar                  not null,
    remark      varchar                  not null,
    written_at  timestamp with time zone not null,
    constraint case_note_pk primary key (case_number, place),
    constraint case_note_of_case foreign key (case_number) references guildline.support_case (case_number)
);

create table guildline.case_change (
    case_number bigint                   not null,
    place       integer                  not null,
    field       varchar                  not null,
    old_value   varchar                  not null,
    new_value   varchar                  not null,
    changed_by  varchar                  not null,
    changed_at  timestamp with time zone not null,
    constraint case_change_pk primary key (case_number, place),
    constraint case_change_of_case foreign key (case_number) references guildline.support_case (case_number)
);

create table guildline.case_tag (
    case_number bigint  not null,
    place       integer not null,
    tag         varchar not null,
    constraint case_tag_pk primary key (case_number, place),
    constraint case_tag_of_case foreign key (case_number) references guildline.support_case (case_number)
);

create index case_tag_by_tag on guildline.case_tag (tag, case_number);

create table guildline.case_conversation (
    case_number     bigint       not null,
    place           integer      not null,
    conversation_id varchar(255) not null,
    constraint case_conversation_pk primary key (case_number, place),
    constraint case_conversation_of_case foreign key (case_number) references guildline.support_case (case_number)
);

create index case_conversation_by_conversation on guildline.case_conversation (conversation_id, case_number);

create table guildline.case_link (
    case_number   bigint      not null,
    place         integer     not null,
    linked_kind   varchar(40) not null,
    linked_number bigint      not null,
    constraint case_link_pk primary key (case_number, place),
    constraint case_link_of_case foreign key (case_number) references guildline.support_case (case_number)
);
