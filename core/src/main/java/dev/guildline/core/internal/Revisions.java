package dev.guildline.core.internal;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.store.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What journal entries say after what became of them. */
final class Revisions {
    private Revisions() {}

    /** The entry with its changes applied; empty if it was taken back. */
    static Optional<Message> applied(Message entry, List<MessageChange> changes) {
        MessageBody body = entry.body();
        for (MessageChange change : changes) {
            if (!(change instanceof MessageChange.Edited edited)) {
                return Optional.empty();
            }
            body = edited.body();
        }
        return Optional.of(with(entry, body));
    }

    /** A conversation's entries after a place as they read now, without those that were taken back. */
    static List<Message> read(Journal journal, ConversationId conversation, long after) {
        return applied(journal.read(conversation, after), journal.changes(conversation, after));
    }

    /** Entries as they read now, without those that were taken back. */
    static List<Message> applied(List<Message> entries, List<MessageChange> changes) {
        if (changes.isEmpty()) {
            return entries;
        }
        Map<MessageId, List<MessageChange>> byEntry =
                changes.stream().collect(Collectors.groupingBy(MessageChange::message));
        List<Message> now = new ArrayList<>();
        for (Message entry : entries) {
            applied(entry, byEntry.getOrDefault(entry.id(), List.of())).ifPresent(now::add);
        }
        return now;
    }

    static Message with(Message entry, MessageBody body) {
        return new Message(entry.id(), entry.author(), body, entry.attachments(), entry.replyToOrNull(), entry.at());
    }
}
