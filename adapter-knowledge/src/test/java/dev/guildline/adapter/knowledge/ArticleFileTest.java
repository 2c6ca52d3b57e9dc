package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.guildline.core.knowledge.Article;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleFileTest {
    @Test
    void everything_in_the_head_is_read() throws BrokenArticle {
        ArticleFile file = read("zh-TW/a.md", """
                ---
                id: reset
                title: "Known issue: it breaks"
                category: Account
                lang: en-GB
                questions:
                  - How do I reset it?
                  - "It says: no"
                url: https://example.com/reset
                labels: [known-issue, account]
                draft: true
                ---
                Choose **Forgot**.
                """);

        Article article = file.article();
        assertThat(file.draft()).isTrue();
        assertThat(article.id().value()).isEqualTo("reset");
        assertThat(article.title()).isEqualTo("Known issue: it breaks");
        assertThat(article.category()).isEqualTo("Account");
        assertThat(article.language()).isEqualTo(Locale.UK);
        assertThat(article.questions()).containsExactly("How do I reset it?", "It says: no");
        assertThat(article.url()).contains(URI.create("https://example.com/reset"));
        assertThat(article.labels()).containsExactlyInAnyOrder("known-issue", "account");
        assertThat(article.body()).isEqualTo("Choose Forgot.");
    }

    @Test
    void the_title_is_all_it_takes() throws BrokenArticle {
        Article article =
                read("zh-TW/deep/down.md", "\uFEFF---\r\ntitle: 標題\r\n---\r\n").article();

        assertThat(article.id().value()).isEqualTo("zh-TW/deep/down");
        assertThat(article.language()).isEqualTo(Locale.forLanguageTag("zh-TW"));
        assertThat(article.body()).isEmpty();
        assertThat(article.url()).isEmpty();
        assertThat(read("top.md", "---\ntitle: A\n---\n").article().language()).isEqualTo(Locale.GERMAN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en/a.md   | Just text                                     | 1 | three dashes",
                "en/a.md   | ---;title: A;Text                             | 3 | not closed",
                "en/a.md   | ---;category: A;---                           | 1 | title: missing",
                "en/a.md   | ---;title: A;titel: B;---                     | 3 | unknown key 'titel'",
                "en/a.md   | ---;title: A;title: B;---                     | 3 | twice",
                "en/a.md   | ---;title: Known issue: it breaks;---         | 2 | not YAML",
                "en/a.md   | ---;- title;---                               | 2 | must hold lines",
                "en/a.md   | ---;title: A;questions: {a: b};---            | 3 | questions: must be text",
                "en/a.md   | ---;title: A;draft: maybe;---                 | 3 | draft: must be true or false",
                "en/a.md   | ---;title: A;url: /reset;---                  | 3 | url: must be a whole address",
                "en/a.md   | ---;title: A;url: javascript:alert(1);---     | 3 | url: must be a whole address",
                "en/a.md   | ---;title: A;;url: https://a b;---            | 4 | url: not an address",
                "en/a.md   | ---;title: A;lang: klingonese;---             | 3 | lang: must be a language",
                "drafts/a.md | ---;title: A;---                            | 1 | first folder must be a language",
            })
    void what_is_wrong_is_said_with_its_line(String path, String content, int line, String problem) {
        BrokenArticle broken =
                catchThrowableOfType(BrokenArticle.class, () -> read(path, content.replace(';', '\n') + "\n"));

        assertThat(broken).hasMessageContaining(problem);
        assertThat(broken.line()).isEqualTo(line);
    }

    private static ArticleFile read(String path, String text) throws BrokenArticle {
        return ArticleFile.read(path, text, Locale.GERMAN);
    }
}
