package dev.guildline.core.memory;

import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.store.ConversationStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class InMemoryConversations implements ConversationStore {
    private final Map<ConversationId, Conversation> all = new HashMap<>();
    private final Map<CustomerId, ConversationId> open = new HashMap<>();
    private final Map<ExternalRef, ConversationId> byContact = new HashMap<>();
    private final UndoLog undo;

    InMemoryConversations(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public void add(Conversation begun) {
        if (all.containsKey(begun.id())) {
            throw new IllegalStateException("conversation " + begun.id() + " exists already");
        }
        keep(begun);
    }

    @Override
    public void save(Conversation changed) {
        if (!all.containsKey(changed.id())) {
            throw new IllegalStateException("conversation " + changed.id() + " was never added");
        }
        keep(changed);
    }

    private void keep(Conversation conversation) {
        CustomerId customer = conversation.customer().id();
        ConversationId openOne = open.get(customer);
        if (conversation.isOpen()) {
            if (openOne != null && !openOne.equals(conversation.id())) {
                throw new IllegalStateException("customer " + customer + " has conversation " + openOne + " open");
            }
            undo.put(open, customer, conversation.id());
        } else if (conversation.id().equals(openOne)) {
            undo.remove(open, customer);
        }
        conversation.contactLink().map(ContactLink::ref).ifPresent(ref -> undo.put(byContact, ref, conversation.id()));
        undo.put(all, conversation.id(), conversation);
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<Conversation> openOf(CustomerId customer) {
        return Optional.ofNullable(open.get(customer)).flatMap(this::find);
    }

    @Override
    public Optional<Conversation> byContact(ExternalRef contact) {
        return Optional.ofNullable(byContact.get(contact)).flatMap(this::find);
    }

    @Override
    public List<Conversation> list(Set<ConversationStatus> statuses, int limit) {
        return all.values().stream()
                .filter(c -> statuses.contains(c.status()))
                .sorted(Comparator.comparing(Conversation::updatedAt).reversed())
                .limit(limit)
                .toList();
    }

    /** Those that are over and last changed before a moment. */
    Stream<Conversation> closed(Instant before) {
        return all.values().stream().filter(c -> !c.isOpen() && c.updatedAt().isBefore(before));
    }

    @Override
    public List<Conversation> page(@Nullable ConversationId afterOrNull, int limit) {
        return all.values().stream()
                .filter(c -> afterOrNull == null || c.id().value().compareTo(afterOrNull.value()) > 0)
                .sorted(Comparator.comparing(c -> c.id().value()))
                .limit(limit)
                .toList();
    }
}
