package dev.guildline.adapter.discord;

import dev.guildline.core.usecase.CustomerReaction;
import dev.guildline.core.usecase.MessageDeletion;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.entities.emoji.EmojiUnion;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Passes on what people edit and delete in direct messages and in their threads, and what they react to in direct
 * messages, after what they wrote before. Called on the gateway's thread, which it never holds.
 */
final class CustomerChanges {
    private final WordsForCore core;
    private final PrivateChannels channels;
    private final PrivateThreads threads;
    private final CustomerLanes lanes;
    private final MissedMessages missed;
    /** JDA tells only of the few channels that it remembers; what the gateway says is whole, where we get it. */
    private volatile boolean hearsTheGateway;

    CustomerChanges(
            WordsForCore core,
            PrivateChannels channels,
            PrivateThreads threads,
            CustomerLanes lanes,
            MissedMessages missed) {
        this.core = core;
        this.channels = channels;
        this.threads = threads;
        this.lanes = lanes;
        this.missed = missed;
    }

    void updated(MessageUpdateEvent event) {
        Message message = event.getMessage();
        if (!WordsForCore.isWrittenByPerson(message)) {
            return;
        }
        long user = event.getAuthor().getIdLong();
        if (event.isFromType(ChannelType.PRIVATE)) {
            channels.remember(user, event.getChannel().asPrivateChannel());
        } else if (!isOurThread(event.getJDA(), event.getChannel().getIdLong())
                || InboundTranslator.isHidden(message)) {
            return;
        }
        InboundTranslator.edit(message)
                .ifPresent(edit -> afterWhatWasMissed(OptionalLong.of(user), () -> core.tell(edit)));
    }

    void heard(RawGatewayEvent event) {
        hearsTheGateway = true;
        switch (event.getType()) {
            case "MESSAGE_DELETE", "MESSAGE_DELETE_BULK" -> heardDeletion(event.getJDA(), event.getPayload());
            case "MESSAGE_REACTION_ADD" -> heardReaction(event.getJDA(), event.getPayload());
            default -> {}
        }
    }

    private void heardDeletion(JDA jda, DataObject told) {
        long channel = told.getUnsignedLong("channel_id");
        if (!told.hasKey("guild_id") || isOurThread(jda, channel)) {
            DataArray ids =
                    told.optArray("ids").orElseGet(() -> DataArray.empty().add(told.getString("id")));
            for (int i = 0; i < ids.length(); i++) {
                deleted(jda, channel, ids.getUnsignedLong(i));
            }
        }
    }

    private void heardReaction(JDA jda, DataObject told) {
        if (!told.hasKey("guild_id")) {
            reacted(
                    jda,
                    told.getUnsignedLong("message_id"),
                    told.getUnsignedLong("user_id"),
                    Emoji.fromData(told.getObject("emoji")));
        }
    }

    void deleted(MessageDeleteEvent event) {
        long channel = event.getChannel().getIdLong();
        if (!hearsTheGateway && (event.isFromType(ChannelType.PRIVATE) || isOurThread(event.getJDA(), channel))) {
            deleted(event.getJDA(), channel, event.getMessageIdLong());
        }
    }

    void reacted(MessageReactionAddEvent event) {
        if (!hearsTheGateway && event.isFromType(ChannelType.PRIVATE)) {
            reacted(event.getJDA(), event.getMessageIdLong(), event.getUserIdLong(), event.getEmoji());
        }
    }

    /** Only what a person adds is told: a mark that was taken away again is soon forgotten. */
    private void reacted(JDA jda, long message, long user, EmojiUnion emoji) {
        if (user != jda.getSelfUser().getIdLong()) {
            CustomerReaction reaction = InboundTranslator.reaction(message, user, emoji);
            afterWhatWasMissed(OptionalLong.of(user), () -> core.tell(reaction));
        }
    }

    private void deleted(JDA jda, long channel, long message) {
        MessageDeletion deletion = InboundTranslator.deletion(message);
        ThreadChannel thread = jda.getThreadChannelById(channel);
        OptionalLong user = thread == null ? channels.userIn(channel) : threads.userOf(thread);
        afterWhatWasMissed(user, () -> core.tell(deletion));
    }

    private static boolean isOurThread(JDA jda, long channel) {
        ThreadChannel thread = jda.getThreadChannelById(channel);
        return thread != null && PrivateThreads.isOurs(thread);
    }

    /** In a channel that nobody has used since the start there is nothing that a change could overtake. */
    private void afterWhatWasMissed(OptionalLong user, Supplier<CompletionStage<?>> change) {
        CatchUp before = missed.current();
        if (user.isPresent()) {
            long who = user.getAsLong();
            lanes.enter(who, () -> before.lookedAt(who).thenCompose(ignored -> change.get()));
        } else {
            CompletionStage<?> unused = change.get();
        }
    }
}
