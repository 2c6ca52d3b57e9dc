package dev.guildline.core.casework;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.Customer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a case is opened.
 *
 * @param kind what it is about
 * @param customer whose it is
 * @param subject one line, never blank
 * @param description the customer's own words, may be empty
 * @param attachments files that came with it
 * @param conversationOrNull the conversation it comes from
 * @param customFields what else the one who opens it wants to keep
 */
public record NewCase(
        CaseKind kind,
        Customer customer,
        String subject,
        String description,
        List<Attachment> attachments,
        @Nullable ConversationId conversationOrNull,
        Map<String, String> customFields) {
    private static final int LONGEST_SUBJECT = 120;

    /**
     * Shortens an overlong subject; takes the description's beginning for a blank one.
     *
     * @throws IllegalArgumentException if subject and description are both blank
     */
    public NewCase {
        attachments = List.copyOf(attachments);
        customFields = Map.copyOf(customFields);
        String line = (subject.isBlank() ? description : subject).strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            throw new IllegalArgumentException("subject: say in a few words what the case is about");
        }
        subject = line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
    }

    /**
     * The conversation it comes from.
     *
     * @return the conversation, empty for a case opened by a command
     */
    public Optional<ConversationId> conversation() {
        return Optional.ofNullable(conversationOrNull);
    }
}
