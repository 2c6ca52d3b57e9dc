package dev.guildline.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the real process does with messages both ways: how long, how many, at which cost. Not part of the build:
 * {@code mvn -pl app -am test -Dtest=RelayBench -Dsurefire.failIfNoSpecifiedTests=false}, with {@code bench.rate},
 * {@code bench.seconds}, {@code bench.warm} (seconds of the same before it counts), {@code bench.conversations}, {@code bench.missed} and {@code crash.database} where other than
 * the usual values are wanted.
 */
class RelayBench {
    private static final Duration DRAIN = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private CrashRun deployment(RunDatabase.Kind database, int rate) throws IOException {
        assumeTrue(CrashPlan.isAskedFor(database), "left out by -Dcrash.database");
        CrashPlan plan = new CrashPlan(
                database,
                0,
                Long.getLong("crash.seed", 1),
                Integer.getInteger("bench.conversations", 100),
                rate,
                EnumSet.noneOf(Fault.class),
                1);
        Path logs = Files.createDirectories(Path.of("target", "crash-run").toAbsolutePath());
        return new CrashRun(plan, folder, logs);
    }

    /** Half of the messages go each way. */
    @ParameterizedTest
    @EnumSource(RunDatabase.Kind.class)
    void a_steady_rate(RunDatabase.Kind database) throws IOException {
        int rate = Integer.getInteger("bench.rate", 100);
        int seconds = Integer.getInteger("bench.seconds", 20);
        try (CrashRun run = deployment(database, rate)) {
            List<Talk> talks = run.startTalks();
            write(talks, rate, Integer.getInteger("bench.warm", 5));
            drain(talks);
            int warm = Verdict.arrived(talks);
            Instant begun = Instant.now();
            Duration cpu = run.cpu();
            write(talks, rate, seconds);
            drain(talks);
            Duration took = Duration.between(begun, Figures.lastArrival(talks));
            double used = run.cpu().minus(cpu).toMillis() / 1e3;
            int messages = Verdict.arrived(talks) - warm;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d messages in %.1f s, %.0f a second; %.2f CPU seconds per 1,000 messages; %s%n",
                    database,
                    messages,
                    took.toMillis() / 1e3,
                    messages * 1e3 / took.toMillis(),
                    used * 1e3 / messages,
                    Figures.latency(talks, begun));
            assertThat(Verdict.of(talks).details()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(RunDatabase.Kind.class)
    void a_start_after_many_messages_were_missed(RunDatabase.Kind database) throws IOException {
        int missed = Integer.getInteger("bench.missed", 10_000);
        try (CrashRun run = deployment(database, 1)) {
            List<Talk> talks = run.startTalks();
            run.killAll();
            for (int i = 0; i < missed; i++) {
                talks.get(i % talks.size()).customerWrites();
            }
            Instant begun = Instant.now();
            run.startAll();
            run.awaitReady();
            Instant ready = Instant.now();
            drain(talks);
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d missed messages: ready after %.1f s, all delivered after %.1f s; %.1f CPU seconds%n",
                    database,
                    missed,
                    Duration.between(begun, ready).toMillis() / 1e3,
                    Duration.between(begun, Figures.lastArrival(talks)).toMillis() / 1e3,
                    run.cpu().toMillis() / 1e3);
            assertThat(Verdict.of(talks).details()).isEmpty();
        }
    }

    private static void write(List<Talk> talks, int rate, int seconds) {
        Load load = new Load(talks, rate, 7);
        load.begin();
        Pause.of(Duration.ofSeconds(seconds));
        load.end();
    }

    /** Looks at one talk after the other, and only as long as it lacks something: the looking must not be the load. */
    private static void drain(List<Talk> talks) {
        for (Talk talk : talks) {
            for (Talk.Direction direction : Talk.Direction.values()) {
                int expected = talk.written(direction);
                assertThat(Pause.until(DRAIN, () -> talk.arrived(direction).size() >= expected || waited()))
                        .as("everything arrives")
                        .isTrue();
            }
        }
    }

    private static boolean waited() {
        Pause.of(Duration.ofMillis(200));
        return false;
    }
}
