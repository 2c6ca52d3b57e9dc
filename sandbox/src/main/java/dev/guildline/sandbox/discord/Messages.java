package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes, edits and deletes messages and tells the gateway. Called with the world's lock held. */
final class Messages {
    /** How long one typing signal is shown. */
    static final Duration TYPING = Duration.ofSeconds(10);

    private final World world;
    private final Gateway gateway;
    private final MessageForm form;

    Messages(World world, Gateway gateway) {
        this.world = world;
        this.gateway = gateway;
        this.form = new MessageForm(world);
    }

    MessageForm form() {
        return form;
    }

    /** The bot writes in a channel; an enforced nonce brings back the message it made before. */
    Message sendAsBot(Channel channel, MessageDraft draft) {
        requireWritable(channel);
        Message before = draft.enforcesNonce() ? byNonce(channel, draft) : null;
        if (before != null) {
            return before;
        }
        Message message = newMessage(channel, world.bot, Message.DEFAULT);
        reference(message, draft);
        draft.applyTo(message, world);
        if (MessageDraft.isEmpty(message)) {
            throw ApiError.emptyMessage();
        }
        message.nonce = draft.nonce();
        if (message.nonce != null) {
            channel.nonces.remember(message.nonce.asText(), message.id, message.sentAt);
        }
        Mentions.apply(message, draft.allowedMentions(), Mentions.Default.EVERYTHING, true, world);
        publish(message);
        return message;
    }

    Message sendAsPerson(Account person, Channel channel, MessageDraft draft, @Nullable Message repliesTo) {
        Message message = newMessage(channel, person, repliesTo == null ? Message.DEFAULT : Message.REPLY);
        message.repliesTo = repliesTo;
        draft.applyTo(message, world);
        if (MessageDraft.isEmpty(message)) {
            throw new IllegalArgumentException("a message needs a text or a file");
        }
        if (channel.thread != null && channel.thread.archived) {
            if (channel.thread.locked) {
                throw new IllegalArgumentException("the thread " + channel.name + " is locked");
            }
            wake(channel, channel.thread);
        }
        Mentions.apply(message, null, Mentions.Default.EVERYTHING, false, world);
        publish(message);
        return message;
    }

    /** A message of a person that holds something else than text and files. */
    Message sendAsPerson(Account person, Channel channel, Consumer<Message> content) {
        Message message = newMessage(channel, person, Message.DEFAULT);
        content.accept(message);
        publish(message);
        return message;
    }

    Message newMessage(Channel channel, Account author, int type) {
        Message message = new Message(world.nextId(), channel, author, world.now());
        message.type = type;
        return message;
    }

    /** Puts a message into its channel and tells whoever may see it. */
    void publish(Message message) {
        message.channel.messages.put(message.id, message);
        message.channel.typing.remove(message.author.id);
        tell("MESSAGE_CREATE", message);
        world.announce(SandboxChange.Kind.MESSAGE_CREATED, message.channel, message, message.ephemeralFor);
    }

    void edit(Message message, MessageDraft draft, Mentions.Default unsaid) {
        draft.applyTo(message, world);
        if (MessageDraft.isEmpty(message)) {
            throw ApiError.emptyMessage();
        }
        message.editedAt = world.now();
        Mentions.apply(message, draft.allowedMentions(), unsaid, message.author.bot, world);
        changed(message);
    }

    /** Tells everybody that a message is not what it was. */
    void changed(Message message) {
        tell("MESSAGE_UPDATE", message);
        world.announce(SandboxChange.Kind.MESSAGE_EDITED, message.channel, message, message.ephemeralFor);
    }

    void delete(Message message) {
        Channel channel = message.channel;
        channel.messages.remove(message.id);
        if (!message.isEphemeral()) {
            ObjectNode event = place(channel).put("id", Long.toUnsignedString(message.id));
            gateway.dispatch("MESSAGE_DELETE", Intents.messages(channel), event);
        }
        world.announce(SandboxChange.Kind.MESSAGE_DELETED, channel, message, message.ephemeralFor);
    }

    void typing(Channel channel, Account account) {
        channel.typing.put(account.id, world.now().plus(TYPING));
        ObjectNode event = place(channel)
                .put("user_id", Long.toUnsignedString(account.id))
                .put("timestamp", world.now().getEpochSecond());
        if (channel.guild != null) {
            event.set("member", UserForm.member(channel.guild, account));
        }
        gateway.dispatch("TYPING_START", Intents.typing(channel), event);
        world.announce(SandboxChange.Kind.TYPING, channel, null, null);
        world.later(TYPING, () -> world.announce(SandboxChange.Kind.TYPING, channel, null, null));
    }

