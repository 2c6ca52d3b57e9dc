package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.guildline.core.internal.HandoffDetector.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Measures the detector on real messages, where they are at hand. */
class HandoffFiguresTest {
    private static final Pattern ROW = Pattern.compile(
            "\\{\"text\": \"((?:[^\"\\\\]|\\\\.)*)\", \"lang\": \"([^\"]+)\", \"handoff\": (true|false).*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.))");

    @Test
    void most_wishes_are_heard_and_hardly_anything_else() throws IOException {
        Path data = Path.of(System.getProperty("guildline.shared", "nowhere"), "data/kb/handoff/handoff.jsonl");
        assumeTrue(Files.exists(data), "the evaluation data are not there: " + data);
        HandoffDetector detector = new HandoffDetector();
        int heard = 0;
        int missed = 0;
        int falseAlarms = 0;
        int falseAlarmsElsewhere = 0;
        for (String line : Files.readAllLines(data)) {
            Matcher row = ROW.matcher(line);
            assertThat(row.matches()).as(line).isTrue();
            boolean wanted = Boolean.parseBoolean(row.group(3));
            boolean found = detector.wish(unescaped(row.group(1))) == Wish.CLEAR;
            heard += wanted && found ? 1 : 0;
            missed += wanted && !found ? 1 : 0;
            falseAlarms += !wanted && found ? 1 : 0;
            falseAlarmsElsewhere += !wanted && found && !row.group(2).equals("en") ? 1 : 0;
        }
        double recall = heard / (double) (heard + missed);
        double precision = heard / (double) (heard + falseAlarms);
        System.out.printf("wishes for a person: recall %.3f, precision %.3f%n", recall, precision);
        assertThat(recall).isGreaterThanOrEqualTo(0.94);
        assertThat(precision).isGreaterThanOrEqualTo(0.97);
        assertThat(falseAlarmsElsewhere).isZero();
    }

    private static String unescaped(String json) {
        return ESCAPE.matcher(json)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? found.group(2).replace('n', '\n').replace('t', '\t')
                                : Character.toString(Integer.parseInt(found.group(1), 16))));
    }
}
