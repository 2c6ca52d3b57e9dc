package dev.guildline.adapter.persistence;

import dev.guildline.core.Guildline;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.assistant.VirtualAgentReply.Abstain;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fixture.Talk;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from the commit of an agent's message until the chat channel is called with it, and what comes
 * before: from the call of core until the commit. One message at a time. Not part of the tests: {@code mvn -pl
 * adapter-persistence -am test -Dtest=HandOffBench -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class HandOffBench {
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 5_000;

    @TempDir
    private Path folder;

    @Test
    void h2() {
        run("H2 file", new PersistenceConfig("jdbc:h2:" + folder.resolve("bench"), "", ""));
    }

    @Test
    void postgresql() throws IOException {
        try (EmbeddedPostgres durable = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            run(
                    "PostgreSQL",
                    new PersistenceConfig(
                            "jdbc:postgresql://localhost:" + durable.getPort() + "/postgres", "postgres", "postgres"));
        }
    }

    private static void run(String name, PersistenceConfig config) {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Stopwatch stopwatch = new Stopwatch();
        try (JdbcStores stores = JdbcStores.open(config);
                Guildline guildline = Guildline.builder()
                        .store(stopwatch.around(stores))
                        .channel(stopwatch.around(new FakeChatChannel()))
                        .executor(threads)
                        .virtualAgent(turn -> new Abstain())
                        .build()) {
            guildline.start();
            Talk talk = new Talk(guildline, new FakeChatChannel(), "Mia");
            guildline
                    .conversations()
                    .customerWrote(talk.message("hello"))
                    .toCompletableFuture()
                    .join();
            stopwatch.next();
            ConversationKey place = ConversationKey.of(guildline
                    .conversations()
                    .list(Set.of(ConversationStatus.WITH_VIRTUAL_AGENT), 1)
                    .toCompletableFuture()
                    .join()
                    .get(0)
                    .id());
            says(guildline, talk, place, "first");
            // That somebody has joined is told with the first words.
            stopwatch.next();
            stopwatch.next();
            double[] commits = new double[MEASURED];
            double[] sends = new double[MEASURED];
            for (int i = -WARM_UP; i < MEASURED; i++) {
                long told = System.nanoTime();
                says(guildline, talk, place, "message " + i);
                Times times = stopwatch.next();
                if (i >= 0) {
                    commits[i] = (times.committed() - told) / 1e6;
                    sends[i] = (times.sent() - times.committed()) / 1e6;
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "BENCH %s: told to committed %s; committed to sent %s%n",
                    name,
                    quantiles(commits),
                    quantiles(sends));
        } finally {
            threads.shutdown();
        }
    }

    private static String quantiles(double[] millis) {
        Arrays.sort(millis);
        return String.format(
                Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", millis[millis.length / 2], millis[millis.length * 99 / 100]);
    }

    private static void says(Guildline here, Talk talk, ConversationKey place, String text) {
        InboxKey key = talk.key();
        here.conversations()
                .agentWrote(
                        new AgentMessage(key, place, Talk.ADA, text, List.of(), new ExternalRef("bench-" + key.id())))
                .toCompletableFuture()
                .join();
    }

    /** When a message was committed, and when the channel was called with it; by {@code System.nanoTime}. */
    private record Times(long committed, long sent) {}

    /** Stands before the store and the channel. */
    private static final class Stopwatch {
        private final BlockingQueue<Times> sent = new LinkedBlockingQueue<>();
        private volatile long lastCommit;

        Times next() {
            try {
                Times next = sent.poll(30, TimeUnit.SECONDS);
                if (next == null) {
                    throw new IllegalStateException("nothing was sent");
                }
                return next;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        UnitOfWork around(UnitOfWork store) {
            return new UnitOfWork() {
                @Override
                public <T> T inTransaction(Function<Transaction, T> work) {
                    T result = store.inTransaction(work);
                    lastCommit = System.nanoTime();
                    return result;
                }

                @Override
                public boolean isShared() {
                    return store.isShared();
                }

                @Override
                public void onSignal(Runnable heard) {
                    store.onSignal(heard);
                }
            };
        }

        ChatChannel around(ChatChannel channel) {
            return new ChatChannel() {
                @Override
                public ChannelId id() {
                    return channel.id();
                }

                @Override
                public CompletionStage<ExternalRef> send(OutboundMessage message) {
                    sent.add(new Times(lastCommit, System.nanoTime()));
                    return CompletableFuture.completedFuture(
                            new ExternalRef("sent-" + message.delivery().value()));
                }
            };
        }
    }
}
