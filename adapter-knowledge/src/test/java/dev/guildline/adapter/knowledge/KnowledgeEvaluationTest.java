package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.adapter.knowledge.EvaluationFigures.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeEvaluationTest {
    @TempDir
    private Path folder;

    private final List<String> report = new ArrayList<>();

    @Test
    void every_question_gets_a_line_and_every_set_its_figures() throws IOException {
        write("data/en-tiny/articles.jsonl", """
                {"id":"a1","lang":"en","title":"The game crashes","body":"Update the driver.","questions":[]}
                {"id":"a2","lang":"en","title":"","body":"Refunds take fourteen days.","questions":["refund"]}
                """);
        write("data/en-tiny/queries.jsonl", """
                {"id":"in1","lang":"en","text":"the game crashes","relevant":["a1"],"scope":"in"}
                {"id":"in2","lang":"en","text":"when do I get the refund","relevant":["a2"],"scope":"in"}
                {"id":"far1","lang":"en","text":"who wrote Hamlet","relevant":[],"scope":"out"}
                """);
        write("data/handoff/handoff.jsonl", """
                {"text":"a person please","lang":"en","handoff":true,"source":"x"}
                {"text":"hello","lang":"en","handoff":false,"source":"x"}
                """);

        evaluation().run(folder.resolve("data"), folder.resolve("runs"));

        assertThat(Files.readAllLines(folder.resolve("runs/en-tiny.run.jsonl")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"in1\"", "[\"a1\"", "\"answered\":true"),
                        line -> assertThat(line).contains("\"in2\"", "[\"a2\"", "\"answered\":true"),
                        line -> assertThat(line).contains("\"far1\"", "\"answered\":false"));
        assertThat(Files.readAllLines(folder.resolve("runs/handoff.run.jsonl")))
                .containsExactly("{\"handoff\":true}", "{\"handoff\":false}");
        assertThat(report)
                .anySatisfy(line -> assertThat(line).startsWith("en-tiny").contains("r1=1.000", "silent_out=1.000"))
                .anySatisfy(line -> assertThat(line).startsWith("mean all").contains("auroc=1.000"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("handoff en").contains("recall=1.000", "false_positives=0.000"));
    }

    @Test
    void what_cannot_be_used_is_named() throws IOException {
        assertThatThrownBy(() -> evaluation().run(folder.resolve("nowhere"), folder.resolve("runs")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> evaluation().run(folder, folder.resolve("runs")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("articles.jsonl");
        write("data/bad/queries.jsonl", "");
        write("data/bad/articles.jsonl", "{\"id\":\"a\",\"lang\":\"en\"}\n{\"id\":\n");
        assertThatThrownBy(() -> evaluation().run(folder.resolve("data"), folder.resolve("runs")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("articles.jsonl line 2");
        write("data/bad/articles.jsonl", "{\"id\":\"a\"}\n");
        assertThatThrownBy(() -> evaluation().run(folder.resolve("data"), folder.resolve("runs")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1: lang");
    }

    @Test
    void figures_count_what_they_say() {
        Map<String, Double> figures = EvaluationFigures.of(List.of(
                new Outcome(true, 0, 0.9, true),
                new Outcome(true, 2, 0.5, true),
                new Outcome(true, 3, 0.4, false),
                new Outcome(true, 20, 0.2, true),
                new Outcome(false, 20, 0.5, true),
                new Outcome(false, 20, 0.1, false)));

        assertThat(figures)
                .containsEntry("r1", 0.25)
                .containsEntry("r3", 0.5)
                .containsEntry("r4", 0.75)
                .containsEntry("mrr10", (1 + 1 / 3.0 + 1 / 4.0) / 4)
                .containsEntry("auroc", 5.5 / 8)
                .containsEntry("oosr95", 0.5)
                .containsEntry("answered_in", 0.75)
                .containsEntry("useful", 0.5)
                .containsEntry("silent_out", 0.5)
                .containsEntry("precision", 0.5);
    }

    private KnowledgeEvaluation evaluation() {
        return new KnowledgeEvaluation(false, null, (text, language) -> text.contains("person"), report::add);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
