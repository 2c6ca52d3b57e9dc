package dev.guildline.sandbox.twilio;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation and what is in it: a snapshot.
 *
 * @param sid CH sid
 * @param serviceSid the chat service it is in
 * @param uniqueName its unique name, where it has one
 * @param friendlyName its name, where it has one
 * @param state {@code active}, {@code inactive} or {@code closed}
 * @param attributes JSON text
 * @param participants identities in the order they joined
 * @param agents the full names of the agents in it
 * @param messages in the order of their indexes
 * @param webhooks how many webhooks of its own it has
 * @param createdAt when it was made
 */
public record ConversationView(
        String sid,
        String serviceSid,
        @Nullable String uniqueName,
        @Nullable String friendlyName,
        String state,
        String attributes,
        List<String> participants,
        List<String> agents,
        List<MessageView> messages,
        int webhooks,
        Instant createdAt) {

    /** Copies the lists. */
    public ConversationView {
        participants = List.copyOf(participants);
        agents = List.copyOf(agents);
        messages = List.copyOf(messages);
    }
}
