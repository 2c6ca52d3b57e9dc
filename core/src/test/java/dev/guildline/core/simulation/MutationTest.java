package dev.guildline.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation can fail: core is broken on purpose, and the broken rule is named. */
class MutationTest {
    private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src/main/java");
    private static final int SEEDS = 6000;

    @TempDir
    private Path work;

    static List<Mutant> mutants() {
        return Stream.concat(Mutants.all().stream(), MutantsOfDeeds.all().stream())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void a_broken_core_is_found_out(Mutant mutant) throws Exception {
        assumeTrue(Files.isDirectory(SOURCES), "core's sources are not at hand");
        Method brokenRule = MutantLoader.of(mutant, SOURCES, work)
                .loadClass(Worlds.class.getName())
                .getDeclaredMethod("brokenRule", long.class);
        brokenRule.setAccessible(true);
        TreeMap<String, Integer> others = new TreeMap<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            Object broken = brokenRule.invoke(null, seed);
            if (mutant.breaks().name().equals(broken)) {
                System.out.printf("mutant: %s: %s, found in world %d%n", mutant, broken, seed);
                return;
            } else if (broken != null) {
                others.merge(broken.toString(), 1, Integer::sum);
            }
        }
        assertThat(others)
                .as("%s: %s was not broken in %d worlds", mutant, mutant.breaks(), SEEDS)
                .isNull();
    }

    @Test
    void every_rule_is_broken_by_a_mutant() {
        assertThat(mutants()).extracting(Mutant::breaks).contains(Rule.values());
    }
}
