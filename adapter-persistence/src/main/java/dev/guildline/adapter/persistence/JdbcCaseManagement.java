package dev.guildline.adapter.persistence;

import dev.guildline.core.casework.CaseChange;
import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CaseNote;
import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.port.casework.CaseManagement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cases, inside one transaction. */
final class JdbcCaseManagement implements CaseManagement {
    private static final String INSERT = "insert into guildline.support_case (kind, status, priority, subject,"
            + " description, customer_id, customer_name, custom_fields, attachments, search_text, opened_at, closed_at,"
            + " case_number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "update guildline.support_case set kind = ?, status = ?, priority = ?,"
            + " subject = ?, description = ?, customer_id = ?, customer_name = ?, custom_fields = ?, attachments = ?,"
            + " search_text = ?, opened_at = ?, closed_at = ? where case_number = ?";
    private static final String SELECT =
            "select case_number, kind, status, priority, subject, description, customer_id,"
                    + " customer_name, custom_fields, attachments, opened_at, closed_at from guildline.support_case ";

    private static final CaseParts<CaseNote> NOTES = new CaseParts<>(
            "case_note",
            List.of("author", "remark", "written_at"),
            note -> new @Nullable Object[] {note.by(), note.text(), note.at()},
            row -> new CaseNote(row.text("author"), row.text("remark"), row.moment("written_at")));
    private static final CaseParts<CaseChange> HISTORY = new CaseParts<>(
            "case_change",
            List.of("field", "old_value", "new_value", "changed_by", "changed_at"),
            change -> new @Nullable Object[] {change.field(), change.from(), change.to(), change.by(), change.at()},
            row -> new CaseChange(
                    row.text("field"),
                    row.text("old_value"),
                    row.text("new_value"),
                    row.text("changed_by"),
                    row.moment("changed_at")));
    private static final CaseParts<String> TAGS =
            new CaseParts<>("case_tag", List.of("tag"), tag -> new @Nullable Object[] {tag}, row -> row.text("tag"));
    private static final CaseParts<ConversationId> CONVERSATIONS = new CaseParts<>(
            "case_conversation",
            List.of("conversation_id"),
            id -> new @Nullable Object[] {id.value()},
            row -> new ConversationId(row.text("conversation_id")));
    private static final CaseParts<CaseNumber> LINKS = new CaseParts<>(
            "case_link",
            List.of("linked_kind", "linked_number"),
            link -> new @Nullable Object[] {Codes.CASE_KIND.code(link.kind()), link.number()},
            row -> new CaseNumber(Codes.CASE_KIND.constant(row.text("linked_kind")), row.number("linked_number")));

    private final Sql sql;
    private final Sequence numbers;

    JdbcCaseManagement(Sql sql, Sequence numbers) {
        this.sql = sql;
        this.numbers = numbers;
    }

    @Override
    public SupportCase open(NewCase opened, Instant now) {
        SupportCase begun = SupportCase.open(new CaseNumber(opened.kind(), numbers.next()), opened, now);
        sql.update(() -> taken(begun), INSERT, row(begun));
        saveParts(begun, Optional.empty());
        return begun;
    }

    @Override
    public Optional<SupportCase> find(CaseNumber number) {
        return read(sql.list(
                        Head::read,
                        SELECT + "where case_number = ? and kind = ?",
                        number.number(),
                        Codes.CASE_KIND.code(number.kind())))
                .stream()
                .findFirst();
    }

    @Override
    public void save(SupportCase changed) {
        SupportCase before = find(changed.number())
                .orElseThrow(() -> new IllegalArgumentException("there is no case " + changed.number()));
        sql.update(() -> taken(changed), UPDATE, row(changed));
        saveParts(changed, Optional.of(before));
    }

    @Override
    public List<SupportCase> search(CaseQuery query) {
        StringBuilder where = new StringBuilder("where 1 = 1");
        List<@Nullable Object> parameters = new ArrayList<>();
        query.customer().ifPresent(customer -> {
            where.append(" and customer_id = ?");
            parameters.add(customer.value());
        });
        in(
                where,
                parameters,
                "kind",
                query.kinds().stream().map(Codes.CASE_KIND::code).toList());
        in(
                where,
                parameters,
                "status",
                query.statuses().stream().map(Codes.CASE_STATUS::code).toList());
        String words = query.words().strip();
        if (!words.isEmpty()) {
            where.append(" and search_text like ? escape '!'");
            parameters.add("%" + folded(words).replaceAll("[!%_]", "!$0") + "%");
        }
        where.append(" order by case_number desc fetch first ")
                .append(query.limit())
                .append(" rows only");
        return read(sql.list(Head::read, SELECT + where, parameters.toArray()));
    }

