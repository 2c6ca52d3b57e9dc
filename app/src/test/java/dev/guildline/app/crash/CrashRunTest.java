package dev.guildline.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real process is killed under load, and nothing is lost, doubled or out of order at the far ends. As a part of the
 * build this is the short form; {@code docs/reliability.md} tells how to run the long one.
 */
class CrashRunTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(RunDatabase.Kind.class)
    void a_killed_guildline_loses_doubles_and_reorders_nothing(RunDatabase.Kind database) throws IOException {
        assumeTrue(CrashPlan.isAskedFor(database), "left out by -Dcrash.database");
        assumeTrue(
                System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"),
                "the crash run needs Linux: it kills processes by signals");
        Path logs = Files.createDirectories(Path.of("target", "crash-run").toAbsolutePath());
        CrashPlan plan = CrashPlan.fromSystemProperties(database);
        System.out.println("CrashRunTest " + plan + ", logs in target/crash-run");
        try (CrashRun run = new CrashRun(plan, folder, logs)) {
            CrashRun.Result result = run.run();
            System.out.println(result.report());

            assertThat(result.verdict().details()).as("seed %d", plan.seed()).isEmpty();
            result.undelivered().forEach(System.out::println);
            assertThat(result.undelivered()).as("seed %d", plan.seed()).isEmpty();
        }
    }
}
