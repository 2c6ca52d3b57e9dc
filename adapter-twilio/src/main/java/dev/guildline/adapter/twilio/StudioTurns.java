package dev.guildline.adapter.twilio;

import dev.guildline.adapter.twilio.StudioAsks.Ask;
import dev.guildline.adapter.twilio.StudioAsks.Verdict;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.TurnOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * The Studio flow asks for the virtual agent's turn. Studio waits ten seconds; a turn that takes longer goes on, and the
 * flow is told that there is nothing to do.
 */
final class StudioTurns {
    private static final Logger LOG = System.getLogger(StudioTurns.class.getName());

    private final Conversations conversations;
    private final StudioAsks asks;
    private final Duration limit;

    StudioTurns(Conversations conversations, StudioAsks asks, Duration limit) {
        this.conversations = conversations;
        this.asks = asks;
        this.limit = limit;
    }

    CompletionStage<WebhookReply> asked(WebhookFields fields) {
        String conversation = fields.sid("ConversationSid", "CH");
        InboxKey key = new InboxKey("twilio.turn", fields.sid("MessageSid", "IM"));
        Ask ask = asks.begin(conversation);
        CompletableFuture<WebhookReply> reply = new CompletableFuture<>();
        try {
            conversations
                    .virtualAgentAsked(key, ConversationKey.linked(new ExternalRef(conversation)))
                    .whenComplete((outcome, failure) -> {
                        if (failure == null) {
                            answer(ask, reply, conversation, outcome);
                        } else {
                            ask.answered(Verdict.NONE);
                            reply.completeExceptionally(failure);
                        }
                    });
        } catch (RuntimeException failure) {
            ask.answered(Verdict.NONE);
            throw failure;
        }
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!reply.isDone()) {
                        // The reply first: whoever sees the verdict must be able to rely on it.
                        if (reply.complete(none())) {
                            LOG.log(
                                    Level.WARNING,
                                    "a turn in conversation {0} takes long; Studio does not wait",
                                    conversation);
                        }
                        ask.answered(Verdict.NONE);
                    }
                });
        return reply;
    }

    private static void answer(
            Ask ask, CompletableFuture<WebhookReply> reply, String conversation, TurnOutcome outcome) {
        if (outcome instanceof TurnOutcome.HandedOff handedOff) {
            String verdict = Json.object()
                    .put("route", "agent")
                    .put("caseNumber", handedOff.caseNumber().toString())
                    .toString();
            ask.answered(reply.complete(WebhookReply.json(verdict)) ? Verdict.AGENT : Verdict.NONE);
            return;
        }
        ask.answered(Verdict.NONE);
        reply.complete(
                outcome instanceof TurnOutcome.UnknownConversation
                        ? UnknownConversation.reply(LOG, TwilioWebhooks.CHATBOT, conversation)
                        : none());
    }

    private static WebhookReply none() {
        return WebhookReply.json("{\"route\":\"none\"}");
    }
}
