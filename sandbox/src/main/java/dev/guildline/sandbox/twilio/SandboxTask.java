package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as an agent sees it in the task list: a snapshot.
 *
 * @param sid the task
 * @param reservationSid the offer to this agent
 * @param status what became of the offer
 * @param conversationSid the conversation it is about; empty for a task that has none
 * @param interactionSid the Flex interaction; empty for a task that has none
 * @param channelSid the interaction's channel; empty for a task that has none
 * @param from whom it shows as its label
 * @param attributes all task attributes, JSON text
 * @param priority larger goes first
 * @param offeredAt when it was offered to this agent
 */
public record SandboxTask(
        String sid,
        String reservationSid,
        Status status,
        String conversationSid,
        String interactionSid,
        String channelSid,
        String from,
        String attributes,
        int priority,
        Instant offeredAt) {

    /** What became of an offer. */
    public enum Status {
        /** Waits for accept or reject. */
        OFFERED,
        /** The agent is in the conversation. */
        ACCEPTED,
        /** The chat is over, the agent writes it up. */
        WRAPPING,
        /** Done. */
        COMPLETED,
        /** Declined, timed out or called off. */
        GONE
    }

    /**
     * One attribute.
     *
     * @param path names joined by dots, for example {@code customers.name}
     * @return its text, JSON for objects and lists; null where there is none
     */
    public @Nullable String attribute(String path) {
        JsonNode node = Json.parse(attributes);
        for (String name : path.split("\\.", -1)) {
            node = node == null ? null : node.get(name);
        }
        if (node == null || node.isNull()) {
            return null;
        }
        return node.isValueNode() ? node.asText() : Json.text(node);
    }
}
