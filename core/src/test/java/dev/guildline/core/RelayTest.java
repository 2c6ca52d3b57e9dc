package dev.guildline.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Order, independence and persistence of deliveries; the virtual agent answers with what was written. */
class RelayTest {
    private final FakeChatChannel channel = new FakeChatChannel();
    private final ManualClock clock = new ManualClock();
    private final InMemoryStores stores = new InMemoryStores();
    private final RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(8), 0, 3);

    private Guildline guildline() {
        return Guildline.builder()
                .channel(channel)
                .clock(clock)
                .store(stores)
                .retryPolicy(policy)
                .virtualAgent(turn -> new Answer("echo " + turn.text(), null))
                .build();
    }

    @Test
    void a_broken_conversation_holds_up_no_other() {
        Guildline guildline = guildline();
        channel.failNext(new PortException.Retryable("busy", null));
        new Talk(guildline, channel, "Mia").writes("one");
        new Talk(guildline, channel, "Leo").writes("two");

        assertThat(channel.textsShownTo("mia")).isEmpty();
        assertThat(channel.textsShownTo("leo")).singleElement().asString().startsWith("echo two");
    }

    @Test
    void a_delivery_that_fails_too_often_is_parked_and_lets_the_next_one_pass() {
        Guildline guildline = guildline();
        Talk mia = new Talk(guildline, channel, "Mia");
        PortException busy = new PortException.Retryable("no answer", null);
        channel.failNext(busy, busy, busy);
        mia.writes("one");
        mia.writes("two");
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(9));
            guildline.operations().tick();
        }

        assertThat(channel.textsShownTo("mia")).singleElement().asString().startsWith("echo two");
        List<Delivery> parked = parked(guildline);
        assertThat(parked)
                .singleElement()
                .satisfies(d -> assertThat(d.attempts()).isEqualTo(3));

        assertThat(guildline
                        .operations()
                        .retry(parked.get(0).id())
                        .toCompletableFuture()
                        .join())
                .isTrue();
        assertThat(channel.textsShownTo("mia").get(1)).startsWith("echo one");
        assertThat(parked(guildline)).isEmpty();
    }

    @Test
    void what_failed_too_often_and_may_have_arrived_once_ends_as_unknown() {
        Guildline guildline = guildline();
        channel.failNext(
                new PortException.OutcomeUnknown("no answer", null),
                new PortException.Retryable("busy", null),
                new PortException.Retryable("busy", null));
        new Talk(guildline, channel, "Mia").writes("one");
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(9));
            guildline.operations().tick();
        }

        assertThat(guildline
                        .operations()
                        .deliveries(DeliveryState.UNKNOWN, 10)
                        .toCompletableFuture()
                        .join())
                .hasSize(1);
        assertThat(parked(guildline)).isEmpty();
    }

    @Test
    void being_told_to_come_later_is_no_attempt() {
        Guildline guildline = guildline();
        Talk mia = new Talk(guildline, channel, "Mia");
        PortException limited = new PortException.Retryable("too many calls", null, Duration.ofSeconds(2));
        channel.failNext(limited, limited, limited, limited, limited);
        mia.writes("one");
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(2));
            guildline.operations().tick();
        }

        assertThat(channel.textsShownTo("mia")).singleElement().asString().startsWith("echo one");
        assertThat(parked(guildline)).isEmpty();
    }

    @Test
    void what_an_earlier_process_left_is_taken_up_in_order_and_marked_as_doubtful() {
        Guildline before = guildline();
        Talk mia = new Talk(before, channel, "Mia");
        channel.hold();
        mia.writes("one");
        mia.writes("two");
        before.close();

        FakeChatChannel after = new FakeChatChannel();
        Guildline next =
                Guildline.builder().channel(after).clock(clock).store(stores).build();
        assertThat(next.operations().resume().toCompletableFuture().join()).isEqualTo(2);
        assertThat(after.textsShownTo("mia"))
                .extracting(text -> text.lines().findFirst().orElseThrow())
                .containsExactly("echo one", "echo two");
        assertThat(after.shown().get(0).doubtful()).isTrue();
        assertThat(after.shown().get(1).doubtful()).isFalse();
    }

    @Test
    void a_doubtful_message_is_told_what_came_before_it() {
        Guildline before = guildline();
        Talk mia = new Talk(before, channel, "Mia");
        mia.writes("one");
        channel.hold();
        mia.writes("two");
        before.close();

        FakeChatChannel after = new FakeChatChannel();
        Guildline next =
                Guildline.builder().channel(after).clock(clock).store(stores).build();
        next.operations().resume().toCompletableFuture().join();

        assertThat(after.shown())
                .singleElement()
                .satisfies(doubtful -> assertThat(doubtful.after())
                        .contains(new ExternalRef(
                                "shown-" + channel.shown().get(0).delivery())));
    }

    @Test
    void a_turn_that_nobody_asked_for_before_the_process_ended_is_taken_by_the_next_one() {
        Guildline before = Guildline.builder()
                .channel(channel)
                .store(stores)
                .contactCenter(new FakeContactCenter(true))
                .build();
        new Talk(before, channel, "Mia").writes("is anybody there?");
        before.close();
        assertThat(channel.textsShownTo("mia")).isEmpty();

        Guildline next = guildline();
        next.operations().resume().toCompletableFuture().join();
        assertThat(channel.textsShownTo("mia")).singleElement().asString().startsWith("echo is anybody there?");
        guildline().operations().resume().toCompletableFuture().join();
        assertThat(channel.textsShownTo("mia")).as("told once").hasSize(1);
    }

    @Test
    void what_a_commit_of_unclear_outcome_has_kept_is_delivered_all_the_same() {
        AtomicBoolean connectionBreaks = new AtomicBoolean();
        UnitOfWork unclear = new UnitOfWork() {
            @Override
            public <T> T inTransaction(Function<Transaction, T> work) {
                T result = stores.inTransaction(work);
                if (connectionBreaks.compareAndSet(true, false)) {
                    throw new PortException.OutcomeUnknown("the connection broke while committing", null);
                }
                return result;
            }
        };
        Guildline guildline = Guildline.builder()
                .channel(channel)
                .clock(clock)
                .store(unclear)
                .virtualAgent(turn -> new Answer("echo " + turn.text(), null))
                .build();
        Talk mia = new Talk(guildline, channel, "Mia");
        CustomerMessage message = mia.message("one");
        connectionBreaks.set(true);
        assertThat(guildline.conversations().customerWrote(message).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(guildline
                        .conversations()
                        .customerWrote(message)
                        .toCompletableFuture()
                        .join())
                .as("told again, as the sender does")
                .isInstanceOf(MessageOutcome.Duplicate.class);

        guildline.operations().tick();
        assertThat(channel.textsShownTo("mia")).singleElement().asString().startsWith("echo one");
    }

    private List<Delivery> parked(Guildline guildline) {
        return guildline
                .operations()
                .deliveries(DeliveryState.PARKED, 10)
                .toCompletableFuture()
                .join();
    }
}
