package dev.guildline.adapter.knowledge;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What it costs to group a thousand questions against two thousand groups, by meaning and by words. Not part of the tests:
 * {@code mvn -pl adapter-knowledge -am test -Dtest=GroupingBench -Dsurefire.failIfNoSpecifiedTests=false}.
 */
final class GroupingBench {
    private static final List<String> ASKED = List.of("how", "why", "where", "when", "what");
    private static final List<String> DONE =
            List.of("repair", "lose", "find", "buy", "join", "leave", "sell", "fix", "open", "change");
    private static final List<String> THINGS = List.of(
            "ship",
            "guild",
            "quest",
            "harbour",
            "sword",
            "refund",
            "password",
            "lantern",
            "crash",
            "level",
            "friend",
            "server",
            "map",
            "boss",
            "card",
            "shop");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_thousand_questions(boolean byMeaning, @TempDir Path folder) {
        KnowledgeConfig config = new KnowledgeConfig(folder, Locale.ENGLISH, Duration.ZERO, byMeaning, null, null);
        try (FolderKnowledgeBase base = FolderKnowledgeBase.open(config)) {
            Random random = new Random(7);
            List<String> known = questions(random, 2_000);
            List<String> fresh = questions(random, 1_000);
            base.alike(Locale.ENGLISH, List.of(), known.subList(0, 1));
            for (int run = 1; run <= 3; run++) {
                double before = cpuSeconds();
                long groups = base.alike(Locale.ENGLISH, known, fresh).stream()
                        .distinct()
                        .count();
                System.out.printf(
                        Locale.ROOT,
                        "by %s, run %d: %.2f s of the processor, %d groups%n",
                        byMeaning ? "meaning" : "words",
                        run,
                        cpuSeconds() - before,
                        groups);
            }
        }
    }

    private static List<String> questions(Random random, int count) {
        return Stream.generate(() -> pick(random, ASKED) + " do I " + pick(random, DONE) + " the "
                        + pick(random, THINGS) + " after the " + pick(random, THINGS) + " and the "
                        + pick(random, THINGS) + " " + random.nextInt(50) + "?")
                .limit(count)
                .toList();
    }

    private static String pick(Random random, List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static double cpuSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            sum += Math.max(0, threads.getThreadCpuTime(id));
        }
        return sum / 1e9;
    }
}
