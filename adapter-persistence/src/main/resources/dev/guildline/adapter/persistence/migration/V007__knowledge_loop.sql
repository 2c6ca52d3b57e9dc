create sequence guildline.unanswered_question_id;

-- Questions that were not answered, without personal data and without who asked. Not grouped as long as there is no group.
create table guildline.unanswered_question (
    id        bigint                   not null,
    language  varchar(255)             not null,
    question  varchar                  not null,
    cause     varchar(40)              not null,
    shown     varchar                  not null,
    asked_at  timestamp with time zone not null,
    group_id  bigint,
    dismissed boolean default false    not null,
    constraint unanswered_question_pk primary key (id)
);

create index unanswered_question_by_group on guildline.unanswered_question (group_id, id);
create index unanswered_question_by_time on guildline.unanswered_question (asked_at);

-- Sums by day, written as yyyy-mm-dd in UTC. They follow from message and conversation and can be counted again.
create table guildline.article_day (
    counted_on varchar(10)  not null,
    article_id varchar(255) not null,
    shown      bigint       not null,
    opened     bigint       not null,
    helped     bigint       not null,
    rejected   bigint       not null,
    constraint article_day_pk primary key (counted_on, article_id)
);

create table guildline.talk_day (
    counted_on     varchar(10)  not null,
    language       varchar(255) not null,
    ended          bigint       not null,
    without_person bigint       not null,
    constraint talk_day_pk primary key (counted_on, language)
);
