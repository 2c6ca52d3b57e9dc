package dev.guildline.adapter.discord;

import dev.guildline.core.usecase.MessageDeletion;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Passes on what people edit and delete in direct messages, after what they wrote before. Called on the gateway's
 * thread, which it never holds.
 */
final class CustomerChanges {
    private final WordsForCore core;
    private final PrivateChannels channels;
    private final CustomerLanes lanes;
    private final MissedMessages missed;
    /** JDA tells of deletions in the few channels it remembers only; what the gateway says is whole, where we get it. */
    private volatile boolean hearsTheGateway;

    CustomerChanges(WordsForCore core, PrivateChannels channels, CustomerLanes lanes, MissedMessages missed) {
        this.core = core;
        this.channels = channels;
        this.lanes = lanes;
        this.missed = missed;
    }

    void updated(MessageUpdateEvent event) {
        Message message = event.getMessage();
        if (!event.isFromType(ChannelType.PRIVATE) || !WordsForCore.isWrittenByPerson(message)) {
            return;
        }
        long user = event.getAuthor().getIdLong();
        channels.remember(user, event.getChannel().asPrivateChannel());
        InboundTranslator.edit(message)
                .ifPresent(edit -> afterWhatWasMissed(OptionalLong.of(user), () -> core.tell(edit)));
    }

    void heard(RawGatewayEvent event) {
        if (event.getType().startsWith("MESSAGE_DELETE")) {
            hearsTheGateway = true;
            DataObject told = event.getPayload();
            if (!told.hasKey("guild_id")) {
                long channel = told.getUnsignedLong("channel_id");
                DataArray ids =
                        told.optArray("ids").orElseGet(() -> DataArray.empty().add(told.getString("id")));
                for (int i = 0; i < ids.length(); i++) {
                    deleted(channel, ids.getUnsignedLong(i));
                }
            }
        }
    }

    void deleted(MessageDeleteEvent event) {
        if (!hearsTheGateway && event.isFromType(ChannelType.PRIVATE)) {
            deleted(event.getChannel().getIdLong(), event.getMessageIdLong());
        }
    }

    private void deleted(long channel, long message) {
        MessageDeletion deletion = InboundTranslator.deletion(message);
        afterWhatWasMissed(channels.userIn(channel), () -> core.tell(deletion));
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
