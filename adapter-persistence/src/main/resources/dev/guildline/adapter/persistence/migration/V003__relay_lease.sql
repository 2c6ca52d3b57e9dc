-- One row: which process makes the deliveries, until when, and how often others have changed something. Every
-- transaction that writes locks it, so that writing takes turns.
create table guildline.relay_lease (
    id              integer                  not null,
    epoch           bigint                   not null,
    holder          varchar                  not null,
    ends_at         timestamp with time zone not null,
    outside_changes bigint                   not null,
    constraint relay_lease_pk primary key (id)
);

insert into guildline.relay_lease (id, epoch, holder, ends_at, outside_changes)
values (1, 0, '', timestamp with time zone '1970-01-01 00:00:00+00:00', 0);
