package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeConfigTest {
    @TempDir
    private Path folder;

    @Test
    void the_environment_names_folder_and_language() {
        KnowledgeConfig config = KnowledgeConfig.fromEnvironment(
                Map.of("KNOWLEDGE_DIR", folder.toString(), "KNOWLEDGE_LANGUAGE", "zh-TW"));

        assertThat(config.folder()).isEqualTo(folder);
        assertThat(config.defaultLanguage()).isEqualTo(Locale.forLanguageTag("zh-TW"));
        assertThat(KnowledgeConfig.fromEnvironment(Map.of("KNOWLEDGE_DIR", folder.toString()))
                        .defaultLanguage())
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void the_sentence_model_can_be_switched_off_and_its_vectors_kept_elsewhere() {
        Map<String, String> least = Map.of("KNOWLEDGE_DIR", folder.toString());
        assertThat(KnowledgeConfig.fromEnvironment(least).embeddings()).isTrue();
        assertThat(KnowledgeConfig.fromEnvironment(least).vectorsOrNull()).isEqualTo(Path.of("data"));

        KnowledgeConfig config = KnowledgeConfig.fromEnvironment(Map.of(
                "KNOWLEDGE_DIR", folder.toString(),
                "KNOWLEDGE_EMBEDDINGS", "off",
                "KNOWLEDGE_VECTORS_DIR", folder.resolve("vectors").toString()));
        assertThat(config.embeddings()).isFalse();
        assertThat(config.vectorsOrNull()).isEqualTo(folder.resolve("vectors"));
        assertThatThrownBy(() -> KnowledgeConfig.fromEnvironment(
                        Map.of("KNOWLEDGE_DIR", folder.toString(), "KNOWLEDGE_EMBEDDINGS", "maybe")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KNOWLEDGE_EMBEDDINGS: must be on or off, not 'maybe'");
    }

    @Test
    void a_missing_folder_is_refused_naming_the_key() {
        assertThatThrownBy(() -> KnowledgeConfig.fromEnvironment(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KNOWLEDGE_DIR");
        assertThatThrownBy(() -> KnowledgeConfig.fromEnvironment(
                        Map.of("KNOWLEDGE_DIR", folder.resolve("nowhere").toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KNOWLEDGE_DIR")
                .hasMessageContaining("nowhere");
    }

    @Test
    void a_language_that_is_none_is_refused_naming_the_key() {
        for (String language : new String[] {"", "english language", "-"}) {
            assertThatThrownBy(() -> KnowledgeConfig.fromEnvironment(
                            Map.of("KNOWLEDGE_DIR", folder.toString(), "KNOWLEDGE_LANGUAGE", language)))
                    .as(language)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("KNOWLEDGE_LANGUAGE");
        }
    }
}
