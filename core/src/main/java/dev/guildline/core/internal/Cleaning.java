package dev.guildline.core.internal;

import dev.guildline.core.conversation.Retention;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.RetentionStore;
import dev.guildline.core.port.store.RetentionStore.Mark;
import dev.guildline.core.port.store.RetentionStore.Stage;
import dev.guildline.core.relay.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What is deleted, and when. Conversations are gone through in the order in which they changed last. */
final class Cleaning {
    private static final System.Logger LOG = System.getLogger(Cleaning.class.getName());

    /** Of so many conversations something is deleted in one transaction. */
    private static final int CONVERSATIONS = 200;

    /** So many deliveries, entries or events are deleted in one transaction. */
    private static final int ROWS = 500;

    /** How much longer is kept what may have to be retried. */
    private static final int SPARED_FOR_TIMES = 2;

    /** A file takes less time to be copied. */
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofDays(1);

    private static final Set<DeliveryState> PENDING = EnumSet.of(DeliveryState.PENDING);
    /** A person may retry what ended so. What was refused, the far side will never take. */
    private static final Set<DeliveryState> UNDONE =
            EnumSet.of(DeliveryState.PENDING, DeliveryState.UNKNOWN, DeliveryState.PARKED);

    private final Retention retention;
    private final JournalWriter writer;
    private final @Nullable AttachmentStore attachments;
    private final Executor fileExecutor;
    private final BooleanSupplier heardAll;
    private final InstantSource clock;

    private final AtomicLong files = new AtomicLong();
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong contents = new AtomicLong();

    Cleaning(
            Retention retention,
            JournalWriter writer,
            @Nullable AttachmentStore attachments,
            Executor fileExecutor,
            BooleanSupplier heardAll,
            InstantSource clock) {
        this.retention = retention;
        this.writer = writer;
        this.attachments = attachments;
        this.fileExecutor = fileExecutor;
        this.heardAll = heardAll;
        this.clock = clock;
    }

    /** Which conversations a stage may touch, and what it leaves alone in them. */
    private record Scope(Stage stage, Duration age, Set<DeliveryState> spared) {}

    private static List<Scope> scopes(Optional<Duration> age, Stage first, Stage later) {
        return age.map(length -> List.of(
                        new Scope(first, length, UNDONE),
                        new Scope(later, length.multipliedBy(SPARED_FOR_TIMES), PENDING)))
                .orElse(List.of());
    }

    /** Everything that a round consists of. */
    List<Housekeeping.Chore> chores() {
        List<Housekeeping.Chore> all = new ArrayList<>();
        AttachmentStore kept = attachments;
        if (kept != null) {
            scopes(retention.files(), Stage.FILES, Stage.SPARED_FILES)
                    .forEach(scope -> all.add(() -> files(kept, scope)));
        }
        scopes(retention.deliveries(), Stage.DELIVERIES, Stage.SPARED_DELIVERIES)
                .forEach(scope -> all.add(() -> deliveries(scope)));
        scopes(retention.talks(), Stage.TALKS, Stage.SPARED_TALKS).forEach(scope -> all.add(() -> talks(scope)));
        retention.events().ifPresent(age -> all.add(() -> events(age)));
        if (kept != null) {
            all.add(() -> sweep(kept));
        }
        return all;
    }

    /** Conversations to look at in one step, with those of them in which something may be deleted. */
    private record Batch(Stage stage, List<Mark> all, List<ConversationId> free) {
        boolean isLast() {
            return all.size() < CONVERSATIONS;
        }

        void done(Step step) {
            if (!all.isEmpty()) {
                step.tx().retention().reach(stage, all.get(all.size() - 1));
            }
        }
    }

    private static Batch batch(Step step, Scope scope) {
        RetentionStore store = step.tx().retention();
        List<Mark> all = store.closed(store.reached(scope.stage()), step.now().minus(scope.age()), CONVERSATIONS);
        List<ConversationId> free = new ArrayList<>(all.stream()
                .map(mark -> new ConversationId(mark.conversation()))
                .toList());
        free.removeAll(store.having(free, scope.spared()));
        return new Batch(scope.stage(), all, List.copyOf(free));
    }

