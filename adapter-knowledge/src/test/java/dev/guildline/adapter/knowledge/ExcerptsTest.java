package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExcerptsTest {
    private static final Locale TAIWAN = Locale.forLanguageTag("zh-TW");

    @Test
    void the_part_that_answers_is_picked_in_whole_sentences() throws IOException {
        String filler = "The harbour master keeps the book of every ship that comes and goes. ".repeat(6);
        String excerpt = excerpt(
                Locale.ENGLISH,
                filler + "Lanterns are lit with amber oil. Ask the keeper for a can. " + filler,
                "how do I light lanterns with oil");

        assertThat(excerpt).startsWith("Lanterns are lit with amber oil. Ask the keeper for a can.");
        assertThat(excerpt).endsWith("goes.").hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void chinese_sentences_are_kept_whole() throws IOException {
        String filler = "港務長會把每一艘進出的船都記在本子裡。".repeat(20);

        assertThat(excerpt(TAIWAN, filler + "燈籠要用琥珀油點亮。" + filler, "燈籠怎麼點亮"))
                .startsWith("燈籠要用琥珀油點亮。")
                .endsWith("。")
                .hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void an_article_without_text_has_no_excerpt() throws IOException {
        assertThat(excerpt(Locale.ENGLISH, "", "lantern")).isEmpty();
    }

    @Test
    void a_sentence_that_is_too_long_is_not_cut_inside_an_address() throws IOException {
        String address = "https://example.com/" + "lantern/".repeat(20);
        String excerpt =
                excerpt(Locale.ENGLISH, "Lanterns ".repeat(20) + address + " and more words to read", "lantern");

        assertThat(excerpt).endsWith("…").doesNotContain("https://").hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void no_excerpt_is_too_long_or_broken_whatever_the_text() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] parts = {
            "word ",
            "燈籠",
            "。",
            "\uD83D\uDE00",
            ". ",
            "\n",
            "https://example.com/a?b=c ",
            "longwordwithoutspaces",
            "e\u0301"
        };
        for (int round = 0; round < 300; round++) {
            StringBuilder body = new StringBuilder("燈");
            int length = random.nextInt(200);
            for (int i = 0; i < length; i++) {
                body.append(parts[random.nextInt(parts.length)]);
            }
            String excerpt = excerpt(TAIWAN, body.toString().strip(), "燈籠 word");

            assertThat(excerpt).as("seed %s: %s", seed, body).isNotBlank().hasSizeLessThanOrEqualTo(300);
            assertThat(excerpt.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                    .as("seed %s: %s", seed, body)
                    .isTrue();
        }
    }

    private static String excerpt(Locale language, String body, String question) throws IOException {
        Article article = new Article(new ArticleId("a"), language, "Title", "", body, List.of(), null, Set.of());
        LanguageIndex index = LanguageIndex.build(language, List.of(article));
        return Excerpts.of(article, index.weights(question), index);
    }
}
