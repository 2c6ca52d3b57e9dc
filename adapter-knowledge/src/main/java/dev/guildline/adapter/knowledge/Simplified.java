package dev.guildline.adapter.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Reads traditional Chinese characters as simplified ones, so that a question in either way of writing finds articles in
 * the other. Only for comparing: nothing of it is shown. Thread-safe.
 */
final class Simplified {
    private static final String TABLE = "data/dictionary/TSCharacters.txt";
    private static final Map<Character, Character> CHARACTERS = characters();

    private Simplified() {}

    private static Map<Character, Character> characters() {
        Map<Character, Character> characters = new HashMap<>();
        try (InputStream in = Simplified.class.getClassLoader().getResourceAsStream(TABLE)) {
            if (in != null) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                    String[] columns = line.strip().split("\\s+", -1);
                    if (columns.length > 1 && columns[0].length() == 1 && columns[1].length() == 1) {
                        characters.put(columns[0].charAt(0), columns[1].charAt(0));
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(characters);
    }

    static char of(char character) {
        return CHARACTERS.getOrDefault(character, character);
    }

    static String of(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = of(characters[i]);
        }
        return new String(characters);
    }

    static TokenStream terms(TokenStream terms) {
        return new Terms(terms);
    }

    /** The same for the terms of an index. */
    private static final class Terms extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        Terms(TokenStream input) {
            super(input);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            char[] characters = term.buffer();
            for (int i = 0; i < term.length(); i++) {
                characters[i] = of(characters[i]);
            }
            return true;
        }
    }
}
