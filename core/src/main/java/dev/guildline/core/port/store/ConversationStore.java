package dev.guildline.core.port.store;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.ExternalRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps conversations. At most one open conversation for a customer can be kept. */
public interface ConversationStore {
    /**
     * Keeps a new conversation.
     *
     * @param begun the conversation
     * @throws IllegalStateException if its identity is taken or its customer has another open one
     */
    void add(Conversation begun);

    /**
     * Keeps a changed conversation.
     *
     * @param changed the conversation as it should be from now on
     * @throws IllegalStateException if it was never added, or if it is open and its customer has another open one
     */
    void save(Conversation changed);

    /**
     * Finds a conversation.
     *
     * @param id which
     * @return the conversation, empty if there is none
     */
    Optional<Conversation> find(ConversationId id);

    /**
     * Finds a customer's open conversation.
     *
     * @param customer whose
     * @return the conversation, empty if none is open
     */
    Optional<Conversation> openOf(CustomerId customer);

    /**
     * Finds a conversation by its far half.
     *
     * @param contact the contact center's name for it
     * @return the conversation, empty if none has that far half
     */
    Optional<Conversation> byContact(ExternalRef contact);

    /**
     * Lists conversations.
     *
     * @param statuses only in one of these
     * @param limit how many at most
     * @return the last changed first
     */
    List<Conversation> list(Set<ConversationStatus> statuses, int limit);

    /**
     * Goes through all conversations, whatever their status.
     *
     * @param afterOrNull the last one of the page before, null for the first page
     * @param limit how many at most
     * @return the next ones, in an order that never changes
     */
    List<Conversation> page(@Nullable ConversationId afterOrNull, int limit);
}
