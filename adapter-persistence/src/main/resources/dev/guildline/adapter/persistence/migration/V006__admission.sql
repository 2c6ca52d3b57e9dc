-- Who may not write to us, and whether new conversations are taken.
create table guildline.customer_block (
    customer_id   varchar(255)             not null,
    reason        varchar                  not null,
    blocked_by    varchar                  not null,
    blocked_at    timestamp with time zone not null,
    blocked_until timestamp with time zone,
    constraint customer_block_pk primary key (customer_id)
);

create table guildline.intake_pause (
    id        integer                  not null,
    reason    varchar                  not null,
    paused_by varchar                  not null,
    paused_at timestamp with time zone not null,
    constraint intake_pause_pk primary key (id)
);
