package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.relay.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<ConversationId, Conversation> current = new ConcurrentHashMap<>();
    private final Map<DeliveryId, CompletableFuture<DeliveryState>> watched = new ConcurrentHashMap<>();
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

    /** Takes what a step has promised; called after its commit, in order. */
    void committed(Step step) {
        step.changed().forEach(c -> current.put(c.id(), c));
        for (Consignment consignment : step.promised()) {
            Lane.Key key = new Lane.Key(
                    consignment.delivery().conversation(),
                    consignment.delivery().side());
            lanes.compute(key, (k, lane) -> {
                Lane used = lane == null ? new Lane() : lane;
                used.add(consignment);
                return used;
            });
            pump(key);
        }
        step.changed().forEach(c -> forgetIfOver(c.id()));
        step.following().forEach(Runnable::run);
    }

    /** Takes what the store says is pending and is not in its lane. */
    void takeUp(Delivery leftOver) {
        Lane.Key key = new Lane.Key(leftOver.conversation(), leftOver.side());
        lanes.compute(key, (k, lane) -> {
            Lane used = lane == null ? new Lane() : lane;
            used.addKept(new Consignment(leftOver, null));
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
        if (head != null) {
            prepare(head, lane.isDoubtful())
                    .thenCompose(load -> carry(head, load))
                    .whenComplete((ended, bug) -> {
                        if (ended != null) {
                            end(key, lane, ended);
                        } else {
                            // The store could not be read; the head stays where it is.
                            lane.postponed(head, clock.instant().plus(policy.first()), false);
                        }
                    });
        }
    }

    /** How an attempt ended. */
    private record Ended(
            Consignment consignment,
            Courier.Load load,
            Courier.@Nullable Keep keep,
            @Nullable Throwable failure) {}

    private CompletionStage<Courier.Load> prepare(Consignment head, boolean doubtful) {
        Delivery delivery = head.delivery();
        Conversation known = current.get(delivery.conversation());
        boolean bringsEntry =
                delivery.errand() instanceof Errand.RelayMessage || delivery.errand() instanceof Errand.RelayChange;
        if (known != null && (head.entry() != null || !bringsEntry)) {
            return CompletableFuture.completedFuture(new Courier.Load(delivery, known, head.entry(), null, doubtful));
        }
        return writer().write(step -> {
            Conversation conversation = step.tx()
                    .conversations()
                    .find(delivery.conversation())
                    .orElseThrow(() -> new IllegalStateException("no conversation for delivery " + delivery.id()));
            step.afterCommit(() -> current.putIfAbsent(conversation.id(), conversation));
            return load(step, delivery, conversation, doubtful);
        });
    }

    private static Courier.Load load(Step step, Delivery delivery, Conversation conversation, boolean doubtful) {
        Journal journal = step.tx().journal();
        if (delivery.errand() instanceof Errand.RelayMessage relay) {
            Message entry = journal.find(new MessageId(delivery.conversation(), relay.sequence()))
                    .orElseThrow(() -> new IllegalStateException("no entry for delivery " + delivery.id()));
            // Customers are shown what an agent has made of it meanwhile; agents are told one after the other.
            List<MessageChange> changes = delivery.side() == Side.CUSTOMER ? journal.changesOf(entry.id()) : List.of();
            return Revisions.applied(entry, changes)
                    .map(now -> new Courier.Load(delivery, conversation, now, null, doubtful))
                    .orElseGet(() -> new Courier.Load(
                            delivery, conversation, entry, changes.get(changes.size() - 1), doubtful));
        } else if (delivery.errand() instanceof Errand.RelayChange relay) {
            MessageId id = new MessageId(delivery.conversation(), relay.sequence());
            List<MessageChange> changes = journal.changesOf(id);
            Message before = journal.find(id)
                    .filter(entry -> changes.size() >= relay.number())
                    .flatMap(entry -> Revisions.applied(entry, changes.subList(0, relay.number() - 1)))
                    .orElseThrow(() -> new IllegalStateException("no change for delivery " + delivery.id()));
            return new Courier.Load(delivery, conversation, before, changes.get(relay.number() - 1), doubtful);
        }
        return new Courier.Load(delivery, conversation, null, null, doubtful);
    }

    private CompletionStage<Ended> carry(Consignment head, Courier.Load load) {
        Delivery delivery = head.delivery();
        boolean outOfDate = delivery.onlyInEpoch()
                .map(epoch -> !epoch.equals(load.conversation().epoch()))
                .orElse(false);
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
                head.with(delivery.attempted(clock.instant())), load, keep, failure == null ? null : unwrap(failure)));
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
                    lane.postponed(lost == null ? ended.consignment().with(noted) : ended.consignment(), until, false);
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
                .whenComplete((kept, lost) -> lane.postponed(ended.consignment().with(noted), until, inDoubt));
    }

    /** Keeps the end of a delivery. If the store fails, tries until it is kept: the lane waits for it. */
    private void settle(Lane.Key key, Lane lane, Ended ended, Delivery last, @Nullable Refusal reason) {
        writer().write(step -> {
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
                        lane.postponed(ended.consignment(), clock.instant().plus(policy.first()), true);
                        return;
                    }
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

    private Courier courier(Delivery delivery) {
        Courier courier = couriers.get(delivery.side());
        if (courier == null) {
            throw new IllegalStateException("nobody carries to " + delivery.side());
        }
        return courier;
    }

    /** Closed conversations with nothing left to deliver need not be kept in memory. */
    private void forgetIfOver(ConversationId id) {
        current.computeIfPresent(id, (k, c) -> {
            boolean busy = c.isOpen();
            for (Side side : Side.values()) {
                busy |= lanes.containsKey(new Lane.Key(id, side));
            }
            return busy ? c : null;
        });
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
