package dev.guildline.adapter.twilio;

import com.twilio.rest.conversations.v1.service.Conversation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An agent who completes a task leaves the conversation a moment before it is closed. That is an end, not a change of
 * agents: the customer must not be told to wait for the next one. So a departure is looked at after a moment, once.
 */
final class Departures {
    private static final Logger LOG = System.getLogger(Departures.class.getName());

    private final TwilioCalls calls;
    private final FlexDiscovery discovery;
    private final Duration moment;

    Departures(TwilioCalls calls, FlexDiscovery discovery, Duration moment) {
        this.calls = calls;
        this.discovery = discovery;
        this.moment = moment;
    }

    /** Completes when whatever belongs to the departure should have been told. */
    CompletableFuture<Void> afterAMoment() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(moment.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether the conversation is over; false where Twilio does not tell. One call. */
    CompletableFuture<Boolean> isEnd(String conversation) {
        return discovery
                .sids()
                .thenCompose(sids -> calls.make(client -> Conversation.fetcher(sids.chatService(), conversation)
                                .fetch(client)
                                .getState()
                        == Conversation.State.CLOSED))
                .exceptionally(failure -> {
                    LOG.log(
                            Level.WARNING,
                            "conversation {0} cannot be looked at: {1}",
                            conversation,
                            failure.getMessage());
                    return false;
                });
    }
}
