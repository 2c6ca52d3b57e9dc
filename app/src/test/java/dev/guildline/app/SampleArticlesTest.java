package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.knowledge.FolderKnowledgeBase;
import dev.guildline.adapter.knowledge.KnowledgeConfig;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult.Matches;
import dev.guildline.core.usecase.Knowledge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample articles are what people try Guildline out with: they must be found. */
class SampleArticlesTest {
    private static FolderKnowledgeBase knowledge;

    @BeforeAll
    static void open() throws Exception {
        Path folder = Path.of(SampleArticlesTest.class.getResource("knowledge").toURI());
        knowledge = FolderKnowledgeBase.open(new KnowledgeConfig(folder, Locale.ENGLISH, Duration.ZERO));
    }

    @AfterAll
    static void close() {
        knowledge.close();
    }

    @Test
    void every_file_is_usable() {
        assertThat(knowledge.check().detail())
                .startsWith("52 articles in en, zh-TW")
                .doesNotContain("unusable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I forgot my password and can't log in | en    | Reset your password",
                "我忘記密碼，無法登入                    | zh-TW | 重設密碼",
                "the game crashes when it starts       | en-US | The game crashes or does not start",
                "遊戲一直閃退                           | zh-TW | 遊戲閃退或打不開",
                "how can I get my money back           | en-GB | Refunds",
                "我要退款                               | en    | 退款",
                "my account got hacked                 | en    | Somebody else uses your account",
                "公會要怎麼邀請人                        | zh-TW | 建立、加入或退出翼團（公會）",
            })
    void the_right_article_comes_first(String question, String locale, String title) {
        Matches matches = (Matches) knowledge.search(new KnowledgeQuery(question, Locale.forLanguageTag(locale), 4));

        assertThat(matches.best()).hasSizeLessThanOrEqualTo(4);
        assertThat(matches.best())
                .first()
                .extracting(match -> match.article().title())
                .isEqualTo(title);
        assertThat(matches.best())
                .extracting(ArticleMatch::excerpt)
                .allSatisfy(excerpt -> assertThat(excerpt).isNotBlank().hasSizeLessThanOrEqualTo(300));
    }

    @Test
    void known_issues_and_releases_can_be_shown_in_both_languages() {
        for (String label : List.of(Knowledge.KNOWN_ISSUE, Knowledge.RELEASE)) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.forLanguageTag("zh-TW"))) {
                List<Article> articles = knowledge.labelled(label, locale, 5);

                assertThat(articles).hasSizeGreaterThanOrEqualTo(3);
                assertThat(articles).allSatisfy(article -> {
                    assertThat(article.language()).isEqualTo(locale);
                    assertThat(article.url()).isPresent();
                });
            }
        }
    }
}
