package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.MessageId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another process writes and tells what was committed; it is killed, and all that it told must be there. */
class H2CrashTest {
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nothing_acknowledged_is_lost_when_the_process_is_killed() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("H2CrashTest seed " + seed);
        Random random = new Random(seed);
        PersistenceConfig config = new PersistenceConfig("jdbc:h2:" + folder.resolve("guildline"), "", "");
        List<CrashVictim.Acknowledged> all = new ArrayList<>();

        for (int round = 1; round <= KILLS; round++) {
            List<CrashVictim.Acknowledged> told = killed(config, round, 20 + random.nextInt(200));
            assertThat(told).as("seed %d", seed).isNotEmpty();
            long before = all.stream()
                    .mapToLong(CrashVictim.Acknowledged::delivery)
                    .max()
                    .orElse(0);
            assertThat(told)
                    .as("identities rise also over a crash; seed %d", seed)
                    .allSatisfy(one -> assertThat(one.delivery()).isGreaterThan(before));
            all.addAll(told);
            try (JdbcStores stores = JdbcStores.open(config)) {
                List<CrashVictim.Acknowledged> lost = stores.inTransaction(tx -> all.stream()
                        .filter(one -> tx.journal()
                                        .find(new MessageId(new ConversationId(one.conversation()), 1))
                                        .isEmpty()
                                || tx.outbox()
                                        .find(new DeliveryId(one.delivery()))
                                        .isEmpty())
                        .toList());
                assertThat(lost).as("lost of %d; seed %d", all.size(), seed).isEmpty();
            }
        }
        assertThat(all).extracting(CrashVictim.Acknowledged::caseNumber).doesNotHaveDuplicates();
    }

    /** What the process had told when it was killed, which happens after so many lines. */
    private static List<CrashVictim.Acknowledged> killed(PersistenceConfig config, int round, int lines)
            throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashVictim.class.getName(),
                        config.url(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<CrashVictim.Acknowledged> told = new ArrayList<>();
        try (BufferedReader pipe = victim.inputReader(StandardCharsets.UTF_8)) {
            for (String line = pipe.readLine(); line != null; line = pipe.readLine()) {
                CrashVictim.Acknowledged.parse(line).ifPresent(told::add);
                if (told.size() == lines) {
                    // By its handle: the process object would close the pipe as well, and with it what is still in it.
                    victim.toHandle().destroyForcibly();
                }
            }
        } finally {
            victim.destroyForcibly();
        }
        assertThat(victim.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return told;
    }
}
