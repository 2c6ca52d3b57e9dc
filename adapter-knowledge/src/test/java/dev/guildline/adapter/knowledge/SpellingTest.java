package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private LanguageIndex index;

    @BeforeEach
    void articles() throws IOException {
        index = LanguageIndex.build(
                Locale.ENGLISH,
                List.of(
                        article("Withdrawal of winnings", "A withdrawal takes two days. The date is on your account."),
                        article("Withdrawal failed", "Your Skylarks wallet was not verified."),
                        article("Mattress sizes", "We received a pillow and a mattress.")));
    }

    @ParameterizedTest
    @CsvSource({
        "my withdrawl is missing, my withdrawal is missing",
        "Withdrawall?, withdrawal?",
        "nothing recieved, nothing received",
        "need pilow, need pillow",
        "matteress or matres, mattress or matres",
        "skylraks wallet, skylarks wallet",
    })
    void a_mistyped_word_is_read_as_the_word_of_the_articles_that_it_is_close_to(String typed, String meant) {
        assertThat(index.corrected(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "why so late",
        "Verify my wallets",
        "kab tak aayega",
        "L-204 at 5pm don't",
        "Skylarks",
        "received receiving",
        "我的錢包",
    })
    void words_in_their_own_right_and_what_is_like_nothing_stay(String text) {
        assertThat(index.corrected(text)).isEqualTo(text);
    }

    @Test
    void other_languages_are_left_alone() throws IOException {
        LanguageIndex german = LanguageIndex.build(Locale.GERMAN, List.of(article("Auszahlung", "Die Auszahlung.")));
        assertThat(german.corrected("Auszalung")).isEqualTo("Auszalung");
    }

    private static Article article(String title, String body) {
        return new Article(new ArticleId(title), Locale.ENGLISH, title, "", body, List.of(), null, Set.of());
    }
}
