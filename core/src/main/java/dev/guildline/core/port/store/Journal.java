package dev.guildline.core.port.store;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.relay.Side;
import java.util.List;
import java.util.Optional;

/** Keeps what was said. Entries are added, never changed; what becomes of them is kept beside them. */
public interface Journal {
    /**
     * Adds an entry.
     *
     * @param entry the entry
     * @throws IllegalStateException if its place is taken
     */
    void append(Message entry);

    /**
     * Finds an entry.
     *
     * @param id which
     * @return the entry, empty if there is none
     */
    Optional<Message> find(MessageId id);

    /**
     * Reads a conversation.
     *
     * @param conversation which
     * @param after only entries after this place; 0 for all
     * @return in order
     */
    List<Message> read(ConversationId conversation, long after);

    /**
     * Adds a change of an entry. Changes of one entry are numbered from 1 without gaps.
     *
     * @param change the change
     * @throws IllegalStateException if its number is taken, or there is no such entry
     */
    void change(MessageChange change);

    /**
     * Reads the changes of an entry.
     *
     * @param id which entry
     * @return in the order they were made, empty if it was never changed
     */
    List<MessageChange> changesOf(MessageId id);

    /**
     * Reads the changes of a conversation's entries.
     *
     * @param conversation which
     * @param after only of entries after this place; 0 for all
     * @return by entry, and for each in the order they were made
     */
    List<MessageChange> changes(ConversationId conversation, long after);

    /**
     * Remembers what a side calls an entry. Said twice, the last word counts.
     *
     * @param id which entry
     * @param side the side
     * @param ref its name there
     */
    void named(MessageId id, Side side, ExternalRef ref);

    /**
     * What a side calls an entry.
     *
     * @param id which entry
     * @param side the side
     * @return its name there, empty if it was never there
     */
    Optional<ExternalRef> nameOf(MessageId id, Side side);

    /**
     * Finds an entry by what a side calls it.
     *
     * @param side the side
     * @param ref its name there
     * @return the entry, empty if there is none
     */
    Optional<Message> byName(Side side, ExternalRef ref);
}
