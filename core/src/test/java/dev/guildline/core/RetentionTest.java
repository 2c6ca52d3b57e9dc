package dev.guildline.core;

import static dev.guildline.core.AgeingTalks.PICTURE;
import static dev.guildline.core.AgeingTalks.TENS;
import static dev.guildline.core.AgeingTalks.days;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.conversation.Retention;
import dev.guildline.core.error.PortException;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.KnowledgeFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.port.store.KeptAttachment;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.testkit.fixture.Talk;
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
    private final AgeingTalks old = new AgeingTalks();

    @Test
    void everything_goes_in_its_time_after_the_end_and_not_before() {
        old.channel.offers("crash.png", "12345");
        MessageId first = old.writes(old.mia, "m1", PICTURE);
        AttachmentKey file = new AttachmentKey(first, 0);
        old.pass(days(50));
        assertThat(old.files.find(file).orElseThrow().refusal())
                .as("while open")
                .isEmpty();
        assertThat(old.deliveries(first)).isNotEmpty();
        old.ends(first);

        old.pass(days(9));
        assertThat(old.files.find(file).orElseThrow().refusal()).isEmpty();
        old.pass(days(1));
        assertThat(old.files.find(file))
                .contains(new KeptAttachment(file, "crash.png", "image/png", 5, AttachmentRefusal.NO_LONGER_KEPT));
        assertThat(done(old.guildline.conversations().file(file))).isEmpty();
        assertThat(old.said(first).get(0).attachments()).containsExactly(PICTURE);

        old.pass(days(8));
        assertThat(old.deliveries(first)).isNotEmpty();
        old.pass(days(1));
        assertThat(old.deliveries(first)).isEmpty();

        old.pass(days(7));
        assertThat(old.said(first)).isNotEmpty();
        old.pass(days(2));
        assertThat(old.said(first)).isEmpty();
        assertThat(done(old.guildline.conversations().find(ConversationKey.of(first.conversation()))))
                .isPresent();
    }

    @Test
    void nothing_is_deleted_unless_it_is_said_for_how_long_it_is_kept() {
        Guildline careful = old.guildline(old.stores, Retention.FOREVER);
        MessageId first = old.writes(old.mia, "m1");
        old.ends(first);

        old.clock.advance(days(10_000));
        old.settle(careful);

        assertThat(old.said(first)).isNotEmpty();
        assertThat(old.deliveries(first)).isNotEmpty();
        assertThat(old.isRecognised(new InboxKey("fake.message", "m1"))).isTrue();
        assertThat(old.recognisedSince()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void what_may_be_retried_is_kept_twice_as_long_with_all_that_it_needs() {
        old.channel.offers("crash.png", "12345");
        MessageId first = old.writes(old.mia, "m1", PICTURE);
        old.channel.failNext(new PortException.Retryable("busy", null));
        old.tells(old.wordsOfAda(first, "a1", old.clock.instant()));
        Delivery parked = old.deliveries(first).stream()
                .filter(d -> d.state() == DeliveryState.PARKED)
                .findFirst()
                .orElseThrow();
        old.ends(first);

        old.pass(days(32));
        assertThat(old.files.find(new AttachmentKey(first, 0)).orElseThrow().refusal())
                .as("twice ten days are over")
                .contains(AttachmentRefusal.NO_LONGER_KEPT);
        assertThat(old.deliveries(first)).containsExactly(parked);
        assertThat(old.said(first)).isNotEmpty();

        old.pass(days(10));
        assertThat(old.deliveries(first)).isEmpty();
        assertThat(old.said(first)).isNotEmpty();
        old.pass(days(20));
        assertThat(old.said(first)).isEmpty();
    }

    @Test
    void what_is_pending_stays_with_all_that_it_needs_and_arrives() {
        MessageId first = old.writes(old.mia, "m1");
        old.channel.failNext(new PortException.Retryable("later", null, days(400)));
        old.tells(old.wordsOfAda(first, "a1", old.clock.instant()));
        old.ends(first);

        old.pass(days(300));
        assertThat(old.said(first)).isNotEmpty();
        assertThat(old.deliveries(first)).extracting(Delivery::state).containsOnly(DeliveryState.PENDING);

        old.pass(days(101));
        assertThat(old.channel.textsShownTo("mia")).contains("words of a1");
    }

    @Test
    void what_happened_in_a_conversation_later_lets_it_live_longer() {
        MessageId first = old.writes(old.mia, "m1");
        done(old.guildline
                .conversations()
                .handOff(ConversationKey.of(first.conversation()), HandoffReason.REQUESTED_BY_STAFF));
        old.ends(first);
        old.pass(days(29));
        assertThat(old.mia.presses("5")).isEqualTo(ChoiceOutcome.TAKEN);
        old.pass(days(29));
        assertThat(old.said(first)).isNotEmpty();

        old.pass(days(2));
        assertThat(old.said(first)).isEmpty();
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
            Talk talk = new Talk(old.guildline, old.channel, "Customer" + i);
            all.add(old.writes(talk, "m" + i));
            old.ends(all.get(i));
        }
        MessageId open = old.writes(old.zoe, "zoe");
        all.add(open);
        List<Long> deleted = new ArrayList<>();
        Guildline watched = old.guildline(new Watched(old.stores, all, deleted), TENS);

        old.clock.advance(days(31));
        old.settle(watched);

        assertThat(deleted.stream().filter(count -> count > 0).toList())
                .hasSizeGreaterThan(2)
                .allMatch(count -> count <= 200);
        assertThat(deleted.stream().mapToLong(Long::longValue).sum()).isEqualTo(450);
        assertThat(old.said(open)).isNotEmpty();
    }

    @Test
    void what_cannot_be_deleted_now_keeps_nothing_else_from_being_deleted_and_goes_later() {
        old.channel.offers("crash.png", "12345");
        MessageId first = old.writes(old.mia, "m1", PICTURE);
        old.ends(first);
        AtomicBoolean broken = new AtomicBoolean(true);
        Guildline unlucky = Guildline.builder()
                .channel(old.channel)
                .contactCenter(old.center)
                .store(old.stores)
                .attachments(old.files, AttachmentPolicy.DEFAULT)
                .attachmentExecutor(work -> {
                    if (broken.get()) {
                        throw new RejectedExecutionException("on purpose");
                    }
                    work.run();
                })
                .clock(old.clock)
                .retention(TENS)
                .build();

        old.clock.advance(days(31));
        old.settle(unlucky);
        assertThat(old.said(first)).isEmpty();
        AttachmentKey file = new AttachmentKey(first, 0);
        assertThat(old.files.find(file).orElseThrow().refusal()).isEmpty();

        broken.set(false);
        old.settle(unlucky);
        assertThat(old.files.find(file).orElseThrow().refusal()).contains(AttachmentRefusal.NO_LONGER_KEPT);
    }

    @Test
    void figures_stay_when_the_words_are_gone_also_when_they_are_counted_again() {
        Talk first = new Talk(old.guildline, old.channel, "First");
        Talk second = new Talk(old.guildline, old.channel, "Second");
        old.ends(old.writes(first, "where is my harbour"));
        old.pass(days(20));
        old.ends(old.writes(second, "where is my harbour too"));
        old.pass(days(15));
        LocalDate from = LocalDate.of(2000, 1, 1);
        LocalDate to = LocalDate.of(2100, 1, 1);
        KnowledgeFigures before = done(old.guildline.knowledge().loop().figures(from, to, null));
        assertThat(before.ended()).isEqualTo(2);
        LocalDate lately = LocalDate.ofInstant(old.clock.instant().minus(days(2)), ZoneOffset.UTC);
        old.stores.inTransaction(tx -> {
            tx.figures().add(lately, new TalkFigures(Locale.ENGLISH, 7, 7));
            return true;
        });

        assertThat(done(old.guildline.knowledge().loop().recount())).isEqualTo(2);

        assertThat(done(old.guildline.knowledge().loop().figures(from, to, null)))
                .isEqualTo(before);
    }

    @Test
    void only_the_process_that_makes_the_deliveries_deletes() {
        InMemoryStores shared = InMemoryStores.shared(old.clock);
        Guildline active = old.guildline(shared, Retention.FOREVER);
        Guildline standby = old.guildline(shared, TENS);
        done(active.operations().resume());
        done(standby.operations().resume());
        MessageId first = ((MessageOutcome.Accepted)
                        done(active.conversations().customerWrote(old.written(old.mia, "m1", old.clock.instant()))))
                .message();
        done(active.conversations().close(ConversationKey.of(first.conversation()), CloseReason.STAFF_ENDED));
        for (int i = 0; i < 40 * 24 * 60; i++) {
            old.clock.advance(Duration.ofMinutes(1));
            active.operations().tick();
            old.clock.advance(Duration.ofSeconds(1));
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
