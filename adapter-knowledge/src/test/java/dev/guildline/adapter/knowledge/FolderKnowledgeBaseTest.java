package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.SearchResult.Matches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderKnowledgeBaseTest {
    private static final Locale TAIWAN = Locale.forLanguageTag("zh-TW");

    @TempDir
    private Path folder;

    private FolderKnowledgeBase base;

    @BeforeEach
    void open() throws IOException {
        write("en/account/reset.md", article("Reset your password", "Choose *Forgot password* on the login screen."));
        write("en/crash.md", article("The game crashes at start", "Update the driver of your graphics card."));
        write("zh-TW/reset.md", article("重設密碼", "在登入畫面點選「忘記密碼」。"));
        base = FolderKnowledgeBase.open(new KnowledgeConfig(folder, Locale.ENGLISH, Duration.ZERO));
    }

    @AfterEach
    void close() {
        base.close();
    }

    @Test
    void an_article_is_found_in_the_language_of_the_question() {
        assertThat(best("I forgot my password", TAIWAN).title()).isEqualTo("Reset your password");
        assertThat(best("我忘記密碼了", Locale.US).title()).isEqualTo("重設密碼");
    }

    @Test
    void an_articles_id_is_its_path_unless_it_names_one() throws IOException {
        write("en/named.md", "---\nid: guilds\ntitle: Guilds\n---\nFound a guild at the harbour.\n");
        base.refresh();

        assertThat(base.find(new ArticleId("en/account/reset"))).isPresent();
        assertThat(base.find(new ArticleId("guilds"))).isPresent();
        assertThat(base.find(new ArticleId("en/named"))).isEmpty();
    }

    private Article best(String question, Locale locale) {
        SearchResult result = base.search(new KnowledgeQuery(question, locale, 4));
        assertThat(result).isInstanceOf(Matches.class);
        return ((Matches) result).best().get(0).article();
    }

    private static String article(String title, String body) {
        return "---\ntitle: " + title + "\n---\n" + body + "\n";
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
