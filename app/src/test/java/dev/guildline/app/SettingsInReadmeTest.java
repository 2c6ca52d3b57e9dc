package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Operators find every setting in the README, and none that is not there. */
class SettingsInReadmeTest {
    private static final Pattern KEY = Pattern.compile("`([A-Z]+(?:_[A-Z]+)+)`");

    @Test
    void the_table_lists_the_settings() throws IOException {
        String firstColumns = Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .collect(Collectors.joining());

        assertThat(KEY.matcher(firstColumns).results().map((MatchResult key) -> key.group(1)))
                .containsExactlyInAnyOrderElementsOf(Settings.KEYS);
    }
}
