package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SentenceModelsTest {
    @TempDir
    private Path folder;

    @Test
    void a_model_in_a_folder_named_after_a_language_serves_that_language() throws Exception {
        Path german = Files.createDirectories(folder.resolve("models/de"));
        copy("all-minilm-l6-v2-q.onnx", german.resolve("model.onnx"));
        copy("all-minilm-l6-v2-q-tokenizer.json", german.resolve("tokenizer.json"));
        Files.createDirectories(folder.resolve("articles/de"));
        Files.writeString(
                folder.resolve("articles/de/a.md"), "---\ntitle: Passwort vergessen\n---\nNeues Passwort setzen.\n");

        try (FolderKnowledgeBase base = FolderKnowledgeBase.open(new KnowledgeConfig(
                folder.resolve("articles"),
                Locale.GERMAN,
                Duration.ZERO,
                true,
                folder.resolve("vectors"),
                folder.resolve("models")))) {
            base.library().complete().get(30, TimeUnit.SECONDS);

            assertThat(base.check().detail()).isEqualTo("1 articles in de");
            assertThat(base.library()
                            .rank("Passwort", Locale.GERMAN)
                            .orElseThrow()
                            .needed())
                    .isEqualTo(Confidence.byBoth(Locale.GERMAN));
        }
        assertThat(folder.resolve("vectors")).isDirectoryContaining("glob:**/vectors-de-*.bin");
    }

    @Test
    void a_folder_without_a_model_is_named() throws IOException {
        Files.createDirectories(folder.resolve("zh"));
        assertThatThrownBy(() -> SentenceModels.of(folder, null, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("zh must be named after a language")
                .hasMessageContaining("model.onnx");
    }

    @Test
    void a_model_that_is_none_leaves_the_words_and_is_named_in_the_health() throws Exception {
        Path german = Files.createDirectories(folder.resolve("models/de"));
        Files.writeString(german.resolve("model.onnx"), "not a model");
        Files.writeString(german.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\n");
        try (SentenceModels models = SentenceModels.of(folder.resolve("models"), null, Duration.ofSeconds(30))) {
            assertThat(models.forLanguage(Locale.GERMAN).question("Passwort")).isNull();
            assertThat(models.detail()).contains("de: found by words alone");
            assertThat(models.forLanguage(Locale.ENGLISH).question("password")).isNotNull();
            assertThat(models.forLanguage(Locale.JAPANESE).serves()).isFalse();
        }
    }

    private static void copy(String resource, Path to) throws IOException {
        try (InputStream in = SentenceModelsTest.class.getClassLoader().getResourceAsStream(resource)) {
            Files.copy(in, to);
        }
    }
}
