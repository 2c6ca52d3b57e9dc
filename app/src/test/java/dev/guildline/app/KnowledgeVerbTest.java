package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeVerbTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void eval_measures_the_base_and_the_detector_of_wishes_for_a_person() throws IOException {
        write("data/en/articles.jsonl", "{\"id\":\"a\",\"lang\":\"en\",\"title\":\"Reset your password\"}\n");
        write(
                "data/en/queries.jsonl",
                "{\"id\":\"q\",\"lang\":\"en\",\"text\":\"reset my password\",\"relevant\":[\"a\"],\"scope\":\"in\"}\n");
        write("data/handoff/handoff.jsonl", """
                {"text":"I want to talk to a human","lang":"en","handoff":true,"source":"x"}
                {"text":"I don't need a human","lang":"en","handoff":false,"source":"x"}
                """);

        Path runs = folder.resolve("runs");
        int status = run("knowledge", "eval", folder.resolve("data").toString(), "--out", runs.toString(), "--lexical");

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        assertThat(runs.resolve("en.run.jsonl")).content().contains("\"ranked\":[\"a\"]");
        assertThat(runs.resolve("handoff.run.jsonl")).hasContent("{\"handoff\":true}\n{\"handoff\":false}\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("r1=1.000", "recall=1.000 precision=1.000");
    }

    @Test
    void articles_come_in_and_go_out() throws IOException {
        write("in.csv", "id,lang,title,body\nmoney/refund,en,Refunds,Within 14 days.\n");
        String articles = folder.resolve("articles").toString();
        String in = folder.resolve("in.csv").toString();

        assertThat(run("knowledge", "import", in, "--to", articles, "--dry-run"))
                .isZero();
        assertThat(folder.resolve("articles")).doesNotExist();
        assertThat(run("knowledge", "import", in, "--to", articles)).isZero();
        assertThat(folder.resolve("articles/en/money/refund.md")).content().contains("title: \"Refunds\"");

        Path json = folder.resolve("out.json");
        assertThat(run("knowledge", "export", json.toString(), "--from", articles, "--form", "zendesk"))
                .isZero();
        assertThat(json).content().contains("<p>Within 14 days.</p>");
        assertThat(run("knowledge", "export", json.toString(), "--from", articles))
                .isEqualTo(2);

        write("bad.csv", "id,lang,title,body\na,en,,x\n");
        assertThat(run("knowledge", "import", folder.resolve("bad.csv").toString(), "--to", articles))
                .isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("1 added, 0 changed", "Nothing was written.", "bad.csv row 1: title: missing");
    }

    @Test
    void what_is_missing_is_named() {
        assertThat(run("knowledge")).isEqualTo(2);
        assertThat(run("knowledge", "eval", folder.toString())).isEqualTo(2);
        assertThat(run("knowledge", "eval", folder.toString(), "--out", folder.toString(), "--fast", "1"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("knowledge eval FOLDER", "--out: missing", "--fast is not an option");
    }

    private int run(String... words) {
        return Main.run(
                List.of(words),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
