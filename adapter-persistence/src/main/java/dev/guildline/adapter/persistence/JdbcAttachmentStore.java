package dev.guildline.adapter.persistence;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.KeptAttachment;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files in pieces, each read and written by a short transaction of its own: no connection waits for a slow download, and
 * no file is in memory as a whole. A file is there once the row that names its content is.
 */
final class JdbcAttachmentStore implements AttachmentStore {
    private static final int PIECE = 256 << 10;
    private static final String FIND = "select name, content_type, size_in_bytes, content_id, refusal"
            + " from guildline.attachment where conversation_id = ? and sequence = ? and place = ?";
    private static final String INSERT = "insert into guildline.attachment (conversation_id, sequence, place, name,"
            + " content_type, size_in_bytes, content_id, refusal, kept_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict do nothing";
    private static final String INSERT_PIECE =
            "insert into guildline.attachment_piece (content_id, place, content, kept_at) values (?, ?, ?, ?)";
    private static final String PIECE_AT =
            "select content from guildline.attachment_piece where content_id = ? and place = ?";
    private static final String DELETE_PIECES = "delete from guildline.attachment_piece where content_id = ?";
    private static final String INSERT_UNNAMED =
            "insert into guildline.unnamed_content (content_id, since) values (?, ?)";
    private static final String DELETE_UNNAMED = "delete from guildline.unnamed_content where content_id = ?";
    private static final String NAME = DELETE_UNNAMED + " and since > ?";

    private final JdbcStores stores;
    private final InstantSource clock;
    private final ForgottenContent forgotten;

    JdbcAttachmentStore(JdbcStores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
        this.forgotten = new ForgottenContent(stores, clock);
    }

    private record Stored(KeptAttachment kept, @Nullable String contentId) {}

    @Override
    public Optional<KeptAttachment> find(AttachmentKey key) {
        return stored(key).map(Stored::kept);
    }

    private Optional<Stored> stored(AttachmentKey key) {
        return stores.run(
                false,
                sql -> sql.first(
                        row -> read(row, key),
                        FIND,
                        key.message().conversation().value(),
                        key.message().sequence(),
                        key.place()));
    }

    private static Stored read(Row row, AttachmentKey key) throws SQLException {
        AttachmentRefusal refusal =
                row.textIfAny("refusal").map(Codes.ATTACHMENT_REFUSAL::constant).orElse(null);
        return new Stored(
                new KeptAttachment(
                        key, row.text("name"), row.text("content_type"), row.number("size_in_bytes"), refusal),
                row.textIfAny("content_id").orElse(null));
    }

    @Override
    public KeptAttachment keep(AttachmentKey key, Attachment described, InputStream content, long largest)
            throws IOException {
        String contentId = UUID.randomUUID().toString();
        boolean named = false;
        try {
            long size = write(contentId, content, largest);
            if (size > largest) {
                return refuse(key, described, AttachmentRefusal.TOO_LARGE);
            }
            named = insert(new KeptAttachment(key, described.name(), described.contentType(), size, null), contentId);
            return find(key).orElseThrow(() -> new IllegalStateException("attachment " + key + " was not kept"));
        } catch (PortException.OutcomeUnknown unclear) {
            // The row may be there: its content must stay.
            named = true;
            throw unclear;
        } finally {
            if (!named) {
                forget(contentId);
            }
        }
    }

    /** Stops as soon as it is too much; the number of bytes then is only known to be that. */
    private long write(String contentId, InputStream content, long largest) throws IOException {
        long size = 0;
        for (int place = 0; ; place++) {
            byte[] piece = content.readNBytes((int) Math.min(PIECE, largest + 1 - size));
            size += piece.length;
            if (piece.length == 0 || size > largest) {
                return size;
            }
            int number = place;
            stores.run(false, sql -> {
                if (number == 0) {
                    sql.update(INSERT_UNNAMED, contentId, clock.instant());
                }
                return sql.update(INSERT_PIECE, contentId, number, piece, clock.instant());
            });
        }
    }

    private void forget(String contentId) {
        try {
            stores.run(false, sql -> sql.update(DELETE_PIECES, contentId) + sql.update(DELETE_UNNAMED, contentId));
        } catch (PortException left) {
            System.getLogger(JdbcAttachmentStore.class.getName())
                    .log(System.Logger.Level.WARNING, "content {0}, which nothing names, is left behind", contentId);
        }
    }

    @Override
    public KeptAttachment refuse(AttachmentKey key, Attachment described, AttachmentRefusal why) {
        insert(new KeptAttachment(key, described.name(), described.contentType(), described.size(), why), null);
        return find(key).orElseThrow(() -> new IllegalStateException("attachment " + key + " was not kept"));
    }

    private boolean insert(KeptAttachment kept, @Nullable String contentId) {
        AttachmentKey key = kept.key();
        int rows = stores.run(true, sql -> {
            int inserted = sql.update(
                    () -> new IllegalStateException(
                            "attachment " + key + " cannot be kept: its message was never kept"),
                    INSERT,
                    key.message().conversation().value(),
                    key.message().sequence(),
                    key.place(),
                    kept.name(),
                    kept.contentType(),
                    kept.size(),
                    contentId,
                    kept.refusal().map(Codes.ATTACHMENT_REFUSAL::code).orElse(null),
                    clock.instant());
            boolean hasPieces = contentId != null && kept.size() > 0;
            if (inserted > 0 && hasPieces && sql.update(NAME, contentId, Instant.EPOCH) == 0) {
                throw new PortException.Retryable(
                        "the content of attachment " + key + " was taken for left over: it took too long to be copied",
                        null);
            }
            return inserted;
        });
        return rows > 0;
    }

    @Override
    public InputStream open(AttachmentKey key) {
        Stored stored = stored(key).orElse(null);
        if (stored == null || stored.contentId() == null) {
            boolean was = stored != null && stored.kept().refusalOrNull() == AttachmentRefusal.NO_LONGER_KEPT;
            throw new PortException.Permanent(
                    Refusal.NOT_FOUND, "no content is kept of attachment " + key + (was ? " any longer" : ""), null);
        }
        return new Pieces(stored.contentId(), stored.kept().size());
    }

    @Override
    public int forget(Collection<ConversationId> conversations) {
        return forgotten.forget(conversations);
    }

    @Override
    public int sweep(Instant before) {
        return forgotten.sweep(before);
    }

    /** One piece in memory at a time. */
    private final class Pieces extends InputStream {
        private final String contentId;
        private byte[] piece = new byte[0];
        private int at;
        private int next;

        private long missing;

        private Pieces(String contentId, long size) {
            this.contentId = contentId;
            this.missing = size;
        }

        private boolean isAtEnd() {
            if (at == piece.length && next >= 0) {
                Optional<byte[]> read =
                        stores.run(false, sql -> sql.first(row -> row.bytes("content"), PIECE_AT, contentId, next));
                piece = read.orElse(new byte[0]);
                next = read.isPresent() ? next + 1 : -1;
                at = 0;
                missing -= piece.length;
                if (read.isEmpty() && missing > 0) {
                    throw new PortException.Permanent(
                            Refusal.NOT_FOUND, "content " + contentId + " is not kept any longer", null);
                }
            }
            return at == piece.length;
        }

        @Override
        public int read() {
            return isAtEnd() ? -1 : piece[at++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (isAtEnd()) {
                return -1;
            }
            int some = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, some);
            at += some;
            return some;
        }
    }
}
