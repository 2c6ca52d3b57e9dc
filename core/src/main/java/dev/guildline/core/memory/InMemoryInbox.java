package dev.guildline.core.memory;

import dev.guildline.core.port.store.Inbox;
import dev.guildline.core.relay.InboxKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class InMemoryInbox implements Inbox {
    private final Map<InboxKey, Instant> all = new HashMap<>();
    private final UndoLog undo;

    InMemoryInbox(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public boolean firstTime(InboxKey key, Instant now) {
        if (all.containsKey(key)) {
            return false;
        }
        undo.put(all, key, now);
        return true;
    }

    int forget(Instant before, int limit) {
        List<InboxKey> old = all.entrySet().stream()
                .filter(seen -> seen.getValue().isBefore(before))
                .sorted(Map.Entry.comparingByValue())
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        old.forEach(key -> undo.remove(all, key));
        return old.size();
    }
}
