package dev.guildline.core.usecase;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;

/** How a caller names a conversation: by its identity, or by its far half at the contact center. */
public sealed interface ConversationKey {
    /**
     * By its identity.
     *
     * @param id the identity
     */
    record Own(ConversationId id) implements ConversationKey {}

    /**
     * By its far half.
     *
     * @param contact the contact center's name for it
     */
    record Linked(ExternalRef contact) implements ConversationKey {}

    /**
     * By its identity.
     *
     * @param id the identity
     * @return the key
     */
    static ConversationKey of(ConversationId id) {
        return new Own(id);
    }

    /**
     * By its far half.
     *
     * @param contact the contact center's name for it
     * @return the key
     */
    static ConversationKey linked(ExternalRef contact) {
        return new Linked(contact);
    }
}
