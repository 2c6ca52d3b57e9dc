package dev.guildline.core.participant;

import dev.guildline.core.id.AgentId;

/**
 * A live agent as the customer gets to know them.
 *
 * @param id who it is at the contact center
 * @param displayName the name shown to the customer; the id where the contact center tells no better one
 */
public record Agent(AgentId id, String displayName) {
    /** Falls back to the id for a blank name. */
    public Agent {
        displayName = displayName.isBlank() ? id.value() : displayName.strip();
    }
}
