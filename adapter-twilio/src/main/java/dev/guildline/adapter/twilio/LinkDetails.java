package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildline.core.conversation.ContactLink;
import java.util.Map;
import java.util.Optional;

/** The names under which the adapter keeps things in the details of a contact link. An empty text means none. */
final class LinkDetails {
    /** Whether the flag that makes the Studio flow send to Flex was set: {@code requested} or nothing. */
    static final String HANDOFF = "handoff";

    static final String REQUESTED = "requested";

    /** The task by which the agents were asked last, {@code WT…}. */
    static final String TASK = "task";

    /** The Flex interaction, {@code KD…}. */
    static final String INTERACTION = "interaction";

    /** The interaction's channel, {@code UO…}. */
    static final String CHANNEL = "channel";

    private LinkDetails() {}

    /** What the attributes of a task tell of it. */
    static Map<String, String> ofTask(String taskSid, JsonNode attributes) {
        return Map.of(
                TASK,
                taskSid,
                INTERACTION,
                attributes.path("flexInteractionSid").asText(""),
                CHANNEL,
                attributes.path("flexInteractionChannelSid").asText(""));
    }

    /** The task is gone; the interaction stays with the conversation. */
    static Map<String, String> withoutTask() {
        return Map.of(TASK, "");
    }

    /** Whether the conversation has had its interaction already. */
    static boolean hasInteraction(ContactLink link) {
        return of(link, INTERACTION).isPresent();
    }

    static Optional<String> of(ContactLink link, String name) {
        return Optional.ofNullable(link.details().get(name)).filter(value -> !value.isBlank());
    }
}
