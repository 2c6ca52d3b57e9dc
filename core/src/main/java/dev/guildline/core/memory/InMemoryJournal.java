package dev.guildline.core.memory;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.relay.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class InMemoryJournal implements Journal {
    private record SideOf(MessageId id, Side side) {}

    private record NameAt(Side side, ExternalRef ref) {}

    private final Map<MessageId, Message> entries = new HashMap<>();
    private final Map<MessageId, List<MessageChange>> changes = new HashMap<>();
    private final Map<SideOf, ExternalRef> names = new HashMap<>();
    private final Map<NameAt, MessageId> byName = new HashMap<>();
    /** Up to which place a conversation's entries are no longer kept. */
    private final Map<ConversationId, Long> forgotten = new HashMap<>();

    private final UndoLog undo;

    InMemoryJournal(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public void append(Message entry) {
        if (entries.containsKey(entry.id())) {
            throw new IllegalStateException("journal entry " + entry.id() + " exists already");
        }
        undo.put(entries, entry.id(), entry);
    }

    @Override
    public Optional<Message> find(MessageId id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public List<Message> read(ConversationId conversation, long after) {
        List<Message> found = new ArrayList<>();
        long sequence = Math.max(after, forgotten.getOrDefault(conversation, 0L)) + 1;
        for (Message next = entries.get(new MessageId(conversation, sequence));
                next != null;
                next = entries.get(new MessageId(conversation, sequence))) {
            found.add(next);
            sequence++;
        }
        return found;
    }

    @Override
    public void change(MessageChange change) {
        List<MessageChange> before = changesOf(change.message());
        if (!entries.containsKey(change.message()) || change.number() != before.size() + 1) {
            throw new IllegalStateException("change " + change.number() + " of journal entry " + change.message()
                    + " cannot be kept: there is no such entry, or its last change is " + before.size());
        }
        List<MessageChange> all = new ArrayList<>(before);
        all.add(change);
        undo.put(changes, change.message(), List.copyOf(all));
    }

    @Override
    public List<MessageChange> changesOf(MessageId id) {
        return changes.getOrDefault(id, List.of());
    }

    @Override
    public List<MessageChange> changes(ConversationId conversation, long after) {
        return read(conversation, after).stream()
                .flatMap(entry -> changesOf(entry.id()).stream())
                .toList();
    }

    @Override
    public void named(MessageId id, Side side, ExternalRef ref) {
        ExternalRef before = undo.put(names, new SideOf(id, side), ref);
        if (before != null) {
            undo.remove(byName, new NameAt(side, before));
        }
        undo.put(byName, new NameAt(side, ref), id);
    }

    @Override
    public Optional<ExternalRef> nameOf(MessageId id, Side side) {
        return Optional.ofNullable(names.get(new SideOf(id, side)));
    }

    @Override
    public Optional<Message> byName(Side side, ExternalRef ref) {
        return Optional.ofNullable(byName.get(new NameAt(side, ref))).flatMap(this::find);
    }

    int forget(ConversationId conversation, int limit) {
        List<Message> old = read(conversation, 0).stream().limit(limit).toList();
        for (Message entry : old) {
            undo.remove(entries, entry.id());
            undo.remove(changes, entry.id());
            for (Side side : Side.values()) {
                nameOf(entry.id(), side).ifPresent(ref -> undo.remove(byName, new NameAt(side, ref)));
                undo.remove(names, new SideOf(entry.id(), side));
            }
            undo.put(forgotten, conversation, entry.id().sequence());
        }
        return old.size();
    }
}
