package dev.guildline.adapter.persistence;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.AttachmentRefusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Content that no file has any more, or never came to have. It is in a list from its first piece on until a file names
 * it, so that what a crash left behind is found without looking at all content.
 */
final class ForgottenContent {
    /** So many contents are deleted in one call. */
    private static final int CONTENTS = 8;
    /** So many pieces in one transaction. */
    private static final int PIECES = 16;

    private static final String OF = " where conversation_id in (%s) and content_id is not null";
    private static final String LIST = "insert into guildline.unnamed_content (content_id, since)"
            + " select content_id, %s from guildline.attachment" + OF + " on conflict do nothing";
    private static final String FORGET = "update guildline.attachment set content_id = null, refusal = ?" + OF;
    private static final String DUE = "select content_id from guildline.unnamed_content where since < ?"
            + " order by since fetch first " + CONTENTS + " rows only";
    private static final String NAMED = "select content_id from guildline.attachment where content_id = ?";
    private static final String CLAIM =
            "update guildline.unnamed_content set since = ? where content_id = ? and since < ?";
    private static final String LAST =
            "select max(place) as last_place from guildline.attachment_piece where content_id = ?";
    private static final String DELETE_PIECES =
            "delete from guildline.attachment_piece where content_id = ? and place > ?";
    private static final String UNLIST = "delete from guildline.unnamed_content where content_id = ?";

    private final JdbcStores stores;
    private final InstantSource clock;

    ForgottenContent(JdbcStores stores, InstantSource clock) {
        this.stores = stores;
        this.clock = clock;
    }

    int forget(Collection<ConversationId> conversations) {
        if (conversations.isEmpty()) {
            return 0;
        }
        String marks = String.join(", ", Collections.nCopies(conversations.size(), "?"));
        List<@Nullable Object> ids = conversations.stream()
                .<@Nullable Object>map(ConversationId::value)
                .toList();
        return stores.run(true, sql -> {
            sql.update(LIST.formatted("cast(? as timestamp with time zone)", marks), with(clock.instant(), ids));
            String why = Codes.ATTACHMENT_REFUSAL.code(AttachmentRefusal.NO_LONGER_KEPT);
            return sql.update(FORGET.formatted(marks), with(why, ids));
        });
    }

    private static @Nullable Object[] with(Object first, List<@Nullable Object> rest) {
        return Stream.concat(Stream.<@Nullable Object>of(first), rest.stream()).toArray();
    }

    int sweep(Instant before) {
        List<String> due = stores.run(false, sql -> sql.list(row -> row.text("content_id"), DUE, before));
        int swept = 0;
        for (String content : due) {
            if (stores.run(false, sql -> claim(sql, content, before))) {
                delete(content);
                swept++;
            }
        }
        return swept;
    }

    /** From then on no file can name it. A transaction that is about to name it has the row, and is waited for. */
    private static boolean claim(Sql sql, String content, Instant before) {
        if (!sql.list(row -> row.text("content_id"), NAMED, content).isEmpty()) {
            sql.update(UNLIST, content);
            return false;
        }
        return sql.update(CLAIM, Instant.EPOCH, content, before) > 0;
    }

    /** From the end, so that what a crash leaves can be gone on with. */
    private void delete(String content) {
        long last = stores.run(false, sql -> sql.first(row -> row.numberIfAny("last_place"), LAST, content))
                .flatMap(place -> place)
                .orElse(-1L);
        for (long after = last - PIECES; after >= 0; after -= PIECES) {
            long kept = after;
            stores.run(false, sql -> sql.update(DELETE_PIECES, content, kept));
        }
        stores.run(false, sql -> sql.update(DELETE_PIECES, content, -1L) + sql.update(UNLIST, content));
    }
}
