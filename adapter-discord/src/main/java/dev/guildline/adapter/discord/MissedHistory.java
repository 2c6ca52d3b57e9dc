package dev.guildline.adapter.discord;

import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.core.usecase.MessageOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads back from Discord what a customer wrote, in direct messages and in their threads, and passes it on, the oldest
 * first. Thread-safe.
 */
final class MissedHistory {
    private static final int PAGE = 100;
    /** Two minutes or so: the customer's new messages wait meanwhile. */
    private static final int ATTEMPTS = 8;

    private final JDA jda;
    private final PrivateChannels channels;
    private final PrivateThreads privateThreads;
    private final WordsForCore core;
    private final StubbornCall calls;
    private final ExecutorService threads;
    /** Looked up when first needed: whose threads are is known by then. */
    private @Nullable Map<Long, List<ThreadChannel>> threadsByUser;

    MissedHistory(
            JDA jda,
            PrivateChannels channels,
            PrivateThreads privateThreads,
            WordsForCore core,
            StubbornCall calls,
            ExecutorService threads) {
        this.jda = jda;
        this.channels = channels;
        this.privateThreads = privateThreads;
        this.core = core;
        this.calls = calls;
        this.threads = threads;
    }

    boolean isClosed() {
        return threads.isShutdown();
    }

    /** Completes when everything is passed on; fails if the channel cannot be read. Counts what core did not know. */
    CompletableFuture<Void> passOn(long user, Instant from, Runnable found) {
        long after = Math.max(1, TimeUtil.getDiscordTimestamp(from.toEpochMilli()));
        List<ThreadChannel> own = threadsOf(user);
        if (own.isEmpty()) {
            return pages(place(user), after, page -> tell(user, page, found));
        }
        // Both are read to the end first: what was written here and there is passed on in the order it was written.
        List<Message> all = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> read = pages(place(user), after, page -> keep(all, page));
        for (ThreadChannel thread : own) {
            read = read.thenCompose(done -> pages(place(thread), after, page -> keep(all, page)));
        }
        return read.thenCompose(done -> {
            all.sort(Comparator.comparing(Message::getIdLong, Long::compareUnsigned));
            return tell(user, List.copyOf(all), found);
        });
    }

    private synchronized List<ThreadChannel> threadsOf(long user) {
        if (threadsByUser == null) {
            threadsByUser = privateThreads.active(jda);
        }
        return threadsByUser.getOrDefault(user, List.of());
    }

    private static CompletableFuture<Void> keep(List<Message> all, List<Message> page) {
        all.addAll(page);
        return CompletableFuture.completedFuture(null);
    }

    /** A channel to read in; what failed before is done anew. */
    private interface Place {
        CompletableFuture<? extends MessageChannel> open();

        void forget();
    }

    private Place place(long user) {
        return new Place() {
            @Override
            public CompletableFuture<? extends MessageChannel> open() {
                return channels.of(user, jda);
            }

            @Override
            public void forget() {
                channels.forget(user);
            }
        };
    }

    private static Place place(ThreadChannel thread) {
        return new Place() {
            @Override
            public CompletableFuture<? extends MessageChannel> open() {
                return CompletableFuture.completedFuture(thread);
            }

            @Override
            public void forget() {
                // A thread that is gone is in no list of the next look.
            }
        };
    }

    private CompletableFuture<Void> pages(
            Place place, long after, Function<List<Message>, CompletableFuture<Void>> use) {
        return calls.within(ATTEMPTS, "looking for missed messages", () -> page(place, after))
                .thenComposeAsync(
                        page -> {
                            CompletableFuture<Void> used = use.apply(page);
                            return page.size() < PAGE
                                    ? used
                                    : used.thenCompose(done ->
                                            pages(place, page.get(PAGE - 1).getIdLong(), use));
                        },
                        threads);
    }

    /** What comes right after a message, the oldest first. */
    private static CompletableFuture<List<Message>> page(Place place, long after) {
        CompletableFuture<List<Message>> page = new CompletableFuture<>();
        CompletionStage<List<Message>> read = place.open()
                .thenCompose(channel -> channel.getHistoryAfter(after, PAGE).submit())
                .thenApply(MessageHistory::getRetrievedHistory);
        read.whenComplete((newestFirst, failure) -> {
            if (failure == null) {
                List<Message> oldestFirst = new ArrayList<>(newestFirst);
                Collections.reverse(oldestFirst);
                page.complete(oldestFirst);
                return;
            }
            if (DiscordErrors.code(failure) == DiscordErrors.UNKNOWN_CHANNEL) {
                place.forget();
            }
            page.completeExceptionally(DiscordErrors.of(failure, "reading messages back"));
        });
        return page;
    }

    private CompletableFuture<Void> tell(long user, List<Message> page, Runnable found) {
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (Message message : page) {
            if (message.getAuthor().getIdLong() == user
                    && WordsForCore.isWrittenByPerson(message)
                    && !(message.isFromGuild() && InboundTranslator.isHidden(message))) {
                last = last.thenCompose(before -> tell(message, found));
            }
        }
        return last;
    }

    private CompletableFuture<Void> tell(Message message, Runnable found) {
        if (threads.isShutdown()) {
            return CompletableFuture.failedFuture(new CancellationException("the adapter is closed"));
        }
        // One that core cannot take is given up, as it would have been when it was written.
        return core.tell(InboundTranslator.message(message))
                .handle((outcome, failure) -> {
                    if (failure == null && !(outcome instanceof MessageOutcome.Duplicate)) {
                        found.run();
                    }
                    return failure == null && outcome instanceof MessageOutcome.Duplicate;
                })
                .thenCompose(known -> InboundTranslator.edit(message)
                        .filter(edit -> known)
                        .map(edit -> tell(edit, found))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    /** What core knew may have been edited meanwhile. */
    private CompletableFuture<Void> tell(MessageEdit edit, Runnable found) {
        return core.tell(edit).handle((outcome, failure) -> {
            if (outcome == ChangeOutcome.DONE) {
                found.run();
            }
            return null;
        });
    }
}
