package dev.guildline.adapter.twilio;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.AgentPresence;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.SignalOutcome;
import java.lang.System.Logger;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What happens in Twilio conversations, told to core. Only what people in Flex do gets through. */
final class ConversationEvents {
    private static final Logger LOG = System.getLogger(ConversationEvents.class.getName());

    private final Conversations conversations;
    private final AgentNames names;
    private final AgentWords words;
    private final Departures departures;
    private final ArrivalOrder order;
    private final CatchUp catchUp;

    ConversationEvents(
            Conversations conversations,
            AgentNames names,
            AgentWords words,
            Departures departures,
            ArrivalOrder order,
            CatchUp catchUp) {
        this.conversations = conversations;
        this.names = names;
        this.words = words;
        this.departures = departures;
        this.order = order;
        this.catchUp = catchUp;
    }

    CompletionStage<WebhookReply> happened(WebhookFields fields) {
        return switch (fields.required("EventType")) {
            case "onMessageAdded" -> messageAdded(fields);
            case "onMessageUpdated" -> messageUpdated(fields);
            case "onMessageRemoved" -> messageRemoved(fields);
            case "onParticipantAdded" -> participantAdded(fields);
            case "onParticipantRemoved" -> participantRemoved(fields);
            case "onConversationStateUpdated" -> stateUpdated(fields);
            default -> nothing();
        };
    }

    /** People in Flex write through the Conversations SDK; whatever came by REST is ours or of no concern. */
    private CompletionStage<WebhookReply> messageAdded(WebhookFields fields) {
        if (!isByPerson(fields)) {
            return nothing();
        }
        AgentWords.Words said = words(fields);
        return words.said(said).thenApply(outcome -> reply(said.conversation(), outcome));
    }

    /** Attributes change as well; core sees by itself that the text is the same. */
    private CompletionStage<WebhookReply> messageUpdated(WebhookFields fields) {
        if (!isByPerson(fields)) {
            return nothing();
        }
        AgentWords.Words now = words(fields);
        String updated = fields.text("DateUpdated");
        String edit = updated.isBlank() ? Integer.toHexString(now.text().hashCode()) : updated;
        return words.edited(now, edit, fields.moment("DateUpdated").orElseGet(Instant::now))
                .thenApply(outcome -> reply(now.conversation(), outcome));
    }

    private CompletionStage<WebhookReply> messageRemoved(WebhookFields fields) {
        if (!isByPerson(fields)) {
            return nothing();
        }
        String sid = fields.sid("ConversationSid", "CH");
        return words.deleted(
                        sid,
                        fields.number("Index"),
                        fields.sid("MessageSid", "IM"),
                        fields.moment("DateRemoved").orElseGet(Instant::now))
                .thenApply(outcome -> reply(sid, outcome));
    }

    private static boolean isByPerson(WebhookFields fields) {
        String author = fields.text("Author");
        return fields.text("Source").equals("SDK") && !author.isBlank() && !Identities.isOwn(author);
    }

    private static AgentWords.Words words(WebhookFields fields) {
        return new AgentWords.Words(
                fields.sid("ConversationSid", "CH"),
                fields.number("Index"),
                fields.sid("MessageSid", "IM"),
                fields.text("Author"),
                fields.text("Body"),
                fields.json("Media"),
                fields.moment("DateCreated").orElse(null));
    }

    private CompletionStage<WebhookReply> participantAdded(WebhookFields fields) {
        String identity = fields.text("Identity");
        if (identity.isBlank() || Identities.isOwn(identity)) {
            return nothing();
        }
        String sid = fields.sid("ConversationSid", "CH");
        InboxKey event = participantEvent(fields);
        return inOurs(
                sid,
                identity,
                conversation -> names.agent(identity, conversation)
                        .thenCompose(agent -> conversations.agentJoined(new AgentPresence(event, key(sid), agent))));
    }

    private CompletionStage<WebhookReply> participantRemoved(WebhookFields fields) {
        String identity = fields.text("Identity");
        if (identity.isBlank() || Identities.isOwn(identity)) {
            return nothing();
        }
        String sid = fields.sid("ConversationSid", "CH");
        InboxKey event = participantEvent(fields);
        return inOurs(
                sid,
                identity,
                conversation -> conversation.isOpen()
                        ? departures.afterAMoment().thenCompose(passed -> departed(sid, event, new AgentId(identity)))
                        : CompletableFuture.completedFuture(SignalOutcome.IGNORED));
    }

    /** An agent who completes a task leaves the conversation a moment before it is closed: that is an end. */
    private CompletionStage<SignalOutcome> departed(String sid, InboxKey event, AgentId agent) {
        return conversations.find(key(sid)).thenCompose(found -> {
            if (found.filter(Conversation::isOpen).isEmpty()) {
                return CompletableFuture.completedFuture(SignalOutcome.IGNORED);
            }
            return departures
                    .isEnd(sid)
                    .thenCompose(end -> end
                            ? ended(sid, CloseReason.AGENT_ENDED)
                            : conversations.agentLeft(new AgentPresence(event, key(sid), new Agent(agent, ""))));
        });
    }

    private CompletionStage<WebhookReply> stateUpdated(WebhookFields fields) {
        if (!fields.text("StateTo").equals("closed")) {
            return nothing();
        }
        String sid = fields.sid("ConversationSid", "CH");
        CloseReason reason = fields.text("Reason").equals("TIMER") ? CloseReason.IDLE : CloseReason.AGENT_ENDED;
        return ended(sid, reason).thenApply(outcome -> reply(sid, outcome));
    }

    /** What was said before comes first, also where it is only being fetched or no webhook told of it. */
    private CompletionStage<SignalOutcome> ended(String sid, CloseReason reason) {
        return catchUp.complete(sid)
                .thenCompose(complete -> order.settled(sid))
                .thenCompose(settled -> conversations.contactEnded(closed(sid), key(sid), reason));
    }

    /** Looks the conversation up in our own store; what its customer does is no agent's doing. */
    private CompletionStage<WebhookReply> inOurs(
            String sid, String identity, Function<Conversation, CompletionStage<SignalOutcome>> effect) {
        return conversations.find(key(sid)).thenCompose(found -> {
            if (found.isEmpty()) {
                return CompletableFuture.completedFuture(reply(sid, SignalOutcome.UNKNOWN_CONVERSATION));
            } else if (Identities.of(found.get().customer().id()).equals(identity)) {
                return nothing();
            }
            return effect.apply(found.get()).thenApply(outcome -> reply(sid, outcome));
        });
    }

    private static WebhookReply reply(String sid, SignalOutcome outcome) {
        return outcome == SignalOutcome.UNKNOWN_CONVERSATION
                ? UnknownConversation.reply(LOG, TwilioWebhooks.FORWARD, sid)
                : WebhookReply.NO_CONTENT;
    }

    private static InboxKey participantEvent(WebhookFields fields) {
        return new InboxKey("twilio.participant", fields.text("EventType") + ":" + fields.sid("ParticipantSid", "MB"));
    }

    private static InboxKey closed(String sid) {
        return new InboxKey("twilio.closed", sid);
    }

    private static ConversationKey key(String sid) {
        return ConversationKey.linked(new ExternalRef(sid));
    }

    private static CompletionStage<WebhookReply> nothing() {
        return CompletableFuture.completedFuture(WebhookReply.NO_CONTENT);
    }
}
