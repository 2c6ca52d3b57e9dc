package dev.guildline.core.internal;

import dev.guildline.core.GuildlineListener;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.RelayFigures;
import dev.guildline.core.relay.RetryCause;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.relay.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the deliveries: an ordered lane for each conversation and side, one delivery of a lane under way at a time, the
 * next one after its end is kept. Lanes know nothing of each other, so a slow or broken conversation holds up no other.
 */
final class Relay implements JournalWriter.Follower {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());

    private final InstantSource clock;
    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final Pace pace;
    private final Leadership leadership;
    private final GuildlineListener listener;
    private final Map<Side, Courier> couriers = new EnumMap<>(Side.class);
    private final Lanes lanes = new Lanes();
    private final Preparation preparation;
    private final Watches watches = new Watches();
    private final Map<DeliveryId, Unkept> unkept = new ConcurrentHashMap<>();
    /** Promised by other processes, where somebody may wait for the end. */
    private final Set<DeliveryId> promisedOutside = ConcurrentHashMap.newKeySet();

    private final AtomicInteger underWay = new AtomicInteger();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private @Nullable JournalWriter journalWriter;
    private volatile boolean stopped;

    /**
     * Makes a relay.
     *
     * @param leadership whether this process makes the deliveries
     * @param listener told of every delivery that came to an end or is tried again
     */
    Relay(
            InstantSource clock,
            RetryPolicy policy,
            RandomGenerator random,
            Pace pace,
            Leadership leadership,
            GuildlineListener listener) {
        this.pace = pace;
        this.leadership = leadership;
        this.preparation = new Preparation(leadership);
        this.clock = clock;
        this.policy = policy;
        this.random = random;
        this.listener = listener;
    }

    void use(JournalWriter writer, Map<Side, Courier> all) {
        journalWriter = writer;
        couriers.putAll(all);
    }

    /** Takes what the steps of a commit have promised, if it is this process that makes deliveries. */
    @Override
    public void committed(List<Step> steps) {
        if (leadership.isActive()) {
            take(steps);
        }
        steps.forEach(step -> step.following().forEach(Runnable::run));
    }

    private void take(List<Step> steps) {
        // All that is known comes before all that is sent: a later step may have made out of date what an earlier one
        // promised.
        steps.forEach(step -> step.changed().forEach(preparation::know));
        for (Step step : steps) {
            for (Consignment consignment : step.promised()) {
                leadership.knows(consignment.delivery());
                lanes.put(consignment, Lane::add);
                pump(Lanes.keyOf(consignment.delivery()));
            }
        }
        for (Step step : steps) {
            step.changed().forEach(c -> forgetIfOver(c.id()));
        }
    }

    /** Takes what other processes have promised; nobody has attempted it yet. */
    @Override
    public void committedOutside(List<Delivery> promised) {
        preparation.forgetAll();
        promised.forEach(delivery -> promisedOutside.add(delivery.id()));
        takeUp(promised);
        pumpAll();
    }

    /** Forgets everything: it is another process's business now. What is under way comes to nothing here. */
    @Override
    public void stoodDown() {
        lanes.clear();
        preparation.forgetAll();
        promisedOutside.clear();
        unkept.clear();
    }

    /** Takes what an earlier process left, in the order of the identities. */
    void takeOver(List<Delivery> leftOver) {
        leftOver.forEach(leadership::knows);
        LeftOvers.inherited(leftOver).forEach(consignment -> lanes.put(consignment, Lane::addKept));
    }

    /** Takes what a commit of unclear outcome has kept. Not tried yet, unless a person made it pending again. */
    void takeUp(List<Delivery> kept) {
        kept.forEach(delivery -> lanes.put(
                new Consignment(delivery, null, delivery.firstAttemptAt().isPresent()), Lane::addKept));
    }

    /** What is known of conversations may be out of date. */
    void forgetConversations() {
        preparation.forgetAll();
    }

    /** Whether the end of a delivery is still to be kept, for sure: it stands in its lane as long as that. */
    boolean isAboutToEnd(DeliveryId delivery) {
        return unkept.containsKey(delivery);
    }

    /** Starts whatever is due by now. */
    void pumpAll() {
        pace.forget();
        lanes.keys().forEach(this::pump);
    }

    /** Begins no further delivery; completes when those under way have come to an end and that is kept. */
    CompletionStage<Void> stop() {
        stopped = true;
        if (underWay.get() == 0) {
            drained.complete(null);
        }
        return drained;
    }

    /** How many deliveries are under way, those of an earlier time as the active process among them. */
    int underWay() {
        return underWay.get();
    }

    /** Who waits for the end of a delivery; to be asked inside the step that promises it. */
    Watches watches() {
        return watches;
    }

    int pending() {
        return lanes.size();
    }

    RelayFigures figures() {
        return new RelayFigures(
                leadership.isActive(), leadership.epoch(), underWay.get(), lanes.figures(clock.instant()));
    }

    private JournalWriter writer() {
        if (journalWriter == null) {
            throw new IllegalStateException("the relay is not wired yet");
        }
        return journalWriter;
    }

    private void pump(Lane.Key key) {
        Lane lane = lanes.find(key);
        if (lane == null || stopped || !leadership.mayDeliver()) {
            return;
        }
        Consignment head = lane.takeUp(clock.instant(), pace::reserve);
        if (head == null) {
            return;
        }
        underWay.incrementAndGet();
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
                        arrived();
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
        if (!leadership.mayDeliver()) {
            carried = CompletableFuture.failedFuture(new StoodDown());
        } else if (outOfDate) {
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
        if (failure instanceof StoodDown) {
            // Not begun at all: it waits here until the lease is prolonged, or for another process.
            lane.postponed(ended.consignment().with(ended.load().delivery(), false), clock.instant());
            arrived();
        } else if (failure == null) {
            settle(key, lane, ended, attempted.settled(DeliveryState.DELIVERED, ""), null);
        } else if (failure instanceof PortException.Permanent permanent) {
            refused(key, lane, ended, permanent);
        } else if (attempted.attempts() >= policy.attempts() && !isLimited(failure)) {
            boolean mayHaveArrived = ended.consignment().doubtful() || failure instanceof PortException.OutcomeUnknown;
            DeliveryState last = mayHaveArrived ? DeliveryState.UNKNOWN : DeliveryState.PARKED;
            settle(key, lane, ended, attempted.settled(last, String.valueOf(failure.getMessage())), null);
        } else {
            postpone(lane, ended, attempted, failure);
        }
    }

    /** A far side that tells when to come again has not even begun: that is no attempt, however often it happens. */
    private static boolean isLimited(Throwable failure) {
        return failure instanceof PortException.Retryable limited
                && limited.retryAfter().isPresent();
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
            if (failure instanceof StoodDown) {
                lane.postponed(ended.consignment().with(ended.load().delivery(), false), clock.instant());
                arrived();
            } else if (failure instanceof PortException && !(failure instanceof PortException.Permanent)) {
                postpone(lane, ended, attempted, failure);
            } else if (way != null && way.isPresent()) {
                sendElsewhere(key, lane, ended, refusal.reason(), way.get());
            } else {
                String why = refusal.reason() + ": " + refusal.getMessage();
                settle(key, lane, ended, attempted.settled(DeliveryState.REFUSED, why), refusal.reason());
            }
        });
    }

    /** The refused delivery stays in its place in the lane: what comes after it follows it to the other place. */
    private void sendElsewhere(Lane.Key key, Lane lane, Ended ended, Refusal reason, Courier.Keep way) {
        Delivery noted = ended.consignment().delivery().settled(DeliveryState.PENDING, reason + ": another way found");
        writer().writeOfRelay(step -> {
                    step.tx().outbox().save(noted);
                    way.keep(step);
                    return noted;
                })
                .whenComplete((kept, lost) -> {
                    if (lost == null) {
                        lane.redirected(ended.consignment().with(noted, false), clock.instant());
                    } else {
                        lane.postponed(ended.consignment(), clock.instant().plus(policy.first()));
                    }
                    pump(key);
                    arrived();
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
        Delivery counted = isLimited(failure) ? ended.load().delivery() : attempted;
        Delivery noted = counted.settled(DeliveryState.PENDING, String.valueOf(failure.getMessage()));
        boolean inDoubt = !(failure instanceof PortException.Retryable);
        RetryCause plain = inDoubt ? RetryCause.UNCLEAR : RetryCause.FAILED;
        RetryCause cause = isLimited(failure) ? RetryCause.LIMITED : plain;
        // Kept so that attempts are counted across restarts; if it cannot be, the next attempt keeps it.
        writer().writeOfRelay(step -> {
                    step.tx().outbox().save(noted);
                    return noted;
                })
                .whenComplete((kept, lost) -> {
                    lane.postponed(ended.consignment().with(noted, inDoubt), until);
                    listener.deliveryPostponed(noted, cause);
                    arrived();
                });
    }

    /** Keeps the end of a delivery. If the store fails, tries until it is kept: the lane waits for it. */
    private void settle(Lane.Key key, Lane lane, Ended ended, Delivery last, @Nullable Refusal reason) {
        boolean again = unkept.containsKey(last.id());
        writer().writeOfRelay(step -> {
                    if (again && isSettled(step, last)) {
                        return last;
                    }
                    step.tx().outbox().save(last);
                    if (promisedOutside.contains(last.id())) {
                        step.tx().lease().signal();
                    }
                    if (ended.keep() != null) {
                        ended.keep().keep(step);
                    } else if (reason != Refusal.SUPERSEDED) {
                        courier(last).failed(step, ended.load(), reason);
                    }
                    return last;
                })
                .whenComplete((kept, lost) -> {
                    if (lost instanceof StoodDown) {
                        // Whoever delivers now finds it pending, and looks before sending it again.
                        arrived();
                        return;
                    }
                    if (lost != null) {
                        LOG.log(
                                System.Logger.Level.ERROR,
                                "the end of delivery " + last.id() + " could not be kept",
                                lost);
                        unkept.put(last.id(), new Unkept(ended, last, reason));
                        lane.postponed(ended.consignment(), clock.instant().plus(policy.first()));
                        arrived();
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
                    promisedOutside.remove(last.id());
                    watches.ended(last);
                    listener.deliveryEnded(last);
                    lanes.removeIfIdle(key);
                    forgetIfOver(key.conversation());
                    pump(key);
                    arrived();
                });
    }

    private void arrived() {
        if (underWay.decrementAndGet() == 0 && stopped) {
            drained.complete(null);
        }
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
        preparation.forgetIf(id, conversation -> !conversation.isOpen() && !lanes.hasAnyOf(id));
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
