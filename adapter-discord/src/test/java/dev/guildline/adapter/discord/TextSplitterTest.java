package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextSplitterTest {
    private static final String FAMILY = "👨‍👩‍👧‍👦";
    private static final List<String> ATOMS = List.of(
            FAMILY,
            "🇹🇼",
            "👍🏽",
            "e\u0301",
            "https://example.org/a/very/long/path?with=query&and=more#anchor",
            "<@123456789012345678>",
            "<t:1700000000:R>",
            "<:party:123456789012345678>");

    @Test
    void a_short_text_stays_one_part() {
        assertThat(TextSplitter.split("Hello there")).containsExactly("Hello there");
    }

    @Test
    void a_blank_text_has_no_part() {
        assertThat(TextSplitter.split(" \n ")).isEmpty();
    }

    @Test
    void paragraphs_are_preferred_to_lines_and_lines_to_sentences() {
        String text = "One. Two.\nThree, four.\n\n" + "Five is longer. ".repeat(3) + "\nSix.";

        assertThat(TextSplitter.split(text, 70))
                .containsExactly(
                        "One. Two.\nThree, four.\n\nFive is longer. Five is longer.", "Five is longer. \nSix.");
        assertThat(TextSplitter.split("a".repeat(40) + "\n\n" + "b c. ".repeat(8), 70))
                .containsExactly("a".repeat(40), "b c. ".repeat(8).strip());
    }

    @Test
    void full_width_sentence_marks_end_a_sentence() {
        String sentence = "這是一個很長的句子沒有空格。";
        List<String> parts = TextSplitter.split(sentence.repeat(12), 64);

        assertThat(parts).allSatisfy(part -> assertThat(part).endsWith("。"));
        assertThat(String.join("", parts)).isEqualTo(sentence.repeat(12));
    }

    @Test
    void a_cut_code_block_is_closed_and_opened_again_in_its_language() {
        String text = "Try this:\n```java\n" + "int x = 1;\n".repeat(12) + "```\nDone.";
        List<String> parts = TextSplitter.split(text, 80);

        assertThat(parts).hasSizeGreaterThan(1).allSatisfy(part -> {
            assertThat(occurrences(part, "```") % 2).isZero();
            assertThat(TextSplitter.length(part)).isLessThanOrEqualTo(80);
        });
        assertThat(parts.get(1)).startsWith("```java\nint x = 1;");
        assertThat(parts.get(parts.size() - 1)).endsWith("```\nDone.");
        assertThat(occurrences(String.join("", parts), "int x = 1;")).isEqualTo(12);
    }

    @Test
    void a_code_block_is_not_opened_just_to_be_closed_again() {
        String text = "word ".repeat(12) + "\n```\n" + "code ".repeat(20) + "\n```";

        assertThat(TextSplitter.split(text, 72).get(0)).doesNotContain("```");
    }

    @Test
    void what_is_longer_than_a_part_is_cut_but_never_inside_a_pair() {
        List<String> parts = TextSplitter.split("https://example.org/" + "😀".repeat(300), 100);

        assertThat(parts).allSatisfy(part -> {
            assertThat(TextSplitter.length(part)).isLessThanOrEqualTo(100);
            assertThat(loneSurrogates(part)).isZero();
        });
        assertThat(String.join("", parts)).isEqualTo("https://example.org/" + "😀".repeat(300));
    }

    @Test
    void nothing_is_lost_or_torn_whatever_the_text() {
        long seed = System.nanoTime();
        System.out.println("TextSplitterTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 400; run++) {
            int longest = 150 + random.nextInt(400);
            String text = anyText(random);
            List<String> parts = TextSplitter.split(text, longest);
            String joined = String.join("\n", parts);

            assertThat(parts).as("seed %d run %d", seed, run).allSatisfy(part -> {
                assertThat(TextSplitter.length(part)).isLessThanOrEqualTo(longest);
                assertThat(part).isNotBlank();
                assertThat(loneSurrogates(part)).isZero();
                assertThat(occurrences(part, "```") % 2).isZero();
            });
            assertThat(numbers(joined)).as("seed %d run %d", seed, run).isEqualTo(numbers(text));
            for (String atom : ATOMS) {
                assertThat(parts.stream().mapToInt(p -> occurrences(p, atom)).sum())
                        .as("seed %d run %d: %s", seed, run, atom)
                        .isEqualTo(occurrences(text, atom));
            }
        }
    }

    /** Numbered words, so that a missing or repeated one is seen, mixed with what must stay whole. */
    private static String anyText(Random random) {
        StringBuilder text = new StringBuilder();
        boolean open = false;
        int words = 20 + random.nextInt(300);
        for (int word = 0; word < words; word++) {
            text.append('w').append(word).append('w');
            switch (random.nextInt(12)) {
                case 0 -> text.append("\n\n");
                case 1 -> text.append("\n");
                case 2 -> text.append(". ");
                case 3 -> text.append("。");
                case 4 -> text.append(FAMILY.repeat(random.nextInt(20))).append(' ');
                case 5 -> {
                    if (random.nextInt(4) == 0) {
                        text.append(open ? "\n```\n" : "\n```kotlin\n");
                        open = !open;
                    } else {
                        text.append("   ");
                    }
                }
                case 6 -> text.append(ATOMS.get(random.nextInt(ATOMS.size()))).append(' ');
                default -> text.append(' ');
            }
        }
        return open ? text + "\n```" : text.toString();
    }

    private static List<String> numbers(String text) {
        Matcher words = Pattern.compile("w\\d+w").matcher(text);
        return words.results().map(r -> r.group()).collect(Collectors.toList());
    }

    private static int occurrences(String text, String wanted) {
        return (int)
                Pattern.compile(wanted, Pattern.LITERAL).matcher(text).results().count();
    }

    private static long loneSurrogates(String text) {
        return text.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF).count();
    }
}
