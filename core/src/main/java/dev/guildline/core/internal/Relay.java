package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.relay.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the deliveries: an ordered lane for each conversation and side, one delivery of a lane under way at a time, the
 * next one after its end is kept. Lanes know nothing of each other, so a slow or broken conversation holds up no other.
 */
final class Relay {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());

    private final InstantSource clock;
    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final Consumer<Delivery> settled;
    private final Map<Side, Courier> couriers = new EnumMap<>(Side.class);
    private final Map<Lane.Key, Lane> lanes = new ConcurrentHashMap<>();
    private final Preparation preparation = new Preparation();
    private final Map<DeliveryId, CompletableFuture<DeliveryState>> watched = new ConcurrentHashMap<>();
    private final Map<DeliveryId, Unkept> unkept = new ConcurrentHashMap<>();
    private @Nullable JournalWriter journalWriter;
    private volatile boolean stopped;

    /**
     * Makes a relay.
     *
     * @param settled told of every delivery that came to an end
     */
    Relay(InstantSource clock, RetryPolicy policy, RandomGenerator random, Consumer<Delivery> settled) {
        this.clock = clock;
        this.policy = policy;
        this.random = random;
        this.settled = settled;
    }

    void use(JournalWriter writer, Map<Side, Courier> all) {
        journalWriter = writer;
        couriers.putAll(all);
    }

    /** Takes what the steps of a commit have promised; called after it, in order. */
    void committed(List<Step> steps) {
        // All that is known comes before all that is sent: a later step may have made out of date what an earlier one
        // promised.
        steps.forEach(step -> step.changed().forEach(preparation::know));
        for (Step step : steps) {
            for (Consignment consignment : step.promised()) {
                lane(consignment, Lane::add);
                pump(keyOf(consignment));
            }
        }
        for (Step step : steps) {
            step.changed().forEach(c -> forgetIfOver(c.id()));
            step.following().forEach(Runnable::run);
        }
    }

    /**
     * Takes what an earlier process left, in the order of the identities. In doubt is what it tried, and what it may
     * have had under way: the head of a lane, which is not the first by identity where a person has made others pending
     * again.
     */
    void takeOver(List<Delivery> leftOver) {
        Set<Lane.Key> headsPassed = new HashSet<>();
        for (Delivery delivery : leftOver) {
            boolean tried = delivery.firstAttemptAt().isPresent();
            Lane.Key key = new Lane.Key(delivery.conversation(), delivery.side());
            boolean mayBeHead = !headsPassed.contains(key);
            if (!delivery.missed() || delivery.attempts() > 0) {
                headsPassed.add(key);
            }
            lane(new Consignment(delivery, null, tried || mayBeHead), Lane::addKept);
        }
    }

    /** Takes what a commit of unclear outcome has kept. Nothing of it was tried. */
    void takeUp(List<Delivery> kept) {
        kept.forEach(delivery -> lane(new Consignment(delivery, null, false), Lane::addKept));
    }

    /** What is known of conversations may be out of date. */
    void forgetConversations() {
        preparation.forgetAll();
    }

    private static Lane.Key keyOf(Consignment consignment) {
        return new Lane.Key(
                consignment.delivery().conversation(), consignment.delivery().side());
    }

    private void lane(Consignment consignment, BiConsumer<Lane, Consignment> takes) {
        lanes.compute(keyOf(consignment), (k, lane) -> {
            Lane used = lane == null ? new Lane() : lane;
            takes.accept(used, consignment);
            return used;
        });
    }

    /** Starts whatever is due by now. */
    void pumpAll() {
        lanes.keySet().forEach(this::pump);
    }

    /** Begins no further delivery. */
    void stop() {
        stopped = true;
    }

    /** Completes when the delivery has come to an end. To be called inside the step that promises it. */
    CompletionStage<DeliveryState> watch(DeliveryId delivery) {
        return watched.computeIfAbsent(delivery, d -> new CompletableFuture<>());
    }

    int pending() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    private JournalWriter writer() {
        if (journalWriter == null) {
            throw new IllegalStateException("the relay is not wired yet");
        }
        return journalWriter;
    }

    private void pump(Lane.Key key) {
        Lane lane = lanes.get(key);
        if (lane == null || stopped) {
            return;
        }
        Consignment head = lane.takeUp(clock.instant());
        if (head == null) {
            return;
        }
        Unkept end = unkept.get(head.delivery().id());
        if (end != null) {
            settle(key, lane, end.ended(), end.last(), end.reason());
            return;
        }
        preparation
                .prepare(head, writer())
                .thenCompose(load -> carry(head, load))
                .whenComplete((ended, bug) -> {
                    if (ended != null) {
                        end(key, lane, ended);
                    } else {
                        // The store could not be read; the head stays where it is.
                        lane.postponed(head, clock.instant().plus(policy.first()));
                    }
                });
    }

    /** An end that the store does not know of, or not for sure. */
    private record Unkept(
            Ended ended, Delivery last, @Nullable Refusal reason) {}

    /** How an attempt ended. */
    private record Ended(
            Consignment consignment,
            Courier.Load load,
            Courier.@Nullable Keep keep,
            @Nullable Throwable failure) {}

    private CompletionStage<Ended> carry(Consignment head, Courier.Load prepared) {
        Delivery delivery = head.delivery();
        // It may have changed since it was read.
        Conversation now = preparation.latest(prepared.conversation());
        Courier.Load load = prepared.in(now);
        boolean outOfDate =
                delivery.onlyInEpoch().map(epoch -> !epoch.equals(now.epoch())).orElse(false);
        CompletionStage<Courier.Keep> carried;
        if (outOfDate) {
            carried = CompletableFuture.failedFuture(new PortException.Permanent(
                    Refusal.SUPERSEDED, "the conversation has left epoch " + delivery.onlyInEpoch(), null));
        } else {
            try {
                carried = courier(delivery).carry(load);
            } catch (RuntimeException e) {
                carried = CompletableFuture.failedFuture(e);
            }
        }
        return carried.handle((keep, failure) -> new Ended(
                head.with(delivery.attempted(clock.instant()), false),
                load,
                keep,
                failure == null ? null : unwrap(failure)));
    }

    private void end(Lane.Key key, Lane lane, Ended ended) {
        Delivery attempted = ended.consignment().delivery();
        Throwable failure = ended.failure();
        if (failure == null) {
            settle(key, lane, ended, attempted.settled(DeliveryState.DELIVERED, ""), null);
        } else if (failure instanceof PortException.Permanent permanent) {
            refused(key, lane, ended, permanent);
        } else if (attempted.attempts() >= policy.attempts()) {
            settle(
                    key,
                    lane,
                    ended,
                    attempted.settled(DeliveryState.PARKED, String.valueOf(failure.getMessage())),
                    null);
        } else {
            postpone(lane, ended, attempted, failure);
        }
    }

    private void refused(Lane.Key key, Lane lane, Ended ended, PortException.Permanent refusal) {
        Delivery attempted = ended.consignment().delivery();
        boolean mayGoOn = refusal.reason() != Refusal.SUPERSEDED && attempted.attempts() < policy.attempts();
        CompletionStage<Optional<Courier.Keep>> looked = CompletableFuture.completedFuture(Optional.empty());
        if (mayGoOn) {
            try {
                looked = courier(attempted).anotherWay(ended.load(), refusal.reason());
            } catch (RuntimeException e) {
                looked = CompletableFuture.failedFuture(e);
            }
        }
        looked.whenComplete((way, lost) -> {
            Throwable failure = lost == null ? null : unwrap(lost);
            if (failure instanceof PortException && !(failure instanceof PortException.Permanent)) {
                postpone(lane, ended, attempted, failure);
            } else if (way != null && way.isPresent()) {
                sendElsewhere(key, lane, ended, refusal.reason(), way.get());
            } else {
                String why = refusal.reason() + ": " + refusal.getMessage();
                settle(key, lane, ended, attempted.settled(DeliveryState.REFUSED, why), refusal.reason());
            }
        });
    }

    /** The refused delivery stays at the head of its lane: what comes after it follows it to the other place. */
    private void sendElsewhere(Lane.Key key, Lane lane, Ended ended, Refusal reason, Courier.Keep way) {
        Delivery noted = ended.consignment().delivery().settled(DeliveryState.PENDING, reason + ": another way found");
        writer().write(step -> {
                    step.tx().outbox().save(noted);
                    way.keep(step);
                    return noted;
                })
                .whenComplete((kept, lost) -> {
                    Instant until =
                            lost == null ? clock.instant() : clock.instant().plus(policy.first());
                    lane.postponed(lost == null ? ended.consignment().with(noted, false) : ended.consignment(), until);
                    pump(key);
                });
    }

    private void postpone(Lane lane, Ended ended, Delivery attempted, Throwable failure) {
        Duration wait = policy.waitAfter(attempted.attempts(), random.nextDouble());
        if (failure instanceof PortException.Retryable retryable) {
            Duration asked = retryable.retryAfter().orElse(Duration.ZERO);
            wait = asked.compareTo(wait) > 0 ? asked : wait;
        }
        LOG.log(
                System.Logger.Level.INFO,
                "delivery {0} of conversation {1} to {2} failed, attempt {3}: {4}; again in {5} ms",
                attempted.id(),
                attempted.conversation(),
                attempted.side(),
                attempted.attempts(),
                failure.getClass().getSimpleName(),
                wait.toMillis());
        Instant until = clock.instant().plus(wait);
        Delivery noted = attempted.settled(DeliveryState.PENDING, String.valueOf(failure.getMessage()));
        boolean inDoubt = !(failure instanceof PortException.Retryable);
        // Kept so that attempts are counted across restarts; if it cannot be, the next attempt keeps it.
        writer().write(step -> {
                    step.tx().outbox().save(noted);
                    return noted;
                })
                .whenComplete((kept, lost) -> lane.postponed(ended.consignment().with(noted, inDoubt), until));
    }

    /** Keeps the end of a delivery. If the store fails, tries until it is kept: the lane waits for it. */
    private void settle(Lane.Key key, Lane lane, Ended ended, Delivery last, @Nullable Refusal reason) {
        boolean again = unkept.containsKey(last.id());
        writer().write(step -> {
                    if (again && isSettled(step, last)) {
                        return last;
                    }
                    step.tx().outbox().save(last);
                    if (ended.keep() != null) {
                        ended.keep().keep(step);
                    } else if (reason != Refusal.SUPERSEDED) {
                        courier(last).failed(step, ended.load(), reason);
                    }
                    return last;
                })
                .whenComplete((kept, lost) -> {
                    if (lost != null) {
                        LOG.log(
                                System.Logger.Level.ERROR,
                                "the end of delivery " + last.id() + " could not be kept",
                                lost);
                        unkept.put(last.id(), new Unkept(ended, last, reason));
                        lane.postponed(ended.consignment(), clock.instant().plus(policy.first()));
                        return;
                    }
                    unkept.remove(last.id());
                    if (last.state() != DeliveryState.DELIVERED && reason != Refusal.SUPERSEDED) {
                        LOG.log(
                                System.Logger.Level.WARNING,
                                "delivery {0} of conversation {1} to {2} ended {3}: {4}",
                                last.id(),
                                last.conversation(),
                                last.side(),
                                last.state(),
                                last.note());
                    }
                    lane.finished();
                    CompletableFuture<DeliveryState> watcher = watched.remove(last.id());
                    if (watcher != null) {
                        watcher.complete(last.state());
                    }
                    settled.accept(last);
                    lanes.computeIfPresent(key, (k, l) -> l.isIdle() ? null : l);
                    forgetIfOver(key.conversation());
                    pump(key);
                });
    }

    /** Whether a commit of unclear outcome has kept the end after all: what hangs on it must not be done twice. */
    private static boolean isSettled(Step step, Delivery last) {
        return step.tx()
                .outbox()
                .find(last.id())
                .map(kept -> kept.state() != DeliveryState.PENDING)
                .orElse(true);
    }

    private Courier courier(Delivery delivery) {
        Courier courier = couriers.get(delivery.side());
        if (courier == null) {
            throw new IllegalStateException("nobody carries to " + delivery.side());
        }
        return courier;
    }

    /** Closed conversations with nothing left to deliver need not be kept in memory. */
    private void forgetIfOver(ConversationId id) {
        preparation.forgetIf(id, c -> {
            boolean busy = c.isOpen();
            for (Side side : Side.values()) {
                busy |= lanes.containsKey(new Lane.Key(id, side));
            }
            return !busy;
        });
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
