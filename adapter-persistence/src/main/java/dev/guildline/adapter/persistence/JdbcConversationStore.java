package dev.guildline.adapter.persistence;

import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.Epoch;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.ConversationStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conversations of one transaction; changes reach the database with {@link #flush}, a new one at once. */
final class JdbcConversationStore implements ConversationStore {
    private static final String COLUMNS = "id, customer_id, channel, address, display_name, locale, public_place,"
            + " written_language, state, epoch, last_sequence, answered_through, abstentions, contact_ref, contact_details, informed_through, case_kind,"
            + " case_number, rating, opened_at, updated_at";
    private static final String INSERT =
            "insert into guildline.conversation (customer_id, open_customer_id, channel, address, display_name, locale,"
                    + " public_place, written_language, status, state, epoch, last_sequence, answered_through, abstentions, contact_ref,"
                    + " contact_details, informed_through, case_kind, case_number, rating, opened_at, updated_at, id)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE =
            "update guildline.conversation set customer_id = ?, open_customer_id = ?, channel = ?, address = ?,"
                    + " display_name = ?, locale = ?, public_place = ?, written_language = ?, status = ?, state = ?, epoch = ?, last_sequence = ?,"
                    + " answered_through = ?, abstentions = ?, contact_ref = ?, contact_details = ?,"
                    + " informed_through = ?, case_kind = ?, case_number = ?, rating = ?, opened_at = ?,"
                    + " updated_at = ? where id = ?";
    private static final String SELECT = "select " + COLUMNS + " from guildline.conversation where ";

    private static final String UPDATE_PROGRESS =
            "update guildline.conversation set last_sequence = ?, answered_through = ?, abstentions = ?,"
                    + " informed_through = ?, updated_at = ? where id = ?";

    private final Sql sql;
    /** Those that were read or written, as they are now for this transaction. */
    private final Map<ConversationId, Conversation> known = new HashMap<>();

    private final Map<CustomerId, ConversationId> openOf = new HashMap<>();
    private final Map<ExternalRef, ConversationId> byContact = new HashMap<>();

    /** As they are in the database, of those that are known. */
    private final Map<ConversationId, Conversation> stored = new HashMap<>();

    private final Set<ConversationId> unsaved = new LinkedHashSet<>();

    JdbcConversationStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Conversation begun) {
        // One that is closed in the same transaction has to make room first.
        flush();
        sql.update(() -> taken(begun), INSERT, row(begun));
        know(begun);
        stored.put(begun.id(), begun);
    }

    @Override
    public void save(Conversation changed) {
        know(changed);
        unsaved.add(changed.id());
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        Conversation now = known.get(id);
        return now != null ? Optional.of(now) : read(SELECT + "id = ?", id.value());
    }

    @Override
    public Optional<Conversation> openOf(CustomerId customer) {
        ConversationId id = openOf.get(customer);
        return id != null ? find(id) : read(SELECT + "open_customer_id = ?", customer.value());
    }

    @Override
    public Optional<Conversation> byContact(ExternalRef contact) {
        ConversationId id = byContact.get(contact);
        return id != null ? find(id) : read(SELECT + "contact_ref = ?", contact.value());
    }

    /** What the database says, unless this transaction knows better: then it is not what was asked for any more. */
    private Optional<Conversation> read(String select, String parameter) {
        Optional<Conversation> found = sql.first(this::read, select, parameter).filter(c -> !known.containsKey(c.id()));
        found.ifPresent(conversation -> {
            know(conversation);
            stored.put(conversation.id(), conversation);
        });
        return found;
    }

    private void know(Conversation now) {
        Conversation before = known.put(now.id(), now);
        if (before != null) {
            openOf.remove(before.customer().id(), before.id());
            before.contactLink().ifPresent(link -> byContact.remove(link.ref(), before.id()));
        }
        if (now.isOpen()) {
            openOf.put(now.customer().id(), now.id());
        }
        now.contactLink().ifPresent(link -> byContact.put(link.ref(), now.id()));
    }

    @Override
    public List<Conversation> page(@Nullable ConversationId afterOrNull, int limit) {
        flush();
        return sql.list(
                this::read,
                SELECT + "id > ? order by id limit ?",
                afterOrNull == null ? "" : afterOrNull.value(),
                (long) limit);
    }

    @Override
    public List<Conversation> list(Set<ConversationStatus> statuses, int limit) {
        flush();
        // One query for each status, because then the index gives the order and nothing is sorted or skipped.
        return statuses.stream()
                .flatMap(status -> sql
                        .list(
                                this::read,
                                SELECT + "status = ? order by status, updated_at desc fetch first " + Math.max(0, limit)
                                        + " rows only",
                                Codes.STATUS.code(status))
                        .stream())
                .sorted(Comparator.comparing(Conversation::updatedAt).reversed())
                .limit(Math.max(0, limit))
                .toList();
    }

    void flush() {
        if (unsaved.isEmpty()) {
            return;
        }
        List<Conversation> further = new ArrayList<>();
        List<Conversation> changed = new ArrayList<>();
        for (ConversationId id : unsaved) {
            Conversation now = Objects.requireNonNull(known.get(id));
            Conversation before = stored.get(id);
            (before != null && isOnlyFurther(before, now) ? further : changed).add(now);
            stored.put(id, now);
        }
        unsaved.clear();
        // The closed ones first: they make room. Then by identity, so that transactions lock in the same order.
        changed.sort(Comparator.comparing(Conversation::isOpen).thenComparing(c -> c.id().value()));
        write(UPDATE, changed, JdbcConversationStore::row);
        further.sort(Comparator.comparing(c -> c.id().value()));
        write(UPDATE_PROGRESS, further, JdbcConversationStore::progress);
    }

    private void write(String update, List<Conversation> changed, Function<Conversation, @Nullable Object[]> row) {
        if (changed.isEmpty()) {
            return;
        }
        int[] counts = sql.batch(
                () -> taken(changed.get(0)), update, changed.stream().map(row).toList());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                throw new IllegalStateException(
                        "conversation " + changed.get(i).id() + " cannot be saved: it was never added");
            }
        }
    }

    /** Nothing but a longer talk, as with most messages. */
    private static boolean isOnlyFurther(Conversation before, Conversation now) {
        return new Conversation(
                        before.id(),
                        before.customer(),
                        before.state(),
                        before.epoch(),
                        now.lastSequence(),
                        now.answeredThrough(),
                        now.abstentions(),
                        before.contactLinkOrNull(),
                        now.informedThrough(),
                        before.caseNumberOrNull(),
                        before.rating(),
                        before.openedAt(),
                        now.updatedAt())
                .equals(now);
    }

    private static @Nullable Object[] progress(Conversation conversation) {
        return new @Nullable Object[] {
            conversation.lastSequence(),
            conversation.answeredThrough(),
            conversation.abstentions(),
            conversation.informedThrough(),
            conversation.updatedAt(),
            conversation.id().value()
        };
    }

    private static IllegalStateException taken(Conversation conversation) {
        return new IllegalStateException("conversation " + conversation.id()
                + " cannot be kept: its identity is taken, or its customer has another open one");
    }

    private static @Nullable Object[] row(Conversation conversation) {
        Customer customer = conversation.customer();
        Optional<ContactLink> link = conversation.contactLink();
        Optional<CaseNumber> number = conversation.caseNumber();
        return new @Nullable Object[] {
            customer.id().value(),
            conversation.isOpen() ? customer.id().value() : null,
            customer.address().channel().value(),
            customer.address().value(),
            customer.displayName(),
            customer.locale().toLanguageTag(),
            customer.publicPlace().map(ChannelAddress::value).orElse(null),
            customer.writtenLanguage().map(Locale::toLanguageTag).orElse(null),
            Codes.STATUS.code(conversation.status()),
            StateJson.write(conversation.state()),
            conversation.epoch().value(),
            conversation.lastSequence(),
            conversation.answeredThrough(),
            conversation.abstentions(),
            link.map(l -> l.ref().value()).orElse(null),
            link.map(l -> Json.writeMap(l.details())).orElse(null),
            conversation.informedThrough(),
            number.map(n -> Codes.CASE_KIND.code(n.kind())).orElse(null),
            number.map(CaseNumber::number).orElse(null),
            conversation.rating(),
            conversation.openedAt(),
            conversation.updatedAt(),
            conversation.id().value()
        };
    }

    private Conversation read(Row row) throws SQLException {
        Optional<String> contactRef = row.textIfAny("contact_ref");
        Optional<String> caseKind = row.textIfAny("case_kind");
        return new Conversation(
                new ConversationId(row.text("id")),
                JdbcCustomerStore.read(row, "customer_id"),
                StateJson.read(row.text("state")),
                new Epoch(row.number("epoch")),
                row.number("last_sequence"),
                row.number("answered_through"),
                row.count("abstentions"),
                contactRef.isEmpty()
                        ? null
                        : new ContactLink(
                                new ExternalRef(contactRef.get()),
                                Json.readMap(row.textIfAny("contact_details").orElse("{}"))),
                row.number("informed_through"),
                caseKind.isEmpty()
                        ? null
                        : new CaseNumber(Codes.CASE_KIND.constant(caseKind.get()), row.number("case_number")),
                row.count("rating"),
                row.moment("opened_at"),
                row.moment("updated_at"));
    }
}
