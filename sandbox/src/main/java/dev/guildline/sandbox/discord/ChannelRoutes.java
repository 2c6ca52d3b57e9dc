package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Channels and threads. */
final class ChannelRoutes {
    private static final int NAME = 100;
    private static final int ARCHIVED_PAGE = 100;

    private final World world;
    private final Guilds guilds;
    private final Messages messages;

    ChannelRoutes(World world, Guilds guilds, Messages messages) {
        this.world = world;
        this.guilds = guilds;
        this.messages = messages;
    }

    void register(RestGate gate, RoutesConfig routes) {
        RestGate.Access bot = RestGate.Access.BOT;
        gate.add(
                routes,
                HandlerType.GET,
                "/channels/{channel}",
                bot,
                call -> RestReply.ok(ChannelForm.of(world.channel(call.id("channel")))));
        gate.add(routes, HandlerType.PATCH, "/channels/{channel}", bot, this::change);
        gate.add(routes, HandlerType.DELETE, "/channels/{channel}", bot, this::delete);
        gate.add(routes, HandlerType.POST, "/channels/{channel}/typing", bot, this::typing);
        gate.add(routes, HandlerType.POST, "/channels/{channel}/threads", bot, this::openThread);
        gate.add(
                routes,
                HandlerType.POST,
                "/channels/{channel}/messages/{message}/threads",
                bot,
                this::threadFromMessage);
        gate.add(
                routes,
                HandlerType.GET,
                "/channels/{channel}/users/@me/threads/archived/private",
                bot,
                this::archivedThreads);
        gate.add(routes, HandlerType.PUT, "/channels/{channel}/thread-members/{user}", bot, call -> {
            String who = call.path("user");
            guilds.addToThread(
                    world.channel(call.id("channel")), who.equals("@me") ? world.bot : world.account(call.id("user")));
            return RestReply.nothing();
        });
    }

    private RestReply typing(RestCall call) {
        Channel channel = world.channel(call.id("channel"));
        if (channel.recipient != null && !channel.recipient.acceptsDms) {
            throw ApiError.cannotSendToUser();
        }
        messages.typing(channel, world.bot);
        return RestReply.nothing();
    }

    private RestReply change(RestCall call) {
        Channel channel = world.channel(call.id("channel"));
        ObjectNode body = call.object();
        if (channel.isDm()) {
            throw ApiError.notInDm();
        }
        if (body.has("name")) {
            FormErrors errors = new FormErrors();
            errors.between("name", Json.text(body, "name"), 1, NAME);
            errors.throwIfAny();
            channel.name = Json.text(body, "name");
        }
        Channel.ThreadState thread = channel.thread;
        if (thread != null) {
            thread.archived = body.path("archived").asBoolean(thread.archived);
            thread.locked = body.path("locked").asBoolean(thread.locked);
            thread.autoArchiveMinutes = archiveAfter(body, thread.autoArchiveMinutes);
            guilds.threadChanged(channel);
        }
        return RestReply.ok(ChannelForm.of(channel));
    }

    private RestReply delete(RestCall call) {
        Channel channel = world.channel(call.id("channel"));
        if (channel.thread != null) {
            guilds.deleteThread(channel);
        } else if (!channel.isDm()) {
            throw ApiError.missingPermissions();
        }
        return RestReply.ok(ChannelForm.of(channel));
    }

    private RestReply threadFromMessage(RestCall call) {
        Channel channel = world.channel(call.id("channel"));
        Message message = messages.find(channel, call.id("message"));
        if (channel.type != Channel.TEXT && channel.type != Channel.ANNOUNCEMENT) {
            throw ApiError.wrongChannelType();
        }
        if (message.startedThread != null) {
            throw ApiError.threadExists();
        }
        int type = channel.type == Channel.ANNOUNCEMENT ? Channel.ANNOUNCEMENT_THREAD : Channel.PUBLIC_THREAD;
        Channel thread = open(channel, type, call.object(), message);
        messages.changed(message);
        return RestReply.created(created(thread));
    }

    /** The archived private threads that the bot is in, newest first. */
    private RestReply archivedThreads(RestCall call) {
        Channel parent = world.channel(call.id("channel"));
        int limit = call.queryInt("limit", ARCHIVED_PAGE, 2, ARCHIVED_PAGE);
        long before = call.queryId("before");
        List<Channel> found = world.channels.values().stream()
                .filter(channel -> channel.type == Channel.PRIVATE_THREAD
                        && channel.thread != null
                        && channel.thread.parent == parent
                        && channel.thread.archived
                        && channel.thread.members.contains(world.bot.id)
                        && (before == 0 || Long.compareUnsigned(channel.id, before) < 0))
                .sorted(Comparator.comparingLong((Channel channel) -> channel.id)
                        .reversed())
                .toList();
        List<Channel> page = found.subList(0, Math.min(limit, found.size()));
        ObjectNode answer = Json.object().put("has_more", page.size() < found.size());
        answer.set("threads", Json.array(page, ChannelForm::of));
        answer.set("members", Json.array(page, thread -> ChannelForm.threadMember(thread, world.bot.id)));
        return RestReply.ok(answer);
    }

    private RestReply openThread(RestCall call) {
        Channel channel = world.channel(call.id("channel"));
        ObjectNode body = call.object();
        if (channel.type == Channel.FORUM) {
            return forumPost(channel, body, call);
        }
        int type = body.path("type").asInt(Channel.PRIVATE_THREAD);
        if (channel.type != Channel.TEXT && channel.type != Channel.ANNOUNCEMENT) {
            throw ApiError.wrongChannelType();
        }
        if (type != Channel.PUBLIC_THREAD && type != Channel.PRIVATE_THREAD && type != Channel.ANNOUNCEMENT_THREAD) {
            throw FormErrors.of("type", "BASE_TYPE_CHOICES", "Value must be one of {10, 11, 12}.");
        }
        return RestReply.created(created(open(channel, type, body, null)));
    }

    private RestReply forumPost(Channel forum, ObjectNode body, RestCall call) {
        ObjectNode first = body.path("message") instanceof ObjectNode object ? object : Json.object();
        MessageDraft draft = new MessageDraft(first, call.uploads());
        Channel thread = open(forum, Channel.PUBLIC_THREAD, body, null);
        Message message = messages.sendAsBot(thread, draft);
        ObjectNode answer = created(thread);
        answer.set("message", messages.form().of(message));
        return RestReply.created(answer);
    }

    private Channel open(Channel parent, int type, ObjectNode body, @Nullable Message start) {
        FormErrors errors = new FormErrors();
        errors.between("name", Json.text(body, "name"), 1, NAME);
        errors.throwIfAny();
        boolean invitable = body.path("invitable").asBoolean(true);
        Channel thread = guilds.openThread(parent, type, Json.text(body, "name"), world.bot, start, invitable);
        if (thread.thread != null) {
            thread.thread.autoArchiveMinutes = archiveAfter(body, thread.thread.autoArchiveMinutes);
        }
        return thread;
    }

    private ObjectNode created(Channel thread) {
        ObjectNode form = ChannelForm.of(thread);
        form.set("member", ChannelForm.threadMember(thread, world.bot.id));
        return form;
    }

    private static int archiveAfter(ObjectNode body, int otherwise) {
        int minutes = body.path("auto_archive_duration").asInt(otherwise);
        if (minutes != 60 && minutes != 1440 && minutes != 4320 && minutes != 10_080) {
            throw FormErrors.of(
                    "auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.");
        }
        return minutes;
    }
}
