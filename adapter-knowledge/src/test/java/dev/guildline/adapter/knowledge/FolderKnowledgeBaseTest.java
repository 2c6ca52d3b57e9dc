package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.SearchResult.Matches;
import dev.guildline.core.knowledge.SearchResult.NothingUseful;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.testkit.contract.KnowledgeBaseContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderKnowledgeBaseTest implements KnowledgeBaseContract {
    private static final Locale TAIWAN = Locale.forLanguageTag("zh-TW");

    @TempDir
    private Path folder;

    private FolderKnowledgeBase opened;

    @Override
    public KnowledgeBase holding(List<Article> articles) {
        close();
        opened = null;
        clear();
        for (Article article : articles) {
            write(
                    article.language().toLanguageTag() + "/" + article.id() + ".md",
                    "---\nid: " + article.id()
                            + "\ntitle: " + article.title()
                            + "\ncategory: " + article.category()
                            + "\nurl: " + article.url().orElseThrow()
                            + "\nlabels: [" + String.join(", ", article.labels()) + "]"
                            + "\nquestions:\n  - " + String.join("\n  - ", article.questions())
                            + "\n---\n" + article.body() + "\n");
        }
        return open(Duration.ZERO);
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void the_language_of_the_words_counts_more_than_the_customers_settings() {
        KnowledgeBase base = holding(ARTICLES);

        assertThat(best(base, "I forgot my password", TAIWAN)).isEqualTo(PASSWORD);
        assertThat(best(base, "我忘記密碼了", Locale.US)).isEqualTo(PASSWORD_IN_CHINESE);
        assertThat(best(base, "password", TAIWAN)).isEqualTo(PASSWORD);
        assertThat(search(base, "olvidé mi contraseña y no puedo entrar", Locale.US))
                .isInstanceOf(NothingUseful.class);
    }

    @Test
    void a_sure_match_is_the_answer() {
        KnowledgeBase base = holding(ARTICLES);

        assertThat(((Matches) search(base, "the game crashes at startup with a black screen", Locale.US))
                        .firstAnswers())
                .isTrue();
        assertThat(((Matches) search(base, "the game crashes", Locale.US)).firstAnswers())
                .isFalse();
    }

    @Test
    void an_articles_id_is_its_path_unless_it_names_one() {
        write("en/account/reset.md", article("Reset", "Text."));
        write("en/named.md", "---\nid: guilds\ntitle: Guilds\n---\nFound a guild at the harbour.\n");
        FolderKnowledgeBase base = open(Duration.ZERO);

        assertThat(base.find(new ArticleId("en/account/reset"))).isPresent();
        assertThat(base.find(new ArticleId("guilds"))).isPresent();
        assertThat(base.find(new ArticleId("en/named"))).isEmpty();
    }

    @Test
    void drafts_and_files_that_are_no_articles_are_not_served() {
        write("en/draft.md", "---\ntitle: Draft\ndraft: true\n---\nNot yet.\n");
        write("README.md", "How to write articles.");
        write("en/.hidden.md", "An editor's.");
        write("en/notes.txt", "Notes.");
        write("en/real.md", article("Real", "Text."));

        assertThat(open(Duration.ZERO).check().detail()).isEqualTo("1 articles in en");
    }

    @Test
    void a_changed_a_new_and_a_removed_file_are_taken_over() throws IOException {
        write("en/reset.md", article("Password", "Ask the harbour master."));
        write("en/old.md", article("Old anchors", "Rusty."));
        FolderKnowledgeBase base = open(Duration.ZERO);
        assertThat(base.refresh()).isFalse();

        write("en/reset.md", article("Password", "Choose the lighthouse on the login screen."));
        write("en/new.md", article("Lanterns", "They light up at night."));
        Files.delete(folder.resolve("en/old.md"));

        assertThat(base.refresh()).isTrue();
        assertThat(best(base, "password lighthouse", Locale.US).body()).contains("lighthouse");
        assertThat(best(base, "lanterns at night", Locale.US).title()).isEqualTo("Lanterns");
        assertThat(base.find(new ArticleId("en/old"))).isEmpty();
    }

    @Test
    void a_file_that_breaks_keeps_its_last_good_version_and_is_reported() {
        write("en/reset.md", article("Password", "Choose the lighthouse."));
        FolderKnowledgeBase base = open(Duration.ZERO);

        write("en/reset.md", "---\ntitle: Password\ndrfat: true\n---\nNothing.\n");
        write("en/worse.md", "no head at all");
        base.refresh();

        assertThat(best(base, "password", Locale.US).body()).isEqualTo("Choose the lighthouse.");
        assertThat(base.check().ready()).isTrue();
        assertThat(base.check().detail())
                .contains("unusable files: 2")
                .contains("en/reset.md line 3: unknown key 'drfat'")
                .contains("en/worse.md line 1");

        write("en/reset.md", article("Password", "Mended."));
        base.refresh();
        assertThat(best(base, "password", Locale.US).body()).isEqualTo("Mended.");
        assertThat(base.check().detail()).doesNotContain("reset.md");
    }

    @Test
    void two_files_cannot_have_the_same_id() {
        write("en/a.md", "---\nid: same\ntitle: First\n---\nA.\n");
        write("zh-TW/b.md", "---\nid: same\ntitle: 第二\n---\n乙。\n");
        FolderKnowledgeBase base = open(Duration.ZERO);

        assertThat(base.find(new ArticleId("same")).orElseThrow().title()).isEqualTo("First");
        assertThat(base.check().detail()).contains("zh-TW/b.md: id: already that of en/a.md");
    }

    @Test
    void when_the_folder_goes_away_the_articles_stay() throws IOException {
        write("kept/en/reset.md", article("Password", "Choose the lighthouse."));
        Path gone = folder.resolve("kept");
        opened = FolderKnowledgeBase.open(new KnowledgeConfig(gone, Locale.ENGLISH, Duration.ZERO, false, null, null));

        Files.move(gone, folder.resolve("elsewhere"));

        assertThatThrownBy(opened::refresh).isInstanceOf(PortException.Retryable.class);
        assertThat(best(opened, "password", Locale.US).title()).isEqualTo("Password");
        assertThat(opened.check().detail()).contains("cannot be read");
        Files.move(folder.resolve("elsewhere"), gone);
        opened.refresh();
        assertThat(opened.check().detail()).isEqualTo("1 articles in en");
    }

    @Test
    void changes_are_seen_without_being_asked_for() throws InterruptedException {
        write("en/reset.md", article("Password", "Old."));
        FolderKnowledgeBase base = open(Duration.ofMillis(20));
        write("en/lantern.md", article("Lanterns", "They light up at night."));

        CountDownLatch seen = new CountDownLatch(1);
        Thread looking = new Thread(() -> {
            while (!Thread.interrupted()
                    && base.find(new ArticleId("en/lantern")).isEmpty()) {
                Thread.onSpinWait();
            }
            seen.countDown();
        });
        looking.setDaemon(true);
        looking.start();
        try {
            assertThat(seen.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            looking.interrupt();
        }
    }

    @Test
    void articles_can_be_read_from_inside_a_jar() throws IOException {
        Path jar = folder.resolve("articles.jar");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
            Files.createDirectories(zip.getPath("/base/en"));
            Files.writeString(zip.getPath("/base/en/reset.md"), article("Password", "Choose the lighthouse."));
            opened = FolderKnowledgeBase.open(
                    new KnowledgeConfig(zip.getPath("/base"), Locale.ENGLISH, Duration.ZERO, false, null, null));
        }

        assertThat(best(opened, "password", Locale.US).id()).isEqualTo(new ArticleId("en/reset"));
    }

    private FolderKnowledgeBase open(Duration checkEvery) {
        opened = FolderKnowledgeBase.open(new KnowledgeConfig(folder, Locale.ENGLISH, checkEvery, false, null, null));
        return opened;
    }

    private static SearchResult search(KnowledgeBase base, String question, Locale locale) {
        return base.search(new KnowledgeQuery(question, locale, 4));
    }

    private static Article best(KnowledgeBase base, String question, Locale locale) {
        SearchResult result = search(base, question, locale);
        assertThat(result).isInstanceOf(Matches.class);
        return ((Matches) result).best().get(0).article();
    }

    private static String article(String title, String body) {
        return "---\ntitle: " + title + "\n---\n" + body + "\n";
    }

    private void clear() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String path, String content) {
        Path file = folder.resolve(path);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
