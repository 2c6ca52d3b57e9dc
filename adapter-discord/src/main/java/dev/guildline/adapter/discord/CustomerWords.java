package dev.guildline.adapter.discord;

import dev.guildline.core.usecase.CustomerMessage;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;

/** Passes on what people write to the bot in direct messages. Called on the gateway's thread, which it never holds. */
final class CustomerWords {
    private final WordsForCore core;
    private final PrivateChannels channels;
    private final CustomerLanes lanes;
    private final MissedMessages missed;

    CustomerWords(WordsForCore core, PrivateChannels channels, CustomerLanes lanes, MissedMessages missed) {
        this.core = core;
        this.channels = channels;
        this.lanes = lanes;
        this.missed = missed;
    }

    void received(MessageReceivedEvent event) {
        Message message = event.getMessage();
        if (!event.isFromType(ChannelType.PRIVATE) || !WordsForCore.isWrittenByPerson(message)) {
            return;
        }
        long user = event.getAuthor().getIdLong();
        channels.remember(user, event.getChannel().asPrivateChannel());
        CustomerMessage words = InboundTranslator.message(message);
        // What was missed before this message is older than it. What is missed later is not: hence the one of now.
        CatchUp before = missed.current();
        lanes.enter(user, () -> before.lookedAt(user).thenCompose(ignored -> core.tell(words)));
    }
}
