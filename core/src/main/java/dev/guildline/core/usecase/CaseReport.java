package dev.guildline.core.usecase;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.InboxKey;
import java.util.List;
import java.util.Map;

/**
 * A customer reports something that should be tracked.
 *
 * @param key names the event
 * @param kind what it is about
 * @param customer who
 * @param subject one line, may be blank if there is a text
 * @param text the customer's own words, may be blank if there is a subject
 * @param attachments files that came with it
 * @param customFields what else should be kept, such as where it was reported
 */
public record CaseReport(
        InboxKey key,
        CaseKind kind,
        CustomerSeen customer,
        String subject,
        String text,
        List<Attachment> attachments,
        Map<String, String> customFields) {
    /**
     * Keeps unchangeable copies.
     *
     * @throws IllegalArgumentException if subject and text are both blank
     */
    public CaseReport {
        attachments = List.copyOf(attachments);
        customFields = Map.copyOf(customFields);
        if (subject.isBlank() && text.isBlank()) {
            throw new IllegalArgumentException("text: say what the report is about");
        }
    }
}
