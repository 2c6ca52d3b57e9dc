package dev.guildline.adapter.twilio;

import dev.guildline.adapter.twilio.StudioAsks.Ask;
import dev.guildline.adapter.twilio.StudioAsks.Verdict;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationState.WaitingForAgent;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.TurnOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
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
    private final WakeWatch wakes;
    private final Duration limit;

    StudioTurns(Conversations conversations, StudioAsks asks, WakeWatch wakes, Duration limit) {
        this.conversations = conversations;
        this.asks = asks;
        this.wakes = wakes;
        this.limit = limit;
        wakes.onSilence(this::takeWithoutFlow);
    }

    /** The flow did not ask. If it does later, it names the same message, and nothing is said twice. */
    private void takeWithoutFlow(String conversation, String message) {
        LOG.log(Level.INFO, "the Studio flow did not ask about message {0}: taking the turn without it", message);
        conversations
                .virtualAgentAsked(key(message), ConversationKey.linked(new ExternalRef(conversation)))
                .whenComplete((outcome, failure) -> {
                    if (failure != null) {
                        LOG.log(Level.WARNING, "the turn for message {0} failed: {1}", message, failure.getMessage());
                    }
                });
    }

    private static InboxKey key(String message) {
        return new InboxKey("twilio.turn", message);
    }

    CompletionStage<WebhookReply> asked(WebhookFields fields) {
        String conversation = fields.sid("ConversationSid", "CH");
        String message = fields.sid("MessageSid", "IM");
        InboxKey key = key(message);
        wakes.asked(conversation, message);
        Ask ask = asks.begin(conversation);
        CompletableFuture<WebhookReply> reply = new CompletableFuture<>();
        try {
            ConversationKey linked = ConversationKey.linked(new ExternalRef(conversation));
            conversations
                    .virtualAgentAsked(key, linked)
                    .thenCompose(outcome -> told(outcome, linked, conversation))
                    .whenComplete((verdict, failure) -> {
                        if (failure == null) {
                            boolean told = reply.complete(verdict.reply());
                            ask.answered(told ? verdict.verdict() : Verdict.NONE);
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

    private record Told(Verdict verdict, WebhookReply reply) {}

    private CompletionStage<Told> told(TurnOutcome outcome, ConversationKey linked, String conversation) {
        if (outcome instanceof TurnOutcome.HandedOff handedOff) {
            return conversations.find(linked).thenApply(found -> {
                // Flex drops a second interaction of a conversation: then the flow has nothing to do.
                boolean had = found.flatMap(Conversation::contactLink)
                        .filter(LinkDetails::hasInteraction)
                        .isPresent();
                return had ? new Told(Verdict.NONE, none()) : new Told(Verdict.AGENT, agent(handedOff, found));
            });
        }
        return CompletableFuture.completedFuture(new Told(
                Verdict.NONE,
                outcome instanceof TurnOutcome.UnknownConversation
                        ? UnknownConversation.reply(LOG, TwilioWebhooks.CHATBOT, conversation)
                        : none()));
    }

    private static WebhookReply agent(TurnOutcome.HandedOff handedOff, Optional<Conversation> conversation) {
        String reason = conversation
                .map(Conversation::state)
                .filter(WaitingForAgent.class::isInstance)
                .map(state -> ConversationAttributes.name(((WaitingForAgent) state).reason()))
                .orElse("");
        return WebhookReply.json(Json.object()
                .put("route", "agent")
                .put("caseNumber", handedOff.caseNumber().toString())
                .put("handoffReason", reason)
                .toString());
    }

    private static WebhookReply none() {
        return WebhookReply.json("{\"route\":\"none\"}");
    }
}
