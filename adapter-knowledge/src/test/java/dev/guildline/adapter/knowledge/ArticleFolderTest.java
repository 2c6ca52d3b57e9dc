package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleFolderTest {
    @TempDir
    private Path root;

    @Test
    void an_article_is_served_up_to_its_last_day_and_not_after() throws IOException {
        Files.createDirectories(root.resolve("en"));
        Files.writeString(root.resolve("en/sale.md"), "---\ntitle: Sale\nexpires: 2026-12-24\n---\nx\n");
        Files.writeString(root.resolve("en/stays.md"), "---\ntitle: Stays\n---\nx\n");
        AtomicReference<LocalDate> today = new AtomicReference<>(LocalDate.of(2026, 12, 24));
        ArticleFolder folder = new ArticleFolder(root, Locale.ENGLISH, today::get);

        assertThat(folder.read()).isTrue();
        assertThat(titles(folder)).containsExactly("Sale", "Stays");
        assertThat(folder.read()).isFalse();

        today.set(LocalDate.of(2026, 12, 25));
        assertThat(folder.read()).isTrue();
        assertThat(titles(folder)).containsExactly("Stays");
        assertThat(folder.read()).isFalse();
    }

    @Test
    void a_day_that_is_none_is_named_with_its_line() throws IOException {
        Files.createDirectories(root.resolve("en"));
        Files.writeString(root.resolve("en/sale.md"), "---\ntitle: Sale\nexpires: Christmas\n---\nx\n");
        ArticleFolder folder = new ArticleFolder(root, Locale.ENGLISH);
        folder.read();
        assertThat(folder.contents().problems())
                .containsExactly("en/sale.md line 3: expires: must be a day such as 2027-01-31");
    }

    private static List<String> titles(ArticleFolder folder) {
        return folder.contents().articles().stream()
                .map(article -> article.title())
                .toList();
    }
}
