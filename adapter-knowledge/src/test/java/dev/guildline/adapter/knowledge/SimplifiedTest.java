package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimplifiedTest {
    @Test
    void a_question_in_one_way_of_writing_finds_articles_in_the_other() throws IOException {
        LanguageSearch search = LanguageSearch.over(
                Locale.TAIWAN, List.of(article("退款", "購買後十四天內可以申請退款。"), article("帳號安全", "請啟用雙重驗證。")), Embeddings.off());

        List<LanguageSearch.Candidate> found =
                search.rank(search.read("账号双重验证怎么启用")).candidates();

        assertThat(found.get(0).article().title()).isEqualTo("帳號安全");
        assertThat(found.get(0).confidence()).isGreaterThan(0.1);
    }

    @Test
    void what_is_no_traditional_character_stays() {
        assertThat(Simplified.of("帳號 OK 发 𠮷")).isEqualTo("帐号 OK 发 𠮷");
    }

    private static Article article(String title, String body) {
        return new Article(new ArticleId(title), Locale.TAIWAN, title, "", body, List.of(), null, Set.of());
    }
}
