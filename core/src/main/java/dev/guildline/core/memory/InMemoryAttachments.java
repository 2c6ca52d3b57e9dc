package dev.guildline.core.memory;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.KeptAttachment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps files in memory, whole: for tests and demonstrations, not for many customers. Thread-safe.
 *
 * <pre>{@code
 * Guildline guildline = Guildline.builder()
 *         .channel(channel)
 *         .attachments(new InMemoryAttachments(), AttachmentPolicy.DEFAULT)
 *         .build();
 * }</pre>
 */
public final class InMemoryAttachments implements AttachmentStore {
    @SuppressWarnings("ArrayRecordComponent") // found by key, never compared
    private record Entry(KeptAttachment kept, byte[] content) {
        Entry withoutContent() {
            KeptAttachment forgotten = new KeptAttachment(
                    kept.key(), kept.name(), kept.contentType(), kept.size(), AttachmentRefusal.NO_LONGER_KEPT);
            return new Entry(forgotten, new byte[0]);
        }
    }

    private final Map<AttachmentKey, Entry> entries = new ConcurrentHashMap<>();

    /** Makes an empty store. */
    public InMemoryAttachments() {}

    @Override
    public Optional<KeptAttachment> find(AttachmentKey key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::kept);
    }

    @Override
    public KeptAttachment keep(AttachmentKey key, Attachment described, InputStream content, long largest)
            throws IOException {
        byte[] bytes = content.readNBytes((int) Math.min(largest + 1, Integer.MAX_VALUE - 8));
        if (bytes.length > largest) {
            return refuse(key, described, AttachmentRefusal.TOO_LARGE);
        }
        return first(new KeptAttachment(key, described.name(), described.contentType(), bytes.length, null), bytes);
    }

    @Override
    public KeptAttachment refuse(AttachmentKey key, Attachment described, AttachmentRefusal why) {
        return first(
                new KeptAttachment(key, described.name(), described.contentType(), described.size(), why), new byte[0]);
    }

    private KeptAttachment first(KeptAttachment kept, byte[] content) {
        Entry before = entries.putIfAbsent(key(kept), new Entry(kept, content));
        return before == null ? kept : before.kept();
    }

    private static AttachmentKey key(KeptAttachment kept) {
        return kept.key();
    }

    @Override
    public InputStream open(AttachmentKey key) {
        Entry entry = entries.get(key);
        if (entry == null || entry.kept().refusal().isPresent()) {
            throw new PortException.Permanent(Refusal.NOT_FOUND, "no content is kept of attachment " + key, null);
        }
        return new ByteArrayInputStream(entry.content());
    }

    @Override
    public int forget(Collection<ConversationId> conversations) {
        int forgotten = 0;
        for (AttachmentKey key : Set.copyOf(entries.keySet())) {
            Entry entry = entries.get(key);
            if (entry != null
                    && entry.kept().refusal().isEmpty()
                    && conversations.contains(key.message().conversation())
                    && entries.replace(key, entry, entry.withoutContent())) {
                forgotten++;
            }
        }
        return forgotten;
    }

    /** Nothing is left behind: forgotten content takes no room. */
    @Override
    public int sweep(Instant before) {
        return 0;
    }
}
