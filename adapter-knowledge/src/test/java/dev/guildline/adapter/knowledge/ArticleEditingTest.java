package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.StoredArticle;
import dev.guildline.testkit.contract.EditsArticlesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Articles in a folder that is edited by hand as well. */
class ArticleEditingTest implements EditsArticlesContract {
    private static final ArticleId RESET = new ArticleId("en/account/reset");
    private static final String BY_HAND = """
            ---
            # Ask Jo before you change this.
            title: Reset your password
            questions:   # keep them short
              - I forgot my password
            labels: [account, login]   # both are needed
            # until the relaunch
            category: Account
            ---
            Choose **Forgot password?**

            1. Open the link.
            """;

    @TempDir
    private Path folder;

    private FolderKnowledgeBase opened;

    @Override
    public FolderKnowledgeBase empty() {
        return open();
    }

    private FolderKnowledgeBase open() {
        opened =
                FolderKnowledgeBase.open(new KnowledgeConfig(folder, Locale.ENGLISH, Duration.ZERO, false, null, null));
        return opened;
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void a_change_leaves_what_authors_wrote_by_hand_around_it() throws IOException {
        write("en/account/reset.md", BY_HAND);
        FolderKnowledgeBase base = open();
        StoredArticle before = base.stored(RESET).orElseThrow();

        List<String> questions = new ArrayList<>(before.content().questions());
        questions.add("Where do I get a new password?");
        base.change(
                RESET,
                before.version(),
                before.content().withQuestions(questions).withDraft(true));

        assertThat(folder.resolve("en/account/reset.md")).hasContent("""
                ---
                # Ask Jo before you change this.
                title: Reset your password
                questions:
                  - "I forgot my password"
                  - "Where do I get a new password?"
                labels: [account, login]   # both are needed
                # until the relaunch
                category: Account
                draft: true
                ---
                Choose **Forgot password?**

                1. Open the link.
                """);
    }

    @Test
    void an_unusual_head_is_written_anew() throws IOException {
        write("en/account/reset.md", "---\n{title: Reset, labels: [a, b]}\n---\nText.\n");
        write("misc/other.md", "---\r\ntitle: Other\r\nlang: en\r\ncategory: >\r\n  Long\r\n  one\r\n---\r\nText.\r\n");
        FolderKnowledgeBase base = open();

        StoredArticle one = base.stored(RESET).orElseThrow();
        assertThat(base.change(RESET, one.version(), one.content().withTitle("Anew")))
                .isInstanceOf(EditOutcome.Done.class);
        ArticleId id = new ArticleId("misc/other");
        StoredArticle other = base.stored(id).orElseThrow();
        assertThat(base.change(id, other.version(), other.content().withTitle("Anew")))
                .isInstanceOf(EditOutcome.Done.class);

        assertThat(base.stored(RESET).orElseThrow().content())
                .isEqualTo(one.content().withTitle("Anew"));
        assertThat(base.stored(id).orElseThrow().content())
                .isEqualTo(other.content().withTitle("Anew"));
    }

    @Test
    void what_was_changed_by_hand_meanwhile_is_not_written_over() throws IOException {
        write("en/account/reset.md", BY_HAND);
        FolderKnowledgeBase base = open();
        StoredArticle read = base.stored(RESET).orElseThrow();

        write("en/account/reset.md", BY_HAND.replace("Open the link.", "Open the link we send."));
        EditOutcome outcome = base.change(RESET, read.version(), read.content().withTitle("Mine"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        EditOutcome.Conflict.class,
                        conflict ->
                                assertThat(conflict.current().content().body()).contains("we send"));
        assertThat(folder.resolve("en/account/reset.md"))
                .content()
                .contains("we send")
                .doesNotContain("Mine");
        assertThat(base.find(RESET).orElseThrow().body()).contains("we send");
        assertThat(base.delete(RESET, read.version())).isInstanceOf(EditOutcome.Conflict.class);
    }

    @Test
    void a_file_that_somebody_is_at_work_on_is_left_alone() throws IOException {
        write("en/account/reset.md", BY_HAND);
        FolderKnowledgeBase base = open();
        StoredArticle read = base.stored(RESET).orElseThrow();

        write("en/account/reset.md", BY_HAND.replace("title:", "titel:"));

        assertThat(base.change(RESET, read.version(), read.content().withTitle("Mine")))
                .isInstanceOfSatisfying(
                        EditOutcome.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .asString()
                                .contains("en/account/reset.md", "by hand"));
        assertThat(base.delete(RESET, read.version())).isInstanceOf(EditOutcome.Invalid.class);
        assertThat(folder.resolve("en/account/reset.md")).content().contains("titel:");
        assertThat(base.find(RESET)).isPresent();
        assertThat(base.list(ArticleFilter.ALL, 9)).isEmpty();
    }

    @Test
    void a_new_article_never_takes_the_place_of_a_file() throws IOException {
        write("en/broken.md", "no head");
        write("en/named.md", "---\nid: en/taken\ntitle: Named\n---\nText.\n");
        FolderKnowledgeBase base = open();

        for (String key : List.of("broken", "taken", "README", "named")) {
            assertThat(base.create(
                            ArticleContent.of(Locale.ENGLISH, "New", "Text.").withKey(key)))
                    .as(key)
                    .isInstanceOf(EditOutcome.Invalid.class);
        }
        assertThat(folder.resolve("en/broken.md")).hasContent("no head");
    }

    @Test
    void a_version_in_another_language_lies_beside_it() {
        FolderKnowledgeBase base = open();
        base.create(
                ArticleContent.of(Locale.forLanguageTag("zh-TW"), "燈籠", "夜裡照亮。").withKey("town/lanterns"));

        assertThat(folder.resolve("zh-TW/town/lanterns.md")).exists();
        assertThat(base.find(new ArticleId("zh-TW/town/lanterns"))).isPresent();
    }

    @Test
    void where_nothing_can_be_written_the_article_stays_and_that_is_said() throws IOException {
        write("en/account/reset.md", BY_HAND);
        FolderKnowledgeBase base = open();
        StoredArticle read = base.stored(RESET).orElseThrow();
        // The file that the change would be written to first.
        Files.createDirectories(folder.resolve("en/account/.reset.md.new/full"));

        assertThatThrownBy(
                        () -> base.change(RESET, read.version(), read.content().withTitle("Mine")))
                .isInstanceOf(PortException.Retryable.class);
        assertThat(base.stored(RESET)).contains(read);
    }

    @Test
    void whatever_is_written_reads_the_same_and_nothing_else_changes() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        FolderKnowledgeBase base = open();
        base.create(ArticleContent.of(Locale.ENGLISH, "Other", "Untouched.").withKey("other"));
        String other = Files.readString(folder.resolve("en/other.md"));
        StoredArticle now = ((EditOutcome.Done) base.create(FULL)).article();
        for (int i = 0; i < 60; i++) {
            ArticleContent next = new ArticleContent(
                    now.content().key(),
                    now.content().language(),
                    "T" + scrawl(random),
                    scrawl(random),
                    random.nextBoolean() ? now.content().body() : scrawl(random) + "\n\n---\n" + scrawl(random),
                    List.of(scrawl(random), "Q" + scrawl(random)),
                    random.nextBoolean() ? "" : "https://example.com/" + random.nextInt(),
                    random.nextBoolean() ? Set.of() : Set.of("l" + scrawl(random)),
                    random.nextBoolean(),
                    null,
                    scrawl(random));
            EditOutcome outcome = base.change(now.id(), now.version(), next);
            assertThat(outcome).as("seed %d", seed).isInstanceOf(EditOutcome.Done.class);
            now = ((EditOutcome.Done) outcome).article();
            assertThat(now.content()).as("seed %d", seed).isEqualTo(next);
        }
        assertThat(Files.readString(folder.resolve("en/other.md"))).isEqualTo(other);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    private static String scrawl(Random random) {
        List<String> pieces = List.of(
                ": ", "#", "'", "\"", "[", "{x}", "- ", "|", "\\", "漢", "🐉", "a b", "---", "&", "*", "%", "no");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString().strip();
    }

    @Test
    void searches_never_miss_an_article_that_is_being_changed() throws InterruptedException {
        FolderKnowledgeBase base = open();
        StoredArticle now = ((EditOutcome.Done) base.create(FULL)).article();
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<String> missed = new AtomicReference<>("");
        Thread searching = new Thread(() -> {
            while (!over.get()) {
                if (!(base.search(new KnowledgeQuery("switch on two-factor login", Locale.ENGLISH, 4))
                                instanceof SearchResult.Matches)
                        || base.find(new ArticleId("en/account/two-factor")).isEmpty()) {
                    missed.set("missed");
                }
            }
        });
        searching.start();
        for (int i = 0; i < 20; i++) {
            now = ((EditOutcome.Done)
                            base.change(now.id(), now.version(), now.content().withBody("Text " + i)))
                    .article();
        }
        over.set(true);
        searching.join(30_000);

        assertThat(missed.get()).isEmpty();
        assertThat(base.find(now.id()).orElseThrow().body()).isEqualTo("Text 19");
    }

    private void write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
