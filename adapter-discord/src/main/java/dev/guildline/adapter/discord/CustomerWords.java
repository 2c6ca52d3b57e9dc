package dev.guildline.adapter.discord;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;

/** Passes on what people write to the bot in direct messages and in their threads with it. Called on the gateway's thread, which it never holds. */
final class CustomerWords {
    private final WordsForCore core;
    private final PrivateChannels channels;
    private final PrivateThreads threads;
    private final CustomerLanes lanes;
    private final MissedMessages missed;

    CustomerWords(
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

    void received(MessageReceivedEvent event) {
        Message message = event.getMessage();
        if (!WordsForCore.isWrittenByPerson(message)) {
            return;
        }
        if (event.isFromType(ChannelType.PRIVATE)) {
            channels.remember(event.getAuthor().getIdLong(), event.getChannel().asPrivateChannel());
            passOn(message, () -> core.tell(InboundTranslator.message(message)));
        } else if (event.isFromType(ChannelType.GUILD_PRIVATE_THREAD)) {
            inThread(message, event.getChannel().asThreadChannel());
        }
    }

    private void inThread(Message message, ThreadChannel thread) {
        if (!PrivateThreads.isOurs(thread)) {
            return;
        }
        // Whose thread it is may be known only after a look at the conversations.
        passOn(message, () -> {
            if (!threads.isOf(thread, message.getAuthor().getIdLong())) {
                return CompletableFuture.completedFuture(null);
            }
            if (InboundTranslator.isHidden(message)) {
                HiddenWords.answer(message);
                return CompletableFuture.completedFuture(null);
            }
            return core.tell(InboundTranslator.message(message));
        });
    }

    private void passOn(Message message, Supplier<CompletionStage<?>> telling) {
        long user = message.getAuthor().getIdLong();
        // What was missed before this message is older than it. What is missed later is not: hence the one of now.
        CatchUp before = missed.current();
        lanes.enter(user, () -> before.lookedAt(user).thenCompose(ignored -> telling.get()));
    }
}
