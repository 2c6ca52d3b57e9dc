package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.adapter.knowledge.KnowledgeTransfer.Extent;
import dev.guildline.adapter.knowledge.KnowledgeTransfer.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeTransferTest {
    private static final String ZENDESK = """
            {"articles": [
              {"id": 36001, "title": "Refunds", "locale": "en-us", "section_id": 5, "draft": false,
               "html_url": "https://example.com/hc/en-us/articles/36001", "label_names": ["money"],
               "body": "<p>Within <b>14</b> days.</p>", "updated_at": "2026-01-02T03:04:05Z"},
              {"id": 36001, "title": "退款", "locale": "zh-tw", "section_id": 5, "draft": true, "body": "<p>十四天內。</p>"},
              {"id": 36002, "title": " ", "locale": "en-us", "body": ""},
              {"id": "../../etc/passwd", "title": "Out", "locale": "en-us", "body": "x"}],
             "sections": [{"id": 5, "name": "Money"}], "meta": {"has_more": false}}
            """;
    private static final String INTERCOM = """
            {"type": "list", "data": [
              {"type": "article", "id": "7", "title": "Refunds", "body": "<p>Within 14 days.</p>", "state": "published",
               "default_locale": "en", "url": null,
               "translated_content": {"type": "article_translated_content",
                 "es": {"title": "Reembolsos", "body": "<p>En 14 días.</p>", "state": "draft"},
                 "fr": null}}]}
            """;

    @TempDir
    private Path folder;

    private Path articles;
    private KnowledgeTransfer transfer;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void transfer() {
        articles = folder.resolve("articles");
        transfer = new KnowledgeTransfer(articles, Locale.ENGLISH, said::add);
    }

    @Test
    void zendesk_comes_in_with_what_it_knows_and_what_cannot_be_used_is_named() throws IOException {
        assertThat(transfer.bringIn(file("z.json", ZENDESK), Extent.KEEP_OTHERS))
                .isFalse();

        assertThat(files())
                .containsOnlyKeys("en-US/zendesk/36001.md", "en-US/zendesk/etc/passwd.md", "zh-TW/zendesk/36001.md");
        assertThat(files().get("en-US/zendesk/36001.md")).isEqualTo("""
                ---
                title: "Refunds"
                category: "Money"
                url: "https://example.com/hc/en-us/articles/36001"
                labels:
                  - "money"
                ---
                Within **14** days.
                """);
        assertThat(files().get("zh-TW/zendesk/36001.md")).contains("draft: true");
        assertThat(said)
                .contains(
                        "3 added, 0 changed, 0 removed, 0 unchanged, 1 problems",
                        "  ! z.json article 36002 in en-us: title: missing");
    }

    @Test
    void coming_again_it_changes_only_what_has_changed_and_keeps_what_zendesk_knows_nothing_of() throws IOException {
        transfer.bringIn(file("z.json", ZENDESK), Extent.KEEP_OTHERS);
        Path own = articles.resolve("en-US/zendesk/36001.md");
        Files.writeString(
                own,
                Files.readString(own).replace("labels:", "questions:\n  - \"my money\"\nexpires: 2030-01-31\nlabels:"));
        said.clear();

        transfer.bringIn(file("z2.json", ZENDESK.replace("14</b> days", "30</b> days")), Extent.KEEP_OTHERS);

        assertThat(said)
                .contains("0 added, 1 changed, 0 removed, 2 unchanged, 1 problems", "  ~ en-US/zendesk/36001.md");
        assertThat(Files.readString(own)).contains("**30** days", "my money", "expires: 2030-01-31");
    }

    @Test
    void a_dry_run_writes_nothing() throws IOException {
        transfer.bringIn(file("z.json", ZENDESK), Extent.DRY_RUN);

        assertThat(articles).doesNotExist();
        assertThat(said).contains("  + en-US/zendesk/36001.md", "Nothing was written.");
    }

    @Test
    void what_does_not_come_any_more_goes_only_when_asked_and_only_what_came_from_there() throws IOException {
        transfer.bringIn(file("z.json", ZENDESK), Extent.KEEP_OTHERS);
        write("en-US/own.md", "---\ntitle: Own\n---\nOwn.\n");
        Path less = file("z2.json", ZENDESK.replace("36001, \"title\": \"Refunds\"", "36009, \"title\": \"Refunds\""));

        transfer.bringIn(less, Extent.KEEP_OTHERS);
        assertThat(files()).containsKey("en-US/zendesk/36001.md");
        transfer.bringIn(less, Extent.REMOVE_OTHERS);

        assertThat(said).contains("  - en-US/zendesk/36001.md");
        assertThat(files())
                .containsKeys("en-US/own.md", "en-US/zendesk/36009.md", "zh-TW/zendesk/36001.md")
                .doesNotContainKey("en-US/zendesk/36001.md");
    }

    @Test
    void intercom_comes_in_with_all_its_languages() throws IOException {
        assertThat(transfer.bringIn(file("i.json", INTERCOM), Extent.KEEP_OTHERS))
                .isTrue();

        assertThat(files()).containsOnlyKeys("en/intercom/7.md", "es/intercom/7.md");
        assertThat(files().get("es/intercom/7.md")).contains("Reembolsos", "draft: true", "En 14 días.");
    }

    @Test
    void rows_of_csv_may_leave_columns_out() throws IOException {
        Path csv = file("a.csv", """
                id,lang,title,body,questions
                money/refund,en,"Refunds, all","First line
                second ""line""\","my money | money back"
                money/refund,xx-1,Nope,b,
                ,en,No id,b,
                """);
        assertThat(transfer.bringIn(csv, Extent.KEEP_OTHERS)).isFalse();

        assertThat(files().get("en/money/refund.md"))
                .contains("title: \"Refunds, all\"", "  - \"my money\"\n  - \"money back\"", "second \"line\"");
        assertThat(said)
                .contains(
                        "  ! a.csv row 2: lang: must be a language such as en or zh-TW",
                        "  ! a.csv row 3: id: missing");
    }

    @ParameterizedTest
    @CsvSource({"out.jsonl, JSON_LINES", "out.csv, CSV", "out, MARKDOWN"})
    void what_goes_out_comes_in_again_as_it_was(String name, Form form) throws IOException {
        base();
        Map<String, String> before = files();

        assertThat(transfer.bringOut(folder.resolve(name), form)).isTrue();
        Path again = folder.resolve("again");
        assertThat(new KnowledgeTransfer(again, Locale.ENGLISH, said::add)
                        .bringIn(folder.resolve(name), Extent.KEEP_OTHERS))
                .isTrue();

        assertThat(filesOf(again)).isEqualTo(before);
        said.clear();
        transfer.bringIn(folder.resolve(name), Extent.KEEP_OTHERS);
        assertThat(said).contains("0 added, 0 changed, 0 removed, 2 unchanged, 0 problems");
    }

    @ParameterizedTest
    @CsvSource({"ZENDESK, zendesk", "INTERCOM, intercom"})
    void what_a_help_centre_can_hold_goes_out_and_comes_in_again(Form form, String name) throws IOException {
        base();
        transfer.bringOut(folder.resolve("out.json"), form);
        Path again = folder.resolve("again");
        new KnowledgeTransfer(again, Locale.ENGLISH, said::add).bringIn(folder.resolve("out.json"), Extent.KEEP_OTHERS);

        Map<String, String> files = filesOf(again);
        assertThat(files).containsOnlyKeys("en/" + name + "/money/refunds.md", "zh-TW/" + name + "/money/refunds.md");
        assertThat(files.get("en/" + name + "/money/refunds.md"))
                .contains("\"Refunds: how\"", "https://example.com/r", "Within **14** days.\n\n- by card\n- in cash");
        assertThat(files.get("zh-TW/" + name + "/money/refunds.md")).contains("draft: true");
    }

    @Test
    void what_is_no_articles_is_named() throws IOException {
        assertThatThrownBy(() -> transfer.bringIn(folder.resolve("absent.csv"), Extent.DRY_RUN))
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> transfer.bringIn(file("a.txt", "x"), Extent.DRY_RUN))
                .hasMessageContaining("must be a folder of Markdown");
        assertThatThrownBy(() -> transfer.bringIn(file("a.json", "{]"), Extent.DRY_RUN))
                .hasMessageContaining("a.json: not JSON");
        assertThatThrownBy(() -> transfer.bringIn(file("b.json", "{}"), Extent.DRY_RUN))
                .hasMessageContaining("'articles'");
        assertThatThrownBy(() -> transfer.bringOut(folder.resolve("out.csv"), Form.CSV))
                .hasMessageContaining("is not a folder");
        assertThat(transfer.bringIn(
                        file("c.jsonl", "{\"id\":\"a\",\"lang\":\"en\",\"titel\":\"A\"}\n[\n"), Extent.DRY_RUN))
                .isFalse();
        assertThat(said).anyMatch(line -> line.contains("c.jsonl line 1: unknown field 'titel'"));
        assertThat(said).anyMatch(line -> line.contains("c.jsonl line 2: must be one JSON object"));
    }

    private void base() throws IOException {
        write("en/money/refunds.md", """
                ---
                title: "Refunds: how"
                category: "Money"
                questions:
                  - "my money | back"
                  - "refund?"
                url: "https://example.com/r"
                labels:
                  - "a"
                  - "known-issue"
                expires: 2030-01-31
                ---
                Within **14** days.

                - by card
                - in cash
                """);
        write("zh-TW/money/refunds.md", """
                ---
                title: "退款"
                id: "refunds-tw"
                draft: true
                ---
                十四天內。
                """);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void write(String path, String text) throws IOException {
        Path file = articles.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Map<String, String> files() throws IOException {
        return filesOf(articles);
    }

    private static Map<String, String> filesOf(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }
}