    void react(Message message, Account account, String emoji, boolean add) {
        var people = message.reactions.computeIfAbsent(emoji, key -> new LinkedHashSet<>());
        boolean changed = add ? people.add(account.id) : people.remove(account.id);
        if (people.isEmpty()) {
            message.reactions.remove(emoji);
        }
        if (!changed) {
            return;
        }
        ObjectNode event = place(message.channel)
                .put("user_id", Long.toUnsignedString(account.id))
                .put("message_id", Long.toUnsignedString(message.id))
                .put("message_author_id", Long.toUnsignedString(message.author.id))
                .put("burst", false)
                .put("type", 0);
        event.set("emoji", MessageForm.emoji(emoji));
        if (message.channel.guild != null && add) {
            event.set("member", UserForm.member(message.channel.guild, account));
        }
        String name = add ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE";
        gateway.dispatch(name, Intents.reactions(message.channel), event);
        world.announce(SandboxChange.Kind.MESSAGE_EDITED, message.channel, message, null);
    }

    void crosspost(Message message) {
        if (message.channel.type != Channel.ANNOUNCEMENT) {
            throw ApiError.wrongChannelType();
        }
        if ((message.flags & Message.FLAG_CROSSPOSTED) != 0) {
            throw ApiError.alreadyCrossposted();
        }
        message.flags |= Message.FLAG_CROSSPOSTED;
        changed(message);
    }

    /** A message the bot may see over REST: ephemeral ones are not among them. */
    Message find(Channel channel, long id) {
        Message message = channel.messages.get(id);
        if (message == null || message.isEphemeral()) {
            throw ApiError.unknownMessage();
        }
        return message;
    }

    /** A page of history, newest first; a bound of 0 is not set. */
    List<Message> history(Channel channel, int limit, long after, long before, long around) {
        Stream<Message> seen = channel.messages.values().stream().filter(message -> !message.isEphemeral());
        Comparator<Message> oldestFirst = Comparator.comparingLong(message -> message.id);
        Stream<Message> page;
        if (around != 0) {
            page = around(seen.toList(), around, limit);
        } else if (after != 0) {
            page = seen.filter(message -> Long.compareUnsigned(message.id, after) > 0)
                    .sorted(oldestFirst)
                    .limit(limit);
        } else {
            page = seen.filter(message -> before == 0 || Long.compareUnsigned(message.id, before) < 0)
                    .sorted(oldestFirst.reversed())
                    .limit(limit);
        }
        return page.sorted(oldestFirst.reversed()).toList();
    }

    private static Stream<Message> around(List<Message> seen, long middle, int limit) {
        int half = limit / 2;
        int at = (int) seen.stream().filter(message -> message.id < middle).count();
        int from = Math.max(0, at - half);
        return seen.subList(from, Math.min(seen.size(), from + limit)).stream();
    }

    private void requireWritable(Channel channel) {
        if (channel.recipient != null && !channel.recipient.acceptsDms) {
            throw ApiError.cannotSendToUser();
        }
        if (channel.type == Channel.FORUM) {
            throw ApiError.forumNeedsPost();
        }
        if (channel.thread != null && channel.thread.archived) {
            if (channel.thread.locked) {
                throw ApiError.threadArchived();
            }
            wake(channel, channel.thread);
        }
    }

    /** Writing in an archived thread brings it back. */
    private void wake(Channel channel, Channel.ThreadState thread) {
        thread.archived = false;
        gateway.dispatch("THREAD_UPDATE", Intents.GUILDS, ChannelForm.of(channel));
        world.announce(SandboxChange.Kind.CHANNEL, channel, null, null);
    }

    private void reference(Message message, MessageDraft draft) {
        long id = draft.repliesTo();
        if (id == 0) {
            return;
        }
        Message replied = message.channel.messages.get(id);
        if (replied != null && !replied.isEphemeral()) {
            message.repliesTo = replied;
            message.type = Message.REPLY;
        } else if (draft.failsWithoutReference()) {
            throw FormErrors.of("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        }
    }

    private @Nullable Message byNonce(Channel channel, MessageDraft draft) {
        var nonce = draft.nonce();
        if (nonce == null) {
            return null;
        }
        String key = nonce.asText();
        var oldest = world.now().minus(world.settings.nonceWindow());
        return channel.nonces
                .find(key, oldest)
                .map(id -> {
                    Message earlier = channel.messages.get(id);
                    if (earlier == null) {
                        throw ApiError.unknownMessage();
                    }
                    return earlier;
                })
                .orElse(null);
    }

    private void tell(String event, Message message) {
        if (message.isEphemeral()) {
            return;
        }
        ObjectNode data = form.event(message);
        gateway.dispatch(
                event,
                Intents.messages(message.channel),
                data,
                needsNoIntent(message) ? data : MessageForm.withoutContent(data));
    }

    private boolean needsNoIntent(Message message) {
        return message.channel.isDm() || message.author.bot || message.mentions.contains(world.bot);
    }

    /** As REST shows it to this bot: what it may not read over the gateway it may not read here either. */
    ObjectNode asTheBotReadsIt(Message message) {
        ObjectNode shown = form.readBack(message);
        boolean readsAll = (world.settings.privilegedIntents() & Intents.MESSAGE_CONTENT) != 0;
        return readsAll || needsNoIntent(message) ? shown : MessageForm.withoutContent(shown);
    }

    private static ObjectNode place(Channel channel) {
        ObjectNode event = Json.object().put("channel_id", Long.toUnsignedString(channel.id));
        if (channel.guild != null) {
            event.put("guild_id", Long.toUnsignedString(channel.guild.id));
        }
        return event;
    }
}
