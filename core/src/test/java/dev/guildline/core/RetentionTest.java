package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.conversation.Retention;
import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.KnowledgeFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.memory.InMemoryAttachments;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.store.KeptAttachment;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.core.usecase.SignalOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is deleted in time, and what never. */
class RetentionTest {
    private static final Retention TENS = new Retention(days(10), days(20), days(30));
    private static final Attachment PICTURE =
            new Attachment("crash.png", "image/png", 5, URI.create("https://example.org/crash.png"));

    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final ManualClock clock = new ManualClock();
    private final InMemoryStores stores = new InMemoryStores();
    private final InMemoryAttachments files = new InMemoryAttachments();
    private final Guildline guildline = guildline(stores, TENS);
    private final Talk mia = new Talk(guildline, channel, "Mia");
    private final Talk zoe = new Talk(guildline, channel, "Zoe");

    private Guildline guildline(UnitOfWork kept, Retention retention) {
        return Guildline.builder()
                .channel(channel)
                .contactCenter(center)
                .store(kept)
                .attachments(files, AttachmentPolicy.DEFAULT)
                .clock(clock)
                .retention(retention)
                .retryPolicy(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 1))
                .build();
    }

    private static Duration days(int count) {
        return Duration.ofDays(count);
    }

    /** Lets time pass, and housekeeping come to its end: half a day later. */
    private void pass(Duration time) {
        clock.advance(time);
        settle(guildline);
    }

    private void settle(Guildline process) {
        for (int i = 0; i < 360; i++) {
            clock.advance(Duration.ofMinutes(2));
            process.operations().tick();
        }
    }

    private CustomerMessage written(Talk by, String id, Instant at, Attachment... attached) {
        return new CustomerMessage(
                new InboxKey("fake.message", id),
                by.customer(Locale.ENGLISH),
                "words of " + id,
                List.of(attached),
                new ExternalRef(id),
                null,
                List.of(),
                at);
    }

    private MessageId writes(Talk by, String id, Attachment... attached) {
        MessageOutcome outcome =
                done(guildline.conversations().customerWrote(written(by, id, clock.instant(), attached)));
        return ((MessageOutcome.Accepted) outcome).message();
    }

    private AgentMessage wordsOfAda(MessageId in, String id, Instant at) {
        return new AgentMessage(
                new InboxKey("far.message", id),
                ConversationKey.of(in.conversation()),
                ADA,
                "words of " + id,
                List.of(),
                new ExternalRef(id),
                at);
    }

    private SignalOutcome tells(AgentMessage message) {
        return done(guildline.conversations().agentWrote(message));
    }

    private void ends(MessageId in) {
        done(guildline.conversations().close(ConversationKey.of(in.conversation()), CloseReason.STAFF_ENDED));
    }

    private List<Message> said(MessageId in) {
        return done(guildline.conversations().transcript(in.conversation()));
    }

    private List<Delivery> deliveries(MessageId of) {
        return done(guildline.operations().deliveriesOf(of.conversation()));
    }

    private Instant recognisedSince() {
        return done(guildline.conversations().recognisedSince());
    }

    /** Rolls a transaction back. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private boolean isRecognised(InboxKey key) {
        try {
            return stores.inTransaction(tx -> {
                if (tx.inbox().firstTime(key, clock.instant())) {
                    throw new Undone();
                }
                return true;
            });
        } catch (Undone unknown) {
            return false;
        }
    }

    @Test
    void everything_goes_in_its_time_after_the_end_and_not_before() {
        channel.offers("crash.png", "12345");
        MessageId first = writes(mia, "m1", PICTURE);
        AttachmentKey file = new AttachmentKey(first, 0);
        pass(days(50));
        assertThat(files.find(file).orElseThrow().refusal()).as("while open").isEmpty();
        assertThat(deliveries(first)).isNotEmpty();
        ends(first);

        pass(days(9));
        assertThat(files.find(file).orElseThrow().refusal()).isEmpty();
        pass(days(1));
        assertThat(files.find(file))
                .contains(new KeptAttachment(file, "crash.png", "image/png", 5, AttachmentRefusal.NO_LONGER_KEPT));
        assertThat(done(guildline.conversations().file(file))).isEmpty();
        assertThat(said(first).get(0).attachments()).containsExactly(PICTURE);

        pass(days(8));
        assertThat(deliveries(first)).isNotEmpty();
        pass(days(1));
        assertThat(deliveries(first)).isEmpty();

        pass(days(7));
        assertThat(said(first)).isNotEmpty();
        pass(days(2));
        assertThat(said(first)).isEmpty();
        assertThat(done(guildline.conversations().find(ConversationKey.of(first.conversation()))))
                .isPresent();
    }

    @Test
    void nothing_is_deleted_unless_it_is_said_for_how_long_it_is_kept() {
        Guildline careful = guildline(stores, Retention.FOREVER);
        MessageId first = writes(mia, "m1");
        ends(first);

        clock.advance(days(10_000));
        settle(careful);

        assertThat(said(first)).isNotEmpty();
        assertThat(deliveries(first)).isNotEmpty();
        assertThat(isRecognised(new InboxKey("fake.message", "m1"))).isTrue();
        assertThat(recognisedSince()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void what_may_be_retried_is_kept_twice_as_long_with_all_that_it_needs() {
        channel.offers("crash.png", "12345");
        MessageId first = writes(mia, "m1", PICTURE);
        channel.failNext(new PortException.Retryable("busy", null));
        tells(wordsOfAda(first, "a1", clock.instant()));
        Delivery parked = deliveries(first).stream()
                .filter(d -> d.state() == DeliveryState.PARKED)
                .findFirst()
                .orElseThrow();
        ends(first);

        pass(days(32));
        assertThat(files.find(new AttachmentKey(first, 0)).orElseThrow().refusal())
                .as("twice ten days are over")
                .contains(AttachmentRefusal.NO_LONGER_KEPT);
        assertThat(deliveries(first)).containsExactly(parked);
        assertThat(said(first)).isNotEmpty();

        pass(days(10));
        assertThat(deliveries(first)).isEmpty();
        assertThat(said(first)).isNotEmpty();
        pass(days(20));
        assertThat(said(first)).isEmpty();
    }

    @Test
    void what_is_pending_stays_with_all_that_it_needs_and_arrives() {
        MessageId first = writes(mia, "m1");
        channel.failNext(new PortException.Retryable("later", null, days(400)));
        tells(wordsOfAda(first, "a1", clock.instant()));
        ends(first);

        pass(days(300));
        assertThat(said(first)).isNotEmpty();
        assertThat(deliveries(first)).extracting(Delivery::state).containsOnly(DeliveryState.PENDING);

        pass(days(101));
        assertThat(channel.textsShownTo("mia")).contains("words of a1");
    }

    @Test
    void what_happened_in_a_conversation_later_lets_it_live_longer() {
        MessageId first = writes(mia, "m1");
        done(guildline
                .conversations()
                .handOff(ConversationKey.of(first.conversation()), HandoffReason.REQUESTED_BY_STAFF));
        ends(first);
        pass(days(29));
        assertThat(mia.presses("5")).isEqualTo(ChoiceOutcome.TAKEN);
        pass(days(29));
        assertThat(said(first)).isNotEmpty();

        pass(days(2));
        assertThat(said(first)).isEmpty();
    }

    @Test
    void a_message_that_the_far_side_tells_again_after_all_is_known_by_its_name() {
        MessageId first = writes(mia, "m1");
        Instant then = clock.instant();
        tells(wordsOfAda(first, "a1", then));
        int entries = said(first).size();
        pass(days(40));
        assertThat(isRecognised(new InboxKey("far.message", "a1"))).isFalse();
        assertThat(isRecognised(new InboxKey("fake.message", "m1"))).isFalse();

        assertThat(tells(wordsOfAda(first, "a1", then))).isEqualTo(SignalOutcome.DUPLICATE);
        assertThat(done(guildline.conversations().customerWrote(written(mia, "m1", then))))
                .isInstanceOf(MessageOutcome.Duplicate.class);

        assertThat(said(first)).hasSize(entries);
    }

    @Test
    void what_is_told_again_of_a_conversation_whose_words_are_gone_changes_nothing() {
        MessageId first = writes(mia, "m1");
        Instant then = clock.instant();
        tells(wordsOfAda(first, "a1", then));
        ends(first);
        pass(days(40));
        assertThat(said(first)).isEmpty();

        assertThat(tells(wordsOfAda(first, "a1", then))).isEqualTo(SignalOutcome.CLOSED);

        assertThat(said(first)).isEmpty();
        assertThat(recognisedSince())
                .as("the customer's words are not told again")
                .isAfter(then);
    }

    @Test
    void everything_since_the_moment_that_is_told_is_recognised() {
        writes(mia, "old");
        for (int day = 1; day <= 60; day++) {
            pass(days(1));
            String id = "m" + day;
            writes(mia, id);
            Instant since = recognisedSince();
            assertThat(since).isBefore(clock.instant().minus(days(19)));
            assertThat(isRecognised(new InboxKey("fake.message", id))).isTrue();
            if (day > 45) {
                assertThat(since).isAfter(clock.instant().minus(days(22)));
                assertThat(isRecognised(new InboxKey("fake.message", "m" + (day - 12))))
                        .isTrue();
            }
        }
        assertThat(isRecognised(new InboxKey("fake.message", "old"))).isFalse();
    }

    @Test
    void while_a_channel_looks_back_everything_is_recognised() {
        MessageId first = writes(mia, "m1");
        ends(first);
        channel.looksBack(true);

        pass(days(300));
        assertThat(isRecognised(new InboxKey("fake.message", "m1"))).isTrue();
        assertThat(recognisedSince()).isEqualTo(Instant.EPOCH);
        assertThat(deliveries(first)).as("the rest goes").isEmpty();

        channel.looksBack(false);
        pass(days(1));
        assertThat(isRecognised(new InboxKey("fake.message", "m1"))).isFalse();
    }

    /** Stores that know how many entries each transaction has deleted. */
    private record Watched(InMemoryStores kept, List<MessageId> all, List<Long> deleted) implements UnitOfWork {
        @Override
        public <T> T inTransaction(Function<Transaction, T> work) {
            return kept.inTransaction(tx -> {
                long before = count(tx);
                T result = work.apply(tx);
                deleted.add(before - count(tx));
                return result;
            });
        }

        private long count(Transaction tx) {
            return all.stream().filter(id -> tx.journal().find(id).isPresent()).count();
        }
    }

    @Test
    void many_conversations_go_in_many_small_transactions() {
        List<MessageId> all = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            Talk talk = new Talk(guildline, channel, "Customer" + i);
            all.add(writes(talk, "m" + i));
            ends(all.get(i));
        }
        MessageId open = writes(zoe, "zoe");
        all.add(open);
        List<Long> deleted = new ArrayList<>();
        Guildline watched = guildline(new Watched(stores, all, deleted), TENS);

        clock.advance(days(31));
        settle(watched);

        assertThat(deleted.stream().filter(count -> count > 0).toList())
                .hasSizeGreaterThan(2)
                .allMatch(count -> count <= 200);
        assertThat(deleted.stream().mapToLong(Long::longValue).sum()).isEqualTo(450);
        assertThat(said(open)).isNotEmpty();
    }

    @Test
    void what_cannot_be_deleted_now_keeps_nothing_else_from_being_deleted_and_goes_later() {
        channel.offers("crash.png", "12345");
        MessageId first = writes(mia, "m1", PICTURE);
        ends(first);
        AtomicBoolean broken = new AtomicBoolean(true);
        Guildline unlucky = Guildline.builder()
                .channel(channel)
                .contactCenter(center)
                .store(stores)
                .attachments(files, AttachmentPolicy.DEFAULT)
                .attachmentExecutor(work -> {
                    if (broken.get()) {
                        throw new RejectedExecutionException("on purpose");
                    }
                    work.run();
                })
                .clock(clock)
                .retention(TENS)
                .build();

        clock.advance(days(31));
        settle(unlucky);
        assertThat(said(first)).isEmpty();
        AttachmentKey file = new AttachmentKey(first, 0);
        assertThat(files.find(file).orElseThrow().refusal()).isEmpty();

        broken.set(false);
        settle(unlucky);
        assertThat(files.find(file).orElseThrow().refusal()).contains(AttachmentRefusal.NO_LONGER_KEPT);
    }

    @Test
    void figures_stay_when_the_words_are_gone_also_when_they_are_counted_again() {
        Talk first = new Talk(guildline, channel, "First");
        Talk second = new Talk(guildline, channel, "Second");
        ends(writes(first, "where is my harbour"));
        pass(days(20));
        ends(writes(second, "where is my harbour too"));
        pass(days(15));
        LocalDate from = LocalDate.of(2000, 1, 1);
        LocalDate to = LocalDate.of(2100, 1, 1);
        KnowledgeFigures before = done(guildline.knowledge().loop().figures(from, to, null));
        assertThat(before.ended()).isEqualTo(2);
        LocalDate lately = LocalDate.ofInstant(clock.instant().minus(days(2)), ZoneOffset.UTC);
        stores.inTransaction(tx -> {
            tx.figures().add(lately, new TalkFigures(Locale.ENGLISH, 7, 7));
            return true;
        });

        assertThat(done(guildline.knowledge().loop().recount())).isEqualTo(2);

        assertThat(done(guildline.knowledge().loop().figures(from, to, null))).isEqualTo(before);
    }

    @Test
    void only_the_process_that_makes_the_deliveries_deletes() {
        InMemoryStores shared = InMemoryStores.shared(clock);
        Guildline active = guildline(shared, Retention.FOREVER);
        Guildline standby = guildline(shared, TENS);
        done(active.operations().resume());
        done(standby.operations().resume());
        MessageId first = ((MessageOutcome.Accepted)
                        done(active.conversations().customerWrote(written(mia, "m1", clock.instant()))))
                .message();
        done(active.conversations().close(ConversationKey.of(first.conversation()), CloseReason.STAFF_ENDED));
        for (int i = 0; i < 40 * 24 * 60; i++) {
            clock.advance(Duration.ofMinutes(1));
            active.operations().tick();
            clock.advance(Duration.ofSeconds(1));
            active.operations().tick();
            standby.operations().tick();
        }

        assertThat(done(active.conversations().transcript(first.conversation())))
                .isNotEmpty();
    }

    @Test
    void lengths_that_endanger_what_is_under_way_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(null, days(6), null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(Duration.ofHours(23), null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Retention(null, null, Duration.ZERO));
        assertThat(new Retention(days(9), days(8), days(7)).files()).contains(days(7));
        assertThat(new Retention(days(9), days(8), days(7)).deliveries()).contains(days(7));
        assertThat(new Retention(days(9), days(8), days(7)).events()).contains(days(8));
        assertThat(new Retention(days(9), null, null).deliveries()).isEmpty();
    }
}
