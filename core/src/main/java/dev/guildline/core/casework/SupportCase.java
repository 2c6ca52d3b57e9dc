package dev.guildline.core.casework;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.message.Attachment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tracked matter. A value: every change makes a new one and adds a line to the history.
 *
 * @param number what it is called
 * @param status where it stands
 * @param priority how soon it should be looked at
 * @param subject one line
 * @param description the customer's own words
 * @param customer whose it is
 * @param customerName what the customer was called when it was opened
 * @param tags words to find it by
 * @param customFields further named values
 * @param conversations the conversations it belongs to, oldest first
 * @param links other cases it is linked to
 * @param attachments files that came with it
 * @param notes the team's remarks, oldest first
 * @param history what changed, oldest first
 * @param openedAt when it was opened
 * @param closedAtOrNull when it was last closed; null while it is not closed
 */
public record SupportCase(
        CaseNumber number,
        CaseStatus status,
        CasePriority priority,
        String subject,
        String description,
        CustomerId customer,
        String customerName,
        Set<String> tags,
        Map<String, String> customFields,
        List<ConversationId> conversations,
        Set<CaseNumber> links,
        List<Attachment> attachments,
        List<CaseNote> notes,
        List<CaseChange> history,
        Instant openedAt,
        @Nullable Instant closedAtOrNull) {

    /** Keeps unchangeable copies. */
    public SupportCase {
        tags = Set.copyOf(tags);
        customFields = Map.copyOf(customFields);
        conversations = List.copyOf(conversations);
        links = Set.copyOf(links);
        attachments = List.copyOf(attachments);
        notes = List.copyOf(notes);
        history = List.copyOf(history);
    }

    /**
     * A case that is opened now.
     *
     * @param number what it is called from now on
     * @param opened what is known of it
     * @param now when
     * @return an open case of normal priority
     */
    public static SupportCase open(CaseNumber number, NewCase opened, Instant now) {
        return new SupportCase(
                number,
                CaseStatus.OPEN,
                CasePriority.NORMAL,
                opened.subject(),
                opened.description(),
                opened.customer().id(),
                opened.customer().displayName(),
                Set.of(),
                opened.customFields(),
                opened.conversation().map(List::of).orElse(List.of()),
                Set.of(),
                opened.attachments(),
                List.of(),
                List.of(),
                now,
                null);
    }

    /**
     * When it was closed.
     *
     * @return the moment, empty while it is not closed
     */
    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAtOrNull);
    }

    /**
     * This case in another status. The same status changes nothing.
     *
     * @param next the status
     * @param by who changes it
     * @param now when
     * @return the changed case
     */
    public SupportCase withStatus(CaseStatus next, String by, Instant now) {
        if (next == status) {
            return this;
        }
        Change change = new Change(this);
        change.status = next;
        change.history = plus(history, new CaseChange("status", status.name(), next.name(), by, now));
        change.closedAtOrNull = next == CaseStatus.CLOSED ? now : null;
        return change.made();
    }

    /**
     * This case with one more remark.
     *
     * @param note the remark
     * @return the changed case
     */
    public SupportCase withNote(CaseNote note) {
        Change change = new Change(this);
        change.notes = plus(notes, note);
        return change.made();
    }

    /**
     * This case with a named value set.
     *
     * @param field the name
     * @param value the value
     * @param by who sets it
     * @param now when
     * @return the changed case
     */
    public SupportCase withField(String field, String value, String by, Instant now) {
        Map<String, String> fields = new HashMap<>(customFields);
        String before = fields.put(field, value);
        Change change = new Change(this);
        change.customFields = fields;
        change.history = plus(history, new CaseChange(field, before == null ? "" : before, value, by, now));
        return change.made();
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> all = new ArrayList<>(list);
        all.add(one);
        return all;
    }

    /** A copy in the making, so that each change names only what it changes. */
    private static final class Change {
        private final CaseNumber number;
        private CaseStatus status;
        private final CasePriority priority;
        private final String subject;
        private final String description;
        private final CustomerId customer;
        private final String customerName;
        private final Set<String> tags;
        private Map<String, String> customFields;
        private final List<ConversationId> conversations;
        private final Set<CaseNumber> links;
        private final List<Attachment> attachments;
        private List<CaseNote> notes;
        private List<CaseChange> history;
        private final Instant openedAt;
        private @Nullable Instant closedAtOrNull;

        Change(SupportCase from) {
            number = from.number;
            status = from.status;
            priority = from.priority;
            subject = from.subject;
            description = from.description;
            customer = from.customer;
            customerName = from.customerName;
            tags = from.tags;
            customFields = from.customFields;
            conversations = from.conversations;
            links = from.links;
            attachments = from.attachments;
            notes = from.notes;
            history = from.history;
            openedAt = from.openedAt;
            closedAtOrNull = from.closedAtOrNull;
        }

        SupportCase made() {
            return new SupportCase(
                    number,
                    status,
                    priority,
                    subject,
                    description,
                    customer,
                    customerName,
                    tags,
                    customFields,
                    conversations,
                    links,
                    attachments,
                    notes,
                    history,
                    openedAt,
                    closedAtOrNull);
        }
    }
}
