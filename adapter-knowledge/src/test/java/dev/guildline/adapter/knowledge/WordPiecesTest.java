package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private static final String VOCABULARY = """
            {"model":{"vocab":{"[UNK]":0,"[CLS]":1,"[SEP]":2,"pass":3,"##word":4,"!":5,"cafe":6,"退":7,"款":8}}}
            """;

    @Test
    void words_are_cut_into_the_longest_known_pieces() throws IOException {
        assertThat(pieces("Password!")).containsExactly(1, 3, 4, 5, 2);
        assertThat(pieces("  CAFÉ\tpass")).containsExactly(1, 6, 3, 2);
        assertThat(pieces("退款")).containsExactly(1, 7, 8, 2);
    }

    @Test
    void an_unknown_word_is_one_piece() throws IOException {
        assertThat(pieces("passport pass")).containsExactly(1, 0, 3, 2);
        assertThat(pieces("x".repeat(1_000))).containsExactly(1, 0, 2);
        assertThat(pieces("")).containsExactly(1, 2);
    }

    @Test
    void a_long_text_is_cut_off() throws IOException {
        assertThat(pieces("pass ".repeat(500))).hasSize(16).endsWith(3, 2);
    }

    @Test
    void a_vocabulary_without_the_marks_is_refused() {
        assertThatThrownBy(() -> WordPieces.fromTokenizer("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("[UNK]");
    }

    private static long[] pieces(String text) throws IOException {
        return WordPieces.fromTokenizer(VOCABULARY.getBytes(StandardCharsets.UTF_8))
                .of(text, 16);
    }
}
