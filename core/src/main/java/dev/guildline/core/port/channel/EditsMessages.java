package dev.guildline.core.port.channel;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Message;
import java.util.concurrent.CompletionStage;

/**
 * A chat channel that can change what it has shown. Called in the same order as {@link ChatChannel#send}, one call for
 * a conversation at a time, and never for a message that was not sent. Must not block. A stage that fails does so with
 * a {@link dev.guildline.core.error.PortException}; after {@code Retryable} and {@code OutcomeUnknown} the same call is
 * made again.
 */
public interface EditsMessages {
    /**
     * Lets a message say something else. Made twice, it has the effect of one.
     *
     * @param sent what was sent, as it reads now
     * @param edited as it is to read
     * @return completes with the channel's name for it from now on
     */
    CompletionStage<ExternalRef> edit(SentMessage sent, Message edited);

    /**
     * Takes a message back. What is not there any more counts as taken back.
     *
     * @param sent what was sent, as it reads now
     * @return completes when nothing of it is shown any more
     */
    CompletionStage<Void> delete(SentMessage sent);
}
