package dev.guildline.sandbox.discord;

import org.jspecify.annotations.Nullable;

/** What a bot does with an interaction's token after its first answer. Called with the world's lock held. */
final class Followups {
    static final String ORIGINAL = "@original";

    private final World world;
    private final Messages messages;
    private final Interactions interactions;

    Followups(World world, Messages messages, Interactions interactions) {
        this.world = world;
        this.messages = messages;
        this.interactions = interactions;
    }

    /** A further message; the first one after a deferred reply fills the placeholder instead, whatever its own flags say. */
    Message create(long application, String token, MessageDraft draft) {
        Interaction interaction = interactions.byToken(application, token);
        Message original = interaction.original;
        if (original != null && original.isLoading()) {
            return fill(original, draft);
        }
        Message message = interactions.newAnswer(interaction, draft.wantsEphemeral());
        if (original != null && !original.isEphemeral() && original.interaction == interaction) {
            message.type = Message.REPLY;
            message.repliesTo = original;
        }
        draft.applyTo(message, world);
        if (MessageDraft.isEmpty(message)) {
            throw ApiError.emptyMessage();
        }
        Mentions.apply(message, draft.allowedMentions(), Mentions.Default.ONLY_USERS, true, world);
        messages.publish(message);
        return message;
    }

    Message find(long application, String token, String which) {
        return find(interactions.byToken(application, token), which);
    }

    Message edit(long application, String token, String which, MessageDraft draft) {
        Message message = find(application, token, which);
        if (message.isLoading()) {
            return fill(message, draft);
        }
        messages.edit(message, draft, Mentions.Default.ONLY_USERS);
        return message;
    }

    void delete(long application, String token, String which) {
        Interaction interaction = interactions.byToken(application, token);
        Message message = find(interaction, which);
        messages.delete(message);
    }

    private Message fill(Message placeholder, MessageDraft draft) {
        placeholder.flags &= ~Message.FLAG_LOADING;
        draft.applyTo(placeholder, world);
        if (MessageDraft.isEmpty(placeholder)) {
            placeholder.flags |= Message.FLAG_LOADING;
            throw ApiError.emptyMessage();
        }
        Mentions.apply(placeholder, draft.allowedMentions(), Mentions.Default.ONLY_USERS, true, world);
        messages.changed(placeholder);
        return placeholder;
    }

    private static Message find(Interaction interaction, String which) {
        Message message = which.equals(ORIGINAL) ? interaction.original : byId(interaction, which);
        if (message == null || !interaction.channel.messages.containsKey(message.id)) {
            throw ApiError.unknownMessage();
        }
        return message;
    }

    private static @Nullable Message byId(Interaction interaction, String id) {
        Message message = interaction.channel.messages.get(Snowflakes.parse("message_id", id));
        boolean own = message != null && (message.interaction == interaction || message == interaction.original);
        return own ? message : null;
    }
}