    /** The store of files has transactions of its own: a crash in between does the same once more. */
    private CompletionStage<Boolean> files(AttachmentStore kept, Scope scope) {
        return writer.writeOfRelay(step -> batch(step, scope))
                .thenApplyAsync(
                        batch -> {
                            files.addAndGet(batch.free().isEmpty() ? 0 : kept.forget(batch.free()));
                            return batch;
                        },
                        fileExecutor)
                .thenCompose(batch -> writer.writeOfRelay(step -> {
                    batch.done(step);
                    return !batch.isLast();
                }));
    }

    /** What a step has deleted, and whether there is more. */
    private record Deleted(int deliveries, int messages, boolean more) {}

    private CompletionStage<Boolean> deliveries(Scope scope) {
        return writer.writeOfRelay(step -> {
                    // Of a conversation where something is undone, the rest may go.
                    Batch batch = batch(step, new Scope(scope.stage(), scope.age(), Set.of()));
                    int deleted = forgetDeliveries(step, all(batch), scope);
                    return end(step, batch, deleted, 0, deleted < ROWS);
                })
                .thenApply(this::count);
    }

    private static List<ConversationId> all(Batch batch) {
        return batch.all().stream()
                .map(mark -> new ConversationId(mark.conversation()))
                .toList();
    }

    private static int forgetDeliveries(Step step, List<ConversationId> of, Scope scope) {
        return of.isEmpty()
                ? 0
                : step.tx()
                        .retention()
                        .forgetDeliveries(of, EnumSet.complementOf(EnumSet.copyOf(scope.spared())), ROWS);
    }

    /** Deliveries of words that are gone are of no use: they go first. */
    private CompletionStage<Boolean> talks(Scope scope) {
        return writer.writeOfRelay(step -> {
                    Batch batch = batch(step, scope);
                    int deleted = forgetDeliveries(step, batch.free(), scope);
                    int forgotten = deleted < ROWS ? forgetTalks(step, batch, ROWS - deleted) : 0;
                    return end(step, batch, deleted, forgotten, deleted + forgotten < ROWS);
                })
                .thenApply(this::count);
    }

    /** Up to which day something is missing is kept before the stage has come there: figures are counted by it. */
    private static int forgetTalks(Step step, Batch batch, int limit) {
        RetentionStore store = step.tx().retention();
        int forgotten = batch.free().isEmpty() ? 0 : store.forgetTalks(batch.free(), limit);
        Mark last = forgotten == 0 ? Mark.START : batch.all().get(batch.all().size() - 1);
        if (last.changedAt().isAfter(store.reached(Stage.MISSING_TALKS).changedAt())) {
            store.reach(Stage.MISSING_TALKS, last);
        }
        return forgotten;
    }

    private static Deleted end(Step step, Batch batch, int deliveries, int messages, boolean done) {
        if (done) {
            batch.done(step);
        }
        return new Deleted(deliveries, messages, !done || !batch.isLast());
    }

    private boolean count(Deleted deleted) {
        deliveries.addAndGet(deleted.deliveries());
        messages.addAndGet(deleted.messages());
        return deleted.more();
    }

    /** Asked inside the step: whoever begins to read back after it finds how far back that may go. */
    private CompletionStage<Boolean> events(Duration age) {
        return writer.writeOfRelay(step -> heardAll.getAsBoolean() ? Repetitions.forget(step, age, ROWS) : 0)
                .thenApply(forgotten -> {
                    events.addAndGet(forgotten);
                    return forgotten >= ROWS;
                });
    }

    private CompletionStage<Boolean> sweep(AttachmentStore kept) {
        Instant before = clock.instant().minus(LEFT_BEHIND_AFTER);
        return CompletableFuture.supplyAsync(() -> kept.sweep(before), fileExecutor)
                .thenApply(swept -> {
                    contents.addAndGet(swept);
                    return swept > 0;
                });
    }

    /** Tells in numbers what was deleted since it was told last, if anything was. */
    void tell() {
        long ofFiles = files.getAndSet(0);
        long ofDeliveries = deliveries.getAndSet(0);
        long ofMessages = messages.getAndSet(0);
        long ofEvents = events.getAndSet(0);
        long ofContents = contents.getAndSet(0);
        if (ofFiles + ofDeliveries + ofMessages + ofEvents + ofContents > 0) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "not kept any longer: {0} files, {1} deliveries, {2} messages, {3} events; room was made of {4}"
                            + " contents",
                    ofFiles,
                    ofDeliveries,
                    ofMessages,
                    ofEvents,
                    ofContents);
        }
    }
}
