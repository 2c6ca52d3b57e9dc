package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.customer;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.casework.CaseChange;
import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CaseNote;
import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.casework.CasePriority;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.casework.CaseManagement;
import dev.guildline.core.port.store.UnitOfWork;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link CaseManagement} must do. */
public interface CaseManagementContract {
    /**
     * Where the cases are kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    private SupportCase open(CaseKind kind, Customer customer, String subject, String description) {
        NewCase opened = new NewCase(kind, customer, subject, description, List.of(), null, Map.of());
        return stores().inTransaction(tx -> tx.cases().open(opened, NOON));
    }

    private SupportCase open(Customer customer) {
        return open(CaseKind.HELP, customer, "subject", "description");
    }

    private List<CaseNumber> search(CaseQuery query) {
        return stores().inTransaction(tx ->
                tx.cases().search(query).stream().map(SupportCase::number).toList());
    }

    @Test
    default void a_case_is_found_as_opened() {
        NewCase wanted = new NewCase(
                CaseKind.BUG,
                customer(),
                "Crash at start",
                "It crashes.\n長",
                List.of(new Attachment("a.log", "text/plain", 3, URI.create("https://cdn.example/a"))),
                new ConversationId(unique("conversation")),
                Map.of("channel", "bug-report", "empty", ""));

        SupportCase opened = stores().inTransaction(tx -> tx.cases().open(wanted, NOON));

        assertThat(opened).isEqualTo(SupportCase.open(opened.number(), wanted, NOON));
        run(stores(), tx -> assertThat(tx.cases().find(opened.number())).contains(opened));
    }

    @Test
    default void a_number_names_the_kind_as_well() {
        SupportCase opened = open(customer());

        run(stores(), tx -> {
            assertThat(tx.cases()
                            .find(new CaseNumber(CaseKind.BUG, opened.number().number())))
                    .isEmpty();
            assertThat(tx.cases().find(new CaseNumber(CaseKind.HELP, 999_999_999_999L)))
                    .isEmpty();
        });
    }

    @Test
    default void numbers_rise_over_all_kinds() {
        Customer customer = customer();
        List<Long> numbers = new ArrayList<>();
        for (CaseKind kind : CaseKind.values()) {
            numbers.add(open(kind, customer, "subject", "").number().number());
        }

        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void a_number_is_never_given_twice_also_after_a_transaction_that_failed() {
        Customer customer = customer();
        List<Long> numbers = new ArrayList<>();
        numbers.add(open(customer).number().number());
        assertThatThrownBy(() -> run(stores(), tx -> {
                    NewCase undone = new NewCase(CaseKind.HELP, customer, "undone", "", List.of(), null, Map.of());
                    numbers.add(tx.cases().open(undone, NOON).number().number());
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        numbers.add(open(customer).number().number());

        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(search(CaseQuery.of(customer.id()))).hasSize(2);
    }

    @Test
    default void a_number_is_never_given_twice_also_to_many_at_once() throws InterruptedException {
        Customer customer = customer();

        List<Object> ends = Simultaneously.run(8, () -> {
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                numbers.add(open(customer).number().number());
            }
            return numbers;
        });

        List<Object> all = new ArrayList<>();
        ends.forEach(end -> all.addAll((List<?>) end));
        assertThat(all).hasSize(80).doesNotHaveDuplicates();
    }

    @Test
    default void everything_that_a_case_holds_is_kept() {
        SupportCase opened = open(customer());
        CaseNumber other = open(customer()).number();
        SupportCase full = new SupportCase(
                opened.number(),
                CaseStatus.CLOSED,
                CasePriority.URGENT,
                "Another subject",
                "Another description",
                opened.customer(),
                "Another name",
                Set.of("known-issue", "ünïcode"),
                Map.of("field", "value"),
                List.of(new ConversationId("c-2"), new ConversationId("c-1")),
                Set.of(other),
                List.of(new Attachment("b.png", "image/png", 4, URI.create("https://cdn.example/b"))),
                List.of(new CaseNote("ann", "first", NOON), new CaseNote("bob", "second", NOON.plusSeconds(1))),
                List.of(new CaseChange("status", "OPEN", "CLOSED", "ann", NOON)),
                NOON,
                NOON.plusSeconds(9));

        run(stores(), tx -> tx.cases().save(full));

        run(stores(), tx -> assertThat(tx.cases().find(opened.number())).contains(full));
    }

    @Test
    default void lists_grow_and_shrink() {
        SupportCase opened = open(customer());
        SupportCase grown = opened.withNote(new CaseNote("ann", "one", NOON))
                .withStatus(CaseStatus.ELEVATED, "ann", NOON)
                .withField("build", "7", "ann", NOON);
        SupportCase further =
                grown.withNote(new CaseNote("ann", "two", NOON)).withStatus(CaseStatus.CLOSED, "bob", NOON);

        run(stores(), tx -> tx.cases().save(grown));
        run(stores(), tx -> {
            assertThat(tx.cases().find(opened.number())).contains(grown);
            tx.cases().save(further);
        });
        run(stores(), tx -> {
            assertThat(tx.cases().find(opened.number())).contains(further);
            tx.cases().save(opened);
        });

        run(stores(), tx -> assertThat(tx.cases().find(opened.number())).contains(opened));
    }

    @Test
    default void a_case_that_was_never_opened_cannot_be_saved() {
        SupportCase opened = open(customer());
        SupportCase invented = SupportCase.open(
                new CaseNumber(CaseKind.HELP, 888_888_888_888L),
                new NewCase(CaseKind.HELP, customer(), "invented", "", List.of(), null, Map.of()),
                NOON);

        assertThatThrownBy(() -> run(stores(), tx -> tx.cases().save(invented)))
                .isInstanceOf(IllegalArgumentException.class);
        run(stores(), tx -> assertThat(tx.cases().find(opened.number())).contains(opened));
    }

    @Test
    default void a_search_finds_a_customers_cases_newest_first() {
        Customer customer = customer();
        CaseNumber first = open(customer).number();
        open(customer());
        CaseNumber second = open(CaseKind.BUG, customer, "subject", "").number();
        CaseNumber third = open(customer).number();

        assertThat(search(CaseQuery.of(customer.id()))).containsExactly(third, second, first);
        assertThat(search(new CaseQuery(customer.id(), Set.of(), Set.of(), "", 2)))
                .containsExactly(third, second);
        assertThat(search(CaseQuery.newest(1))).containsExactly(third);
    }

    @Test
    default void a_search_keeps_to_all_its_conditions() {
        Customer customer = customer();
        CaseNumber help = open(customer).number();
        CaseNumber bug = open(CaseKind.BUG, customer, "subject", "").number();
        SupportCase feature = open(CaseKind.FEATURE, customer, "subject", "");
        run(stores(), tx -> tx.cases().save(feature.withStatus(CaseStatus.CLOSED, "ann", NOON)));

        assertThat(search(new CaseQuery(customer.id(), Set.of(CaseKind.BUG), Set.of(), "", 9)))
                .containsExactly(bug);
        assertThat(search(new CaseQuery(
                        customer.id(), Set.of(CaseKind.HELP, CaseKind.FEATURE), Set.of(CaseStatus.OPEN), "", 9)))
                .containsExactly(help);
        assertThat(search(
                        new CaseQuery(customer.id(), Set.of(), Set.of(CaseStatus.CLOSED, CaseStatus.ELEVATED), "", 9)))
                .containsExactly(feature.number());
        assertThat(search(new CaseQuery(customer.id(), Set.of(CaseKind.BUG), Set.of(CaseStatus.CLOSED), "", 9)))
                .isEmpty();
    }

    @Test
    default void a_search_finds_words_in_any_letter_case() {
        String mark = unique("Ünïque");
        Customer named = customer();
        named = new Customer(named.id(), named.address(), "Name " + mark, named.locale());
        CaseNumber byName = open(named).number();
        CaseNumber bySubject =
                open(CaseKind.BUG, customer(), "The " + mark + " crash", "").number();
        CaseNumber byDescription =
                open(CaseKind.HELP, customer(), "subject", "see " + mark + "!").number();

        for (String words :
                List.of(mark, mark.toLowerCase(java.util.Locale.ROOT), mark.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(search(new CaseQuery(null, Set.of(), Set.of(), words, 9)))
                    .containsExactly(byDescription, bySubject, byName);
        }
        assertThat(search(new CaseQuery(
                        null, Set.of(), Set.of(), bySubject.toString().toLowerCase(java.util.Locale.ROOT), 9)))
                .contains(bySubject);
    }

    @Test
    default void a_search_takes_words_literally() {
        String mark = unique("literal");
        CaseNumber percent = open(CaseKind.BUG, customer(), mark + " 100%_done! \\ 'quoted'", "")
                .number();
        open(CaseKind.BUG, customer(), mark + " 100 times", "");

        for (String words : List.of("100%_done!", "%_", "! \\ 'quoted'")) {
            assertThat(search(new CaseQuery(null, Set.of(), Set.of(), mark + " 100%", 9)))
                    .containsExactly(percent);
            assertThat(search(new CaseQuery(null, Set.of(), Set.of(), words, 1000)))
                    .contains(percent);
        }
        assertThat(search(new CaseQuery(null, Set.of(), Set.of(), mark + "%done", 9)))
                .isEmpty();
        assertThat(search(new CaseQuery(null, Set.of(), Set.of(), mark + "_100", 9)))
                .isEmpty();
    }

    @Test
    default void a_search_for_many_finds_each_with_its_notes() {
        Customer customer = customer();
        List<SupportCase> all = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            SupportCase noted = open(customer).withNote(new CaseNote("ann", "note " + i, NOON));
            run(stores(), tx -> tx.cases().save(noted));
            all.add(noted);
        }
        Collections.reverse(all);

        run(
                stores(),
                tx -> assertThat(tx.cases().search(CaseQuery.of(customer.id()))).isEqualTo(all));
    }
}
