package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.persistence.JdbcStores;
import dev.guildline.adapter.persistence.PersistenceConfig;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.knowledge.UnansweredCause;
import dev.guildline.core.knowledge.UnansweredQuestion;
import dev.guildline.core.port.store.Transaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators read from the database by command. */
@Timeout(60)
class KnowledgeReportsTest {
    private static final ArticleId DOCK = new ArticleId("en/dock");
    private static final ArticleId GONE = new ArticleId("en/gone");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void settings() throws IOException {
        write("articles/en/dock.md", "---\ntitle: The dry dock\n---\nBring timber.\n");
        write("articles/zh-TW/guild.md", "---\ntitle: 建立公會\n---\n帶五位朋友。\n");
        write("guildline.properties", """
                DATABASE_URL=%s
                KNOWLEDGE_DIR=%s
                KNOWLEDGE_EMBEDDINGS=off
                """.formatted(url(), folder.resolve("articles")));
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("guildline");
    }

    private void keep(Consumer<Transaction> work) {
        try (JdbcStores stores = JdbcStores.open(new PersistenceConfig(url(), "", ""))) {
            stores.inTransaction(tx -> {
                work.accept(tx);
                return true;
            });
        }
    }

    private static UnansweredQuestion question(Locale language, String text) {
        return new UnansweredQuestion(
                0, language, text, UnansweredCause.REJECTED, List.of(DOCK), Instant.parse("2026-11-22T14:03:00Z"));
    }

    @Test
    void what_was_not_answered_is_listed_in_groups() {
        keep(tx -> {
            tx.unanswered().add(question(Locale.ENGLISH, "where is my ship repaired?"));
            tx.unanswered().add(question(Locale.ENGLISH, "Where are ships being repaired"));
            tx.unanswered().add(question(Locale.JAPANESE, "船はどこで直せますか"));
        });

        assertThat(run("unanswered")).isZero();
        assertThat(said())
                .containsSubsequence(
                        "    2 x  en     last 2026-11-22 14:03  where is my ship repaired?",
                        "Where are ships being repaired",
                        "shown: en/dock (2)",
                        "why: nothing shown helped 2",
                        "    1 x  ja     last 2026-11-22 14:03  船はどこで直せますか");

        out.reset();
        assertThat(run("unanswered", "--language", "ja", "--limit", "5")).isZero();
        assertThat(said()).contains("船").doesNotContain("ship");
        out.reset();
        assertThat(run("unanswered", "--language", "de")).isZero();
        assertThat(said()).contains("No question is waiting");
    }

    @Test
    void figures_tell_what_became_of_articles_and_talks() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        keep(tx -> {
            tx.figures().add(today, new ArticleFigures(DOCK, 7, 5, 3, 1));
            tx.figures().add(today.minusDays(2), new ArticleFigures(DOCK, 1, 1, 0, 0));
            tx.figures().add(today.minusDays(40), new ArticleFigures(GONE, 2, 0, 0, 0));
            tx.figures().add(today, new TalkFigures(Locale.ENGLISH, 4, 3));
        });

        assertThat(run("figures")).isZero();
        assertThat(said())
                .contains(
                        "Talks that ended: 4, without a person: 3 (75 %)",
                        "      8      6      3        1  en/dock  The dry dock",
                        "Never shown: 1",
                        "  zh-TW/guild  建立公會")
                .doesNotContain("en/gone");

        out.reset();
        assertThat(run("figures", "--since", today.minusDays(60).toString(), "--recount"))
                .isZero();
        // Nothing was ever said in this database: what was counted before today is gone.
        assertThat(said())
                .contains("Counted again: 0 conversations", "      7      5      3        1  en/dock")
                .doesNotContain("en/gone");
    }

    @Test
    void what_cannot_be_used_is_named() {
        assertThat(run("unanswered", "--limit", "0")).isEqualTo(2);
        assertThat(run("unanswered", "--language", "klingon-language")).isEqualTo(2);
        assertThat(run("figures", "--since", "yesterday")).isEqualTo(2);
        assertThat(run("figures", "--since", "2999-01-01")).isEqualTo(2);
        assertThat(run("figures", "--limit", "3")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("--limit: '0'", "--language: ", "--since: 'yesterday'", "is yet to come", "--limit is not");
    }

    @Test
    void an_h2_file_that_a_running_process_uses_is_said_to_be_so() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldsDatabase.class.getName(),
                        url())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(holder.inputReader().lines().anyMatch("held"::equals)).isTrue();

            assertThat(run("unanswered")).isEqualTo(2);
        } finally {
            holder.destroyForcibly();
            holder.waitFor();
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("in use by a running Guildline", "PostgreSQL");
    }

    /** Another process that uses the database until it is ended. */
    static final class HoldsDatabase {
        private HoldsDatabase() {}

        public static void main(String[] args) throws IOException {
            JdbcStores stores = JdbcStores.open(new PersistenceConfig(args[0], "", ""));
            System.out.println("held");
            int unused = System.in.read();
            stores.close();
        }
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of("knowledge"));
        all.addAll(List.of(words));
        all.addAll(List.of("--settings", folder.resolve("guildline.properties").toString()));
        return Main.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
