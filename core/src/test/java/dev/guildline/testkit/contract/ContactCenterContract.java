package dev.guildline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.error.PortException.OutcomeUnknown;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.error.PortException.Retryable;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.contactcenter.AgentRequest;
import dev.guildline.core.port.contactcenter.ContactEntry;
import dev.guildline.core.port.contactcenter.ContactOpening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link dev.guildline.core.port.contactcenter.ContactCenter} must do. */
public interface ContactCenterContract {
    /**
     * A contact center with nothing in it. The contract closes it.
     *
     * @return a new one for each test
     */
    FarSide farSide();

    /** A conversation of its own for each test, and what the tests do with it. */
    final class Talk {
        private final FarSide far;
        private final ConversationId id = new ConversationId(UUID.randomUUID().toString());
        private final Customer customer;
        private long deliveries;

        Talk(FarSide far, String user) {
            this.far = far;
            this.customer = new Customer(
                    new CustomerId("contract:" + user),
                    new ChannelAddress(new ChannelId("contract"), user),
                    "Zo\u00eb & \"Co\"",
                    Locale.TRADITIONAL_CHINESE);
        }

        CompletionStage<ContactLink> openStage() {
            return far.contactCenter().open(new ContactOpening(id, customer));
        }

        ContactLink open() {
            return await(openStage());
        }

        ContactEntry entry(Author author, String text) {
            deliveries++;
            Message message = new Message(
                    new MessageId(id, deliveries),
                    author,
                    new MessageBody.Text(text),
                    List.of(),
                    null,
                    Instant.parse("2026-01-02T03:04:05Z"));
            return new ContactEntry(new DeliveryId(deliveries), customer, message, false, false);
        }

        static ContactEntry doubtful(ContactEntry entry) {
            return new ContactEntry(
                    entry.delivery(), entry.customer(), entry.message(), entry.wakesVirtualAgent(), true);
        }

        CompletionStage<ExternalRef> post(ContactLink link, ContactEntry entry) {
            return far.contactCenter().post(link, entry);
        }

        CompletionStage<ContactLink> requestAgent(ContactLink link, boolean doubtful) {
            return far.contactCenter()
                    .requestAgent(
                            link,
                            new AgentRequest(
                                    id,
                                    customer,
                                    HandoffReason.CUSTOMER_CHOSE,
                                    new CaseNumber(CaseKind.HELP, 7),
                                    "the sword is gone",
                                    doubtful));
        }

        CompletionStage<Void> end(ContactLink link) {
            return far.contactCenter().end(link, CloseReason.CUSTOMER_ENDED);
        }
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** How a stage failed, as the one who waits for it is told: not wrapped. */
    private static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> told.complete(failure));
        return told.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    default void beginning_again_finds_what_was_begun() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");

