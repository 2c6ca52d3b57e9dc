package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalOrderTest {
    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    private CompletionStage<Integer> arrive(ArrivalOrder order, int index) {
        return order.inOrder("CH1", index, () -> {
            done.add(index);
            return CompletableFuture.completedFuture(index);
        });
    }

    @Test
    void whatever_the_order_of_arrival_the_places_decide() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ArrivalOrder order = new ArrivalOrder(Duration.ofMinutes(5));
        List<Integer> places = new ArrayList<>(IntStream.range(0, 200).boxed().toList());
        Collections.shuffle(places, random);
        List<Integer> theirs = new ArrayList<>();

        for (int place : places) {
            if (random.nextInt(3) == 0) {
                order.ours("CH1", place);
            } else {
                theirs.add(place);
                CompletionStage<Integer> unused = arrive(order, place);
            }
        }

        assertThat(done)
                .as("seed " + seed)
                .containsExactlyElementsOf(theirs.stream().sorted().toList());
    }

    @Test
    void a_gap_is_waited_for_only_for_a_moment() {
        ArrivalOrder order = new ArrivalOrder(Duration.ofMillis(30));

        CompletionStage<Integer> later = arrive(order, 7);
        later.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        CompletionStage<Integer> late = arrive(order, 3);
        late.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();

        assertThat(done).containsExactly(7, 3);
    }

    @Test
    void what_is_missing_is_asked_for_before_anything_passes_it() {
        ArrivalOrder order = new ArrivalOrder(Duration.ofMillis(30));
        CompletableFuture<Void> history = new CompletableFuture<>();
        CompletableFuture<String> asked = new CompletableFuture<>();
        order.askForMissing(conversation -> {
            asked.complete(conversation);
            return history;
        });

        CompletionStage<Integer> later = arrive(order, 2);
        assertThat(asked.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("CH1");
        assertThat(done).isEmpty();
        CompletionStage<Integer> found = arrive(order, 1);
        history.complete(null);

        CompletableFuture.allOf(later.toCompletableFuture(), found.toCompletableFuture())
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void what_comes_while_the_missing_is_asked_for_is_asked_for_afterwards() {
        ArrivalOrder order = new ArrivalOrder(Duration.ofMillis(20));
        CompletableFuture<Void> answer = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        order.askForMissing(conversation -> {
            CompletionStage<Void> reply = asked.getCount() > 0 ? answer : CompletableFuture.completedFuture(null);
            asked.countDown();
            return reply;
        });
        CompletionStage<Integer> first = arrive(order, 1);
        CompletableFuture<Integer> second =
                CompletableFuture.supplyAsync(() -> await(asked)).thenCompose(begun -> arrive(order, 4));
        // Its own time is over before the answer comes.
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(() -> answer.complete(null));

        CompletableFuture.allOf(first.toCompletableFuture(), second)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        assertThat(done).containsExactly(1, 4);
    }

    @Test
    void nobody_is_asked_while_a_message_of_our_own_is_under_way() {
        ArrivalOrder order = new ArrivalOrder(Duration.ofMillis(20));
        CountDownLatch asked = new CountDownLatch(1);
        order.askForMissing(conversation -> {
            asked.countDown();
            return CompletableFuture.completedFuture(null);
        });

        CompletionStage<Integer> theirs = order.posting("CH1", () -> {
            CompletionStage<Integer> arrived = arrive(order, 1);
            assertThat(done).isEmpty();
            // Longer than a gap is waited for where nothing of ours is under way.
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(90, TimeUnit.MILLISECONDS))
                    .join();
            order.ours("CH1", 0);
            return arrived;
        });

        theirs.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(done).containsExactly(1);
        assertThat(asked.getCount()).isEqualTo(1);
    }

    @Test
    void a_post_that_does_not_end_holds_nobody_back_for_good() {
        ArrivalOrder order = new ArrivalOrder(Duration.ofMillis(5));

        CompletionStage<Integer> theirs = order.posting("CH1", () -> {
            CompletionStage<Integer> arrived = arrive(order, 1);
            arrived.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
            return arrived;
        });

        assertThat(theirs.toCompletableFuture()).isCompletedWithValue(1);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_repetition_does_not_overtake() {
        ArrivalOrder order = new ArrivalOrder(Duration.ofMinutes(5));
        CompletionStage<Integer> first = arrive(order, 1);
        CompletionStage<Integer> again = arrive(order, 1);
        assertThat(done).isEmpty();

        arrive(order, 0).toCompletableFuture().join();

        assertThat(done).containsExactly(0, 1, 1);
        assertThat(first.toCompletableFuture()).isCompletedWithValue(1);
        assertThat(again.toCompletableFuture()).isCompletedWithValue(1);
    }

    @Test
    void a_failure_does_not_hold_up_what_follows() {
        ArrivalOrder order = new ArrivalOrder(Duration.ofMinutes(5));
        CompletionStage<Integer> broken = order.inOrder("CH1", 0, () -> {
            throw new IllegalStateException("broken");
        });

        assertThat(arrive(order, 1).toCompletableFuture()).isCompletedWithValue(1);
        assertThat(broken.toCompletableFuture()).isCompletedExceptionally();
    }
}
