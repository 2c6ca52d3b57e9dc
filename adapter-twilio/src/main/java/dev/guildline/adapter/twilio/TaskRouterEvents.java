package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What TaskRouter tells of tasks, told to core. Other channels' tasks come here too and are left alone. */
final class TaskRouterEvents {
    /** What the workspace is asked to tell. */
    static final List<String> FILTER = List.of(
            "task.created",
            "task.canceled",
            "task.deleted",
            "task.system-deleted",
            "workflow.timeout",
            "reservation.accepted");

    private static final String CLIENT = "client:";

    private final Conversations conversations;
    private final AgentNames names;
    private final TaskSightings sightings;

    TaskRouterEvents(Conversations conversations, AgentNames names, TaskSightings sightings) {
        this.conversations = conversations;
        this.names = names;
        this.sightings = sightings;
    }

    CompletionStage<WebhookReply> happened(WebhookFields fields) {
        String event = fields.required("EventType");
        if (!FILTER.contains(event)) {
            return nothing();
        }
        JsonNode task = fields.json("TaskAttributes");
        String conversation = task.path("conversationSid").asText("");
        boolean ours = conversation.startsWith("CH")
                && !task.path("sourceChannel").asText("").isBlank()
                && !task.path("sessionId").asText("").isBlank();
        if (!ours) {
            return nothing();
        }
        String taskSid = fields.sid("TaskSid", "WT");
        return switch (event) {
            case "task.created" -> created(conversation, taskSid, task);
            case "reservation.accepted" -> accepted(fields, conversation, taskSid, task);
            default -> over(conversation, taskSid);
        };
    }

    private CompletionStage<WebhookReply> created(String conversation, String taskSid, JsonNode task) {
        sightings.seen(conversation, LinkDetails.ofTask(taskSid, task));
        return conversations
                .contactLearned(key(conversation), LinkDetails.ofTask(taskSid, task))
                .thenApply(outcome -> WebhookReply.NO_CONTENT);
    }

    private CompletionStage<WebhookReply> accepted(
            WebhookFields fields, String conversation, String taskSid, JsonNode task) {
        InboxKey event = new InboxKey("twilio.reservation", fields.sid("ReservationSid", "WR"));
        JsonNode worker = fields.json("WorkerAttributes");
        String contact = worker.path("contact_uri").asText("");
        String identity = contact.startsWith(CLIENT) && contact.length() > CLIENT.length()
                ? contact.substring(CLIENT.length())
                : fields.required("WorkerName");
        String name = worker.path("full_name").asText("");
        names.learn(identity, name);
        Agent agent = new Agent(new AgentId(identity), name);
        return conversations
                .contactLearned(key(conversation), LinkDetails.ofTask(taskSid, task))
                .thenCompose(learned -> conversations.agentJoined(new AgentPresence(event, key(conversation), agent)))
                .thenApply(outcome -> WebhookReply.NO_CONTENT);
    }

    /** Several events tell the end of one task: they count once, and only for the task that was asked for last. */
    private CompletionStage<WebhookReply> over(String conversation, String taskSid) {
        sightings.gone(conversation, taskSid);
        return conversations.find(key(conversation)).thenCompose(found -> {
            if (found.isEmpty() || isOfAnotherTask(found.get(), taskSid)) {
                return nothing();
            }
            InboxKey event = new InboxKey("twilio.task.over", taskSid);
            return conversations
                    .noAgentAvailable(event, key(conversation))
                    .thenCompose(outcome -> outcome == SignalOutcome.DUPLICATE
                            ? nothing()
                            : conversations
                                    .contactLearned(key(conversation), LinkDetails.withoutTask())
                                    .thenApply(learned -> WebhookReply.NO_CONTENT));
        });
    }

    private static boolean isOfAnotherTask(Conversation conversation, String taskSid) {
        return conversation
                .contactLink()
                .flatMap(link -> LinkDetails.of(link, LinkDetails.TASK))
                .filter(known -> !known.equals(taskSid))
                .isPresent();
    }

    private static ConversationKey key(String conversation) {
        return ConversationKey.linked(new ExternalRef(conversation));
    }

    private static CompletionStage<WebhookReply> nothing() {
        return CompletableFuture.completedFuture(WebhookReply.NO_CONTENT);
    }
}
