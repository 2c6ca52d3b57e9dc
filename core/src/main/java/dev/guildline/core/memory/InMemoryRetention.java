package dev.guildline.core.memory;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.port.store.RetentionStore;
import dev.guildline.core.relay.DeliveryState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

final class InMemoryRetention implements RetentionStore {
    private static final Comparator<Mark> ORDER =
            Comparator.comparing(Mark::changedAt).thenComparing(Mark::conversation);

    private final Map<Stage, Mark> marks = new EnumMap<>(Stage.class);
    private final UndoLog undo;
    private final InMemoryConversations conversations;
    private final InMemoryJournal journal;
    private final InMemoryOutbox outbox;
    private final InMemoryInbox inbox;

    InMemoryRetention(
            UndoLog undo,
            InMemoryConversations conversations,
            InMemoryJournal journal,
            InMemoryOutbox outbox,
            InMemoryInbox inbox) {
        this.undo = undo;
        this.conversations = conversations;
        this.journal = journal;
        this.outbox = outbox;
        this.inbox = inbox;
    }

    @Override
    public Mark reached(Stage stage) {
        return marks.getOrDefault(stage, Mark.START);
    }

    @Override
    public void reach(Stage stage, Mark mark) {
        undo.put(marks, stage, mark);
    }

    @Override
    public List<Mark> closed(Mark after, Instant before, int limit) {
        return conversations
                .closed(before)
                .map(c -> new Mark(c.updatedAt(), c.id().value()))
                .filter(mark -> ORDER.compare(mark, after) > 0)
                .sorted(ORDER)
                .limit(limit)
                .toList();
    }

    @Override
    public Set<ConversationId> having(Collection<ConversationId> among, Set<DeliveryState> states) {
        return among.stream().filter(id -> outbox.hasAny(id, states)).collect(Collectors.toSet());
    }

    @Override
    public int forgetDeliveries(Collection<ConversationId> of, Set<DeliveryState> states, int limit) {
        return outbox.forget(of, states, limit);
    }

    @Override
    public int forgetTalks(Collection<ConversationId> of, int limit) {
        int forgotten = 0;
        for (ConversationId id : of) {
            forgotten += journal.forget(id, limit - forgotten);
        }
        return forgotten;
    }

    @Override
    public int forgetEvents(Instant before, int limit) {
        return inbox.forget(before, limit);
    }
}
