package dev.guildline.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.admission.IntakeBudget;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.health.CallObserver;
import dev.guildline.core.port.health.CallObserver.Outcome;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Commit;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.RelayFigures;
import dev.guildline.core.relay.RetryCause;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What whoever watches is told, and what the figures say. */
class ListenerTest {
    private final ManualClock clock = new ManualClock();
    private final FakeChatChannel channel = new FakeChatChannel();
    private final InMemoryStores kept = new InMemoryStores();
    private @Nullable PortException storeFails;
    private final List<String> told = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();
    private final Guildline guildline = Guildline.builder()
            .channel(channel)
            .contactCenter(new FakeContactCenter(false))
            .clock(clock)
            .store(new UnitOfWork() {
                @Override
                public <T> T inTransaction(Function<Transaction, T> work) {
                    T result = kept.inTransaction(work);
                    PortException failure = storeFails;
                    storeFails = null;
                    if (failure != null) {
                        throw failure;
                    }
                    return result;
                }
            })
            .virtualAgent(turn -> new Answer("echo", null))
            .intakeBudget(new IntakeBudget(2, Duration.ofSeconds(10), 0))
            .listener(new GuildlineListener() {
                @Override
                public void committed(Commit commit) {
                    commits.add(commit);
                    if (!commit.entries().isEmpty()) {
                        told.add("committed " + commit.entries().get(0).author().kind());
                    }
                }

                @Override
                public void conversationChanged(Conversation conversation) {
                    told.add("changed");
                }

                @Override
                public void commitFailed(boolean unclear) {
                    told.add(unclear ? "unclear" : "failed");
                }
            })
            .listener(new GuildlineListener() {
                @Override
                public void deliveryEnded(Delivery delivery) {
                    told.add(delivery.side() + " " + delivery.state()
                            + delivery.refusal().map(reason -> " " + reason).orElse(""));
                }

                @Override
                public void deliveryPostponed(Delivery delivery, RetryCause cause) {
                    told.add(delivery.side() + " again, " + cause);
                }
            })
            .build();
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private RelayFigures.Waiting at(Side side) {
        return guildline.operations().figures().lanes().get(side);
    }

    @Test
    void a_commit_is_told_with_what_it_kept_before_what_follows_from_it() {
        mia.writes("Hello");

        assertThat(told.indexOf("committed CUSTOMER")).isZero();
        assertThat(told.indexOf("changed")).isPositive();
        assertThat(told.indexOf("committed VIRTUAL_AGENT")).isLessThan(told.indexOf("CUSTOMER DELIVERED"));
        assertThat(commits.get(0).promised())
                .extracting(Delivery::side)
                .containsExactlyInAnyOrder(Side.CONTACT_CENTER, Side.VIRTUAL_AGENT);
        assertThat(commits).allSatisfy(commit -> {
            assertThat(commit.works()).isPositive();
            assertThat(commit.took()).isPositive();
            assertThat(commit.repetitions()).isZero();
        });
    }

    @Test
    void what_is_heard_again_is_told_as_a_repetition() {
        CustomerMessage message = mia.message("Hello");
        Talk.done(guildline.conversations().customerWrote(message));
        commits.clear();

        Talk.done(guildline.conversations().customerWrote(message));

        assertThat(commits).hasSize(1);
        assertThat(commits.get(0).repetitions()).isEqualTo(1);
        assertThat(commits.get(0).entries()).isEmpty();
    }

    @Test
    void why_a_delivery_is_tried_again_and_how_it_ends_is_told() {
        channel.failNext(
                new PortException.Retryable("busy", null, Duration.ofSeconds(1)),
                new PortException.Retryable("away", null),
                new PortException.OutcomeUnknown("no answer", null),
                new PortException.Permanent(Refusal.INVALID, "too long", null));
        mia.writes("Hello");
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(30));
            guildline.operations().tick();
        }

        assertThat(told)
                .containsSubsequence(
                        "CUSTOMER again, LIMITED",
                        "CUSTOMER again, FAILED",
                        "CUSTOMER again, UNCLEAR",
                        "CUSTOMER REFUSED INVALID");
    }

    @Test
    void what_cannot_be_kept_is_told() {
        storeFails = new PortException.Retryable("the disk is full", null);
        assertThat(guildline.conversations().customerWrote(mia.message("Hello")))
                .isCompletedExceptionally();
        assertThat(told).containsExactly("failed");

        storeFails = new PortException.OutcomeUnknown("the connection broke", null);
        assertThat(guildline.conversations().customerWrote(mia.message("Hello")))
                .isCompletedExceptionally();
        assertThat(told).containsExactly("failed", "unclear");
    }

    @Test
    void the_figures_tell_what_waits_and_why() {
        assertThat(guildline.operations().figures().active()).isTrue();
        assertThat(at(Side.CUSTOMER)).isEqualTo(new RelayFigures.Waiting(0, null, 0, 0));
        var begun = clock.instant();
        channel.failNext(new PortException.Retryable("away", null));
        mia.writes("Hello");

        assertThat(at(Side.CUSTOMER)).isEqualTo(new RelayFigures.Waiting(1, begun, 1, 0));
        assertThat(guildline.operations().figures().underWay()).isZero();

        for (int i = 0; i < 3; i++) {
            mia.writes("faster than is passed on");
        }
        assertThat(at(Side.CONTACT_CENTER).slowed()).isEqualTo(1);
        assertThat(at(Side.CONTACT_CENTER).retrying()).isZero();

        channel.hold();
        clock.advance(Duration.ofSeconds(1));
        guildline.operations().tick();
        assertThat(guildline.operations().figures().underWay()).isEqualTo(1);
        assertThat(at(Side.CUSTOMER).retrying()).isZero();
    }

    @Test
    void only_what_was_refused_has_a_reason() {
        mia.writes("Hello");
        Delivery delivered = guildline
                .operations()
                .deliveries(DeliveryState.DELIVERED, 1)
                .toCompletableFuture()
                .join()
                .get(0);

        assertThat(delivered.refusal()).isEmpty();
        assertThat(delivered.settled(DeliveryState.PARKED, "INVALID: x").refusal())
                .isEmpty();
        assertThat(delivered.settled(DeliveryState.REFUSED, "somehow").refusal())
                .isEmpty();
        for (Refusal reason : Refusal.values()) {
            assertThat(delivered.settled(DeliveryState.REFUSED, reason + ": x").refusal())
                    .contains(reason);
        }
    }

    @Test
    void a_call_is_named_by_what_it_is_about() {
        Set<String> subjects = Set.of("Conversations", "Messages");

        assertThat(CallObserver.kind("POST", List.of("v1", "Conversations", "CH1", "Messages", "IM2"), subjects))
                .isEqualTo("POST Messages");
        assertThat(CallObserver.kind("GET", List.of("v1", "Conversations", "mia"), subjects))
                .isEqualTo("GET Conversations");
        assertThat(CallObserver.kind("GET", List.of("mia"), subjects)).isEqualTo("GET other");
        assertThat(List.of(200, 304, 404, 429, 500))
                .extracting(Outcome::ofStatus)
                .containsExactly(Outcome.DONE, Outcome.DONE, Outcome.REFUSED, Outcome.LIMITED, Outcome.FAILED);
    }
}
