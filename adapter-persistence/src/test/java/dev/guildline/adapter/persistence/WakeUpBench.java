package dev.guildline.adapter.persistence;

import dev.guildline.core.Guildline;
import dev.guildline.core.GuildlineListener;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.assistant.VirtualAgentReply.Abstain;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fixture.Talk;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * How long it takes from the commit in one process until another one has made the delivery. Not part of the tests:
 * {@code mvn -pl adapter-persistence -am test -Dtest=WakeUpBench -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class WakeUpBench {
    private static final int WARM_UP = 200;
    private static final int MEASURED = 1000;

    @Test
    void from_the_commit_here_to_the_delivery_there() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        BlockingQueue<Long> delivered = new LinkedBlockingQueue<>();
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            PersistenceConfig config = new PersistenceConfig(
                    "jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres", "postgres");
            try (JdbcStores storesOfActive = JdbcStores.open(config);
                    JdbcStores storesOfOther = JdbcStores.open(config);
                    Guildline active = guildline("active", storesOfActive, threads, delivered);
                    Guildline other = guildline("other", storesOfOther, threads, delivered)) {
                active.start();
                other.start();
                Talk talk = new Talk(active, new FakeChatChannel(), "Mia");
                active.conversations()
                        .customerWrote(talk.message("hello"))
                        .toCompletableFuture()
                        .join();
                if (delivered.poll(30, TimeUnit.SECONDS) == null) {
                    throw new IllegalStateException("the greeting was not delivered");
                }
                ConversationKey place = ConversationKey.of(active.conversations()
                        .list(Set.of(ConversationStatus.WITH_VIRTUAL_AGENT), 1)
                        .toCompletableFuture()
                        .join()
                        .get(0)
                        .id());
                // That she joined is told once, with her first words.
                says(other, talk, place, "first");
                delivered.poll(30, TimeUnit.SECONDS);
                delivered.poll(30, TimeUnit.SECONDS);
                long[] micros = new long[MEASURED];
                for (int i = -WARM_UP; i < MEASURED; i++) {
                    says(other, talk, place, "message " + i);
                    long committed = System.nanoTime();
                    Long arrived = delivered.poll(30, TimeUnit.SECONDS);
                    if (arrived == null) {
                        throw new IllegalStateException("message " + i + " was not delivered");
                    }
                    if (i >= 0) {
                        micros[i] = (arrived - committed) / 1000;
                    }
                }
                Arrays.sort(micros);
                System.out.printf(
                        "from commit to delivery in another process: p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                        micros[MEASURED / 2] / 1e3, micros[MEASURED * 99 / 100] / 1e3, micros[MEASURED - 1] / 1e3);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void says(Guildline here, Talk talk, ConversationKey place, String text) {
        InboxKey key = talk.key();
        here.conversations()
                .agentWrote(
                        new AgentMessage(key, place, Talk.ADA, text, List.of(), new ExternalRef("bench-" + key.id())))
                .toCompletableFuture()
                .join();
    }

    private static Guildline guildline(
            String name, JdbcStores stores, ExecutorService threads, BlockingQueue<Long> delivered) {
        return Guildline.builder()
                .instance(name)
                .store(stores)
                .channel(new FakeChatChannel())
                .executor(threads)
                .virtualAgent(turn -> new Abstain())
                .listener(new GuildlineListener() {
                    @Override
                    public void deliveryEnded(Delivery delivery) {
                        if (delivery.side() == Side.CUSTOMER) {
                            delivered.add(System.nanoTime());
                        }
                    }
                })
                .build();
    }
}