    private static void in(StringBuilder where, List<@Nullable Object> parameters, String column, List<String> codes) {
        if (!codes.isEmpty()) {
            where.append(" and ").append(column).append(" in (");
            where.append(String.join(", ", Collections.nCopies(codes.size(), "?")))
                    .append(')');
            parameters.addAll(codes);
        }
    }

    private void saveParts(SupportCase now, Optional<SupportCase> before) {
        long number = now.number().number();
        NOTES.save(sql, number, before.map(SupportCase::notes).orElse(List.of()), now.notes());
        HISTORY.save(sql, number, before.map(SupportCase::history).orElse(List.of()), now.history());
        CONVERSATIONS.save(sql, number, before.map(SupportCase::conversations).orElse(List.of()), now.conversations());
        TAGS.save(
                sql,
                number,
                before.map(b -> b.tags().stream().sorted().toList()).orElse(List.of()),
                now.tags().stream().sorted().toList());
        LINKS.save(sql, number, before.map(JdbcCaseManagement::sortedLinks).orElse(List.of()), sortedLinks(now));
    }

    private static List<CaseNumber> sortedLinks(SupportCase of) {
        return of.links().stream()
                .sorted(java.util.Comparator.comparingLong(CaseNumber::number))
                .toList();
    }

    private static IllegalStateException taken(SupportCase of) {
        return new IllegalStateException("case " + of.number() + " cannot be kept");
    }

    private static @Nullable Object[] row(SupportCase of) {
        return new @Nullable Object[] {
            Codes.CASE_KIND.code(of.number().kind()),
            Codes.CASE_STATUS.code(of.status()),
            Codes.CASE_PRIORITY.code(of.priority()),
            of.subject(),
            of.description(),
            of.customer().value(),
            of.customerName(),
            Json.writeMap(of.customFields()),
            Json.writeAttachments(of.attachments()),
            folded(String.join("\n", of.number().toString(), of.subject(), of.description(), of.customerName())),
            of.openedAt(),
            of.closedAtOrNull(),
            of.number().number()
        };
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private List<SupportCase> read(List<Head> heads) {
        if (heads.isEmpty()) {
            return List.of();
        }
        List<Long> found = heads.stream().map(head -> head.number().number()).toList();
        Map<Long, List<CaseNote>> notes = NOTES.load(sql, found);
        Map<Long, List<CaseChange>> history = HISTORY.load(sql, found);
        Map<Long, List<String>> tags = TAGS.load(sql, found);
        Map<Long, List<ConversationId>> conversations = CONVERSATIONS.load(sql, found);
        Map<Long, List<CaseNumber>> links = LINKS.load(sql, found);
        return heads.stream()
                .map(head -> {
                    long number = head.number().number();
                    SupportCase one = head.values();
                    return new SupportCase(
                            one.number(),
                            one.status(),
                            one.priority(),
                            one.subject(),
                            one.description(),
                            one.customer(),
                            one.customerName(),
                            new LinkedHashSet<>(tags.getOrDefault(number, List.of())),
                            one.customFields(),
                            conversations.getOrDefault(number, List.of()),
                            new LinkedHashSet<>(links.getOrDefault(number, List.of())),
                            one.attachments(),
                            notes.getOrDefault(number, List.of()),
                            history.getOrDefault(number, List.of()),
                            one.openedAt(),
                            one.closedAtOrNull());
                })
                .toList();
    }

    /** A case as its own row has it, its lists still empty. */
    private record Head(SupportCase values) {
        CaseNumber number() {
            return values.number();
        }

        static Head read(Row row) throws SQLException {
            CaseKind kind = Codes.CASE_KIND.constant(row.text("kind"));
            Optional<String> attachments = row.textIfAny("attachments");
            return new Head(new SupportCase(
                    new CaseNumber(kind, row.number("case_number")),
                    Codes.CASE_STATUS.constant(row.text("status")),
                    Codes.CASE_PRIORITY.constant(row.text("priority")),
                    row.text("subject"),
                    row.text("description"),
                    new CustomerId(row.text("customer_id")),
                    row.text("customer_name"),
                    java.util.Set.of(),
                    Json.readMap(row.text("custom_fields")),
                    List.of(),
                    java.util.Set.of(),
                    attachments.map(Json::readAttachments).orElse(List.of()),
                    List.of(),
                    List.of(),
                    row.moment("opened_at"),
                    row.momentIfAny("closed_at").orElse(null)));
        }
    }
}
