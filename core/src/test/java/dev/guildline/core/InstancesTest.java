package dev.guildline.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.usecase.HelpOutcome;
import dev.guildline.core.usecase.SignalOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Several processes on one store: one of them makes the deliveries, all of them take what comes. */
class InstancesTest {
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private final InMemoryStores stores = InMemoryStores.shared(clock);
    private final FakeChatChannel ofFirst = new FakeChatChannel();
    private final FakeChatChannel ofSecond = new FakeChatChannel();
    private final List<String> roles = new ArrayList<>();
    private final Queue<Runnable> workOfFirst = new ArrayDeque<>();
    private boolean firstIsFrozen;
    private final Guildline first = instance("first", ofFirst);
    private final Guildline second = instance("second", ofSecond);

    private Guildline instance(String name, FakeChatChannel channel) {
        return instance(name, channel, stores);
    }

    private Guildline instance(String name, FakeChatChannel channel, UnitOfWork store) {
        return Guildline.builder()
                .instance(name)
                .channel(channel)
                .clock(clock)
                .store(store)
                .executor(name.equals("first") ? this::workOfFirst : Runnable::run)
                .virtualAgent(turn -> new Answer("echo " + turn.text(), null))
                .listener(new GuildlineListener() {
                    @Override
                    public void activeChanged(boolean active) {
                        roles.add(name + (active ? " delivers" : " stands by"));
                    }
                })
                .build();
    }

    private void workOfFirst(Runnable work) {
        if (firstIsFrozen) {
            workOfFirst.add(work);
        } else {
            work.run();
        }
    }

    private void thaw() {
        firstIsFrozen = false;
        while (!workOfFirst.isEmpty()) {
            workOfFirst.remove().run();
        }
    }

    private void begin() {
        first.operations().resume();
        second.operations().resume();
    }

    /** Time passes; whoever is not frozen does what is due. */
    private void pass(Duration time) {
        for (Duration step = Duration.ZERO; step.compareTo(time) < 0; step = step.plus(Duration.ofMillis(500))) {
            clock.advance(Duration.ofMillis(500));
            if (!firstIsFrozen) {
                first.operations().tick();
            }
            second.operations().tick();
        }
    }

    private static List<String> shown(FakeChatChannel channel) {
        return channel.textsShownTo("mia").stream()
                .map(text -> text.lines().findFirst().orElse(""))
                .toList();
    }

    @Test
    void the_first_one_delivers_and_the_second_stands_by() {
        begin();
        pass(LEASE.multipliedBy(3));

        assertThat(roles).containsExactly("first delivers");
        assertThat(second.operations().health().detail()).isEqualTo("standing by, first makes the deliveries");
        assertThat(second.operations().health().ready()).isTrue();
    }

    @Test
    void what_the_second_one_takes_is_delivered_by_the_first_one_at_once_and_in_order() {
        begin();
        Talk atFirst = new Talk(first, ofFirst, "Mia");
        Talk atSecond = new Talk(second, ofFirst, "MIA");
        atFirst.writes("one");
        assertThat(atSecond.says(Talk.ADA, "two")).isEqualTo(SignalOutcome.DONE);
        assertThat(atFirst.says(Talk.ADA, "three")).isEqualTo(SignalOutcome.DONE);
        atSecond.says(Talk.ADA, "four");

        assertThat(shown(ofFirst)).containsSubsequence("echo one", "two", "three", "four");
        assertThat(shown(ofSecond)).isEmpty();
        assertThat(ofFirst.shown()).noneMatch(message -> message.doubtful());
    }

    @Test
    void whoever_waits_for_a_delivery_at_the_second_one_learns_of_its_end() {
        begin();
        HelpOutcome asked = new Talk(second, ofFirst, "MIA").asksForHelp(Locale.ENGLISH);

        assertThat(asked)
                .isInstanceOfSatisfying(
                        HelpOutcome.Greeting.class,
                        greeting -> assertThat(greeting.greeting().toCompletableFuture())
                                .isCompletedWithValue(DeliveryState.DELIVERED));
    }

    @Test
    void a_wake_up_that_was_lost_is_made_good_within_a_second() {
        UnitOfWork deaf = new UnitOfWork() {
            @Override
            public <T> T inTransaction(Function<Transaction, T> work) {
                return stores.inTransaction(work);
            }

            @Override
            public boolean isShared() {
                return true;
            }
        };
        Guildline third = instance("third", ofFirst, deaf);
        third.operations().resume();
        new Talk(third, ofFirst, "Mia").writes("one");
        new Talk(second, ofFirst, "MIA").says(Talk.ADA, "two");
        assertThat(shown(ofFirst)).doesNotContain("two");

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMillis(500));
            third.operations().tick();
        }
        assertThat(shown(ofFirst)).containsSubsequence("echo one", "two");
    }

    @Test
    void a_sudden_death_is_noticed_when_the_lease_is_over() {
        begin();
        ofFirst.hold();
        new Talk(first, ofFirst, "Mia").writes("one");
        firstIsFrozen = true;
        pass(LEASE.minusSeconds(1));
        assertThat(roles).containsExactly("first delivers");

        pass(Duration.ofSeconds(2));
        assertThat(roles).containsExactly("first delivers", "second delivers");
        assertThat(shown(ofSecond)).containsExactly("echo one");
        assertThat(ofSecond.shown().get(0).doubtful())
                .as("the dead one may have sent it")
                .isTrue();
    }

    @Test
    void one_that_was_frozen_begins_nothing_and_keeps_nothing_when_it_goes_on() {
        begin();
        ofFirst.hold();
        Talk atFirst = new Talk(first, ofFirst, "Mia");
        atFirst.writes("one");
        atFirst.writes("two");
        firstIsFrozen = true;
        pass(LEASE.plusSeconds(2));
        List<String> before = shown(ofSecond);

        thaw();
        first.operations().tick();
        // What it had under way arrives at the far side, which knows it by its name; the next one is not begun.
        ofFirst.letGo();
        first.operations().tick();
        assertThat(shown(ofFirst)).hasSizeLessThanOrEqualTo(1);
        assertThat(roles).containsExactly("first delivers", "second delivers", "first stands by");
        assertThat(shown(ofSecond)).isEqualTo(before);

        atFirst.says(Talk.ADA, "three");
        assertThat(shown(ofSecond)).endsWith("three");
    }

    @Test
    void when_one_closes_in_order_the_other_takes_over_at_once() {
        first.start();
        second.operations().resume();
        first.close();

        assertThat(roles).containsExactly("first delivers", "second delivers");
        new Talk(second, ofSecond, "Mia").writes("one");
        assertThat(shown(ofSecond)).contains("echo one");
    }

    @Test
    void what_could_not_reach_a_customer_is_brought_whichever_one_hears_of_them() {
        begin();
        Talk atFirst = new Talk(first, ofFirst, "Mia");
        Talk atSecond = new Talk(second, ofFirst, "MIA");
        atSecond.writes("one");
        ofFirst.close("mia");
        atFirst.says(Talk.ADA, "two");
        assertThat(shown(ofFirst)).doesNotContain("two");

        ofFirst.reopen("mia");
        atSecond.writes("three");
        pass(Duration.ofSeconds(30));

        assertThat(shown(ofFirst)).contains("two");
    }
}