            assertThat(talk.open().ref()).isEqualTo(talk.open().ref());
        }
    }

    @Test
    default void beginning_again_after_a_lost_answer_finds_what_was_begun() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            far.loseNextAnswer();
            assertThat(failure(talk.openStage())).isInstanceOf(OutcomeUnknown.class);

            ContactLink link = talk.open();
            await(talk.post(link, talk.entry(Author.CUSTOMER, "hello")));

            assertThat(far.entries(link)).containsExactly("hello");
        }
    }

    @Test
    default void conversations_that_begin_at_once_are_kept_apart() {
        try (FarSide far = farSide()) {
            List<Talk> talks = IntStream.range(0, 8)
                    .mapToObj(i -> new Talk(far, Integer.toString(i)))
                    .toList();
            List<CompletionStage<ContactLink>> opened = new ArrayList<>();
            talks.forEach(talk -> opened.add(talk.openStage()));

            List<ContactLink> links =
                    opened.stream().map(ContactCenterContract::await).toList();
            for (int i = 0; i < talks.size(); i++) {
                await(talks.get(i).post(links.get(i), talks.get(i).entry(Author.CUSTOMER, "from " + i)));
            }

            for (int i = 0; i < talks.size(); i++) {
                assertThat(far.entries(links.get(i))).containsExactly("from " + i);
            }
        }
    }

    @Test
    default void entries_keep_their_order_and_every_character() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            ContactLink link = talk.open();
            List<String> words = List.of(
                    "null",
                    "50 % & a = b + c",
                    "\u52c7\u8005\u4f60\u597d",
                    "\uD83C\uDFAE\n\n two lines",
                    "{\"a\":1}",
                    "x".repeat(4_000));
            for (String each : words) {
                await(talk.post(
                        link, talk.entry(words.indexOf(each) % 2 == 0 ? Author.CUSTOMER : Author.VIRTUAL_AGENT, each)));
            }

            assertThat(far.entries(link)).containsExactlyElementsOf(words);
        }
    }

    @Test
    default void an_entry_whose_answer_was_lost_is_there_once_after_it_was_brought_again() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            ContactLink link = talk.open();
            await(talk.post(link, talk.entry(Author.CUSTOMER, "first")));
            ContactEntry second = talk.entry(Author.CUSTOMER, "second");
            far.loseNextAnswer();
            assertThat(failure(talk.post(link, second))).isInstanceOf(OutcomeUnknown.class);

            ExternalRef again = await(talk.post(link, Talk.doubtful(second)));

            assertThat(far.entries(link)).containsExactly("first", "second");
            assertThat(await(talk.post(link, Talk.doubtful(second)))).isEqualTo(again);
        }
    }

    @Test
    default void a_doubtful_entry_that_never_came_is_brought() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            ContactLink link = talk.open();
            await(talk.post(link, talk.entry(Author.CUSTOMER, "the same words")));

            await(talk.post(link, Talk.doubtful(talk.entry(Author.CUSTOMER, "the same words"))));

            assertThat(far.entries(link)).containsExactly("the same words", "the same words");
        }
    }

    @Test
    default void a_refusal_for_the_moment_may_be_repeated() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            ContactLink link = talk.open();
            ContactEntry entry = talk.entry(Author.CUSTOMER, "hello");
            far.refuseNextForTheMoment();
            assertThat(failure(talk.post(link, entry))).isInstanceOf(Retryable.class);

            await(talk.post(link, entry));

            assertThat(far.entries(link)).containsExactly("hello");
        }
    }

    @Test
    default void agents_are_asked_once_however_often_the_request_is_repeated() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            ContactLink link = talk.open();
            await(talk.post(link, talk.entry(Author.CUSTOMER, "a person, please")));

            ContactLink asked = await(talk.requestAgent(link, false));
            await(talk.requestAgent(link, true));
            await(talk.requestAgent(asked, false));

            assertThat(asked.ref()).isEqualTo(link.ref());
            assertThat(far.agentRequests(link)).isEqualTo(1);
        }
    }

    @Test
    default void agents_are_asked_once_after_a_lost_answer() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            ContactLink link = talk.open();
            await(talk.post(link, talk.entry(Author.CUSTOMER, "a person, please")));
            far.loseNextAnswer();
            assertThat(failure(talk.requestAgent(link, false))).isInstanceOf(OutcomeUnknown.class);

            await(talk.requestAgent(link, true));

            assertThat(far.agentRequests(link)).isEqualTo(1);
        }
    }

    @Test
    default void an_end_is_an_end_also_the_second_time() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            ContactLink link = talk.open();
            await(talk.post(link, talk.entry(Author.CUSTOMER, "bye")));

            await(talk.end(link));
            await(talk.end(link));

            assertThat(far.ended(link)).isTrue();
        }
    }

    @Test
    default void an_end_ends_what_waits_for_an_agent_too() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            ContactLink asked = await(talk.requestAgent(talk.open(), false));

            await(talk.end(asked));
            await(talk.end(asked));

            assertThat(far.ended(asked)).isTrue();
            assertThat(far.agentRequests(asked)).isZero();
        }
    }

    @Test
    default void what_comes_after_the_end_is_refused_for_good() {
        try (FarSide far = farSide()) {
            Talk talk = new Talk(far, "1");
            ContactLink link = talk.open();
            await(talk.end(link));

            assertThat(failure(talk.post(link, talk.entry(Author.CUSTOMER, "too late"))))
                    .isInstanceOfSatisfying(
                            Permanent.class, told -> assertThat(told.reason()).isEqualTo(Refusal.FAR_SIDE_CLOSED));
        }
    }
}
