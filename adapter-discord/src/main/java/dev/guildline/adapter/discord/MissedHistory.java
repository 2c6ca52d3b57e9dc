package dev.guildline.adapter.discord;

import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.core.usecase.MessageOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.utils.TimeUtil;

/** Reads direct messages back from Discord and passes on what a customer wrote there, the oldest first. Thread-safe. */
final class MissedHistory {
    private static final int PAGE = 100;
    /** Two minutes or so: the customer's new messages wait meanwhile. */
    private static final int ATTEMPTS = 8;

    private final JDA jda;
    private final PrivateChannels channels;
    private final WordsForCore core;
    private final StubbornCall calls;
    private final ExecutorService threads;

    MissedHistory(JDA jda, PrivateChannels channels, WordsForCore core, StubbornCall calls, ExecutorService threads) {
        this.jda = jda;
        this.channels = channels;
        this.core = core;
        this.calls = calls;
        this.threads = threads;
    }

    /** Completes when everything is passed on; fails if the channel cannot be read. Counts what core did not know. */
    CompletableFuture<Void> passOn(long user, Instant from, Runnable found) {
        return pages(user, Math.max(1, TimeUtil.getDiscordTimestamp(from.toEpochMilli())), found);
    }

    private CompletableFuture<Void> pages(long user, long after, Runnable found) {
        return calls.within(ATTEMPTS, "looking for missed messages", () -> page(user, after))
                .thenComposeAsync(
                        page -> {
                            CompletableFuture<Void> told = tell(user, page, found);
                            return page.size() < PAGE || threads.isShutdown()
                                    ? told
                                    : told.thenCompose(done ->
                                            pages(user, page.get(PAGE - 1).getIdLong(), found));
                        },
                        threads);
    }

    /** What comes right after a message, the oldest first. */
    private CompletableFuture<List<Message>> page(long user, long after) {
        CompletableFuture<List<Message>> page = new CompletableFuture<>();
        CompletionStage<List<Message>> read = channels.of(user, jda)
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
                channels.forget(user);
            }
            page.completeExceptionally(DiscordErrors.of(failure, "reading direct messages"));
        });
        return page;
    }

    private CompletableFuture<Void> tell(long user, List<Message> page, Runnable found) {
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (Message message : page) {
            if (message.getAuthor().getIdLong() == user && WordsForCore.isWrittenByPerson(message)) {
                last = last.thenCompose(before -> tell(message, found));
            }
        }
        return last;
    }

    private CompletableFuture<Void> tell(Message message, Runnable found) {
        if (threads.isShutdown()) {
            return CompletableFuture.completedFuture(null);
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
