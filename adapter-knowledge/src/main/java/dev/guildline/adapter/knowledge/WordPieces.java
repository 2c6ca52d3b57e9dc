package dev.guildline.adapter.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Cuts a text into the word pieces that a BERT model without case was trained on. Thread-safe. */
final class WordPieces {
    private static final int LONGEST_WORD = 100;
    private static final String INSIDE = "##";

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int first;
    private final int last;

    private WordPieces(Map<String, Integer> vocabulary) throws IOException {
        this.vocabulary = vocabulary;
        this.unknown = needed("[UNK]");
        this.first = needed("[CLS]");
        this.last = needed("[SEP]");
    }

    /**
     * Reads the vocabulary of a tokenizer.
     *
     * @param tokenizer the JSON that comes with a model
     * @throws IOException if it holds none
     */
    static WordPieces fromTokenizer(byte[] tokenizer) throws IOException {
        Map<String, Integer> vocabulary = new HashMap<>();
        JsonNode listed = new ObjectMapper().readTree(tokenizer).path("model").path("vocab");
        listed.properties()
                .forEach(each -> vocabulary.put(each.getKey(), each.getValue().intValue()));
        return new WordPieces(vocabulary);
    }

    /**
     * Takes a vocabulary.
     *
     * @param lines a piece in each, in the order of their numbers
     * @throws IOException if it is none
     */
    static WordPieces fromLines(List<String> lines) throws IOException {
        Map<String, Integer> vocabulary = new HashMap<>();
        for (int number = 0; number < lines.size(); number++) {
            vocabulary.put(lines.get(number).strip(), number);
        }
        return new WordPieces(vocabulary);
    }

    /** The pieces that are whole words. */
    Set<String> words() {
        return vocabulary.keySet().stream()
                .filter(piece -> !piece.startsWith(INSIDE))
                .collect(Collectors.toUnmodifiableSet());
    }

    private int needed(String piece) throws IOException {
        Integer id = vocabulary.get(piece);
        if (id == null) {
            throw new IOException("the model's vocabulary has no " + piece);
        }
        return id;
    }

    /** The pieces' numbers between the marks of beginning and end, at most so many in all. */
    long[] of(String text, int most) {
        Pieces found = new Pieces(most);
        String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < plain.length() && !found.full(); ) {
            int character = plain.codePointAt(i);
            i += Character.charCount(character);
            if (isSpace(character)) {
                flush(word, found);
            } else if (isPunctuation(character) || Scripts.isHan(character)) {
                flush(word, found);
                flush(word.appendCodePoint(character), found);
            } else if (!isDropped(character)) {
                word.appendCodePoint(character);
            }
        }
        flush(word, found);
        return found.done();
    }

    private void flush(StringBuilder collected, Pieces found) {
        String word = collected.toString();
        collected.setLength(0);
        if (word.isEmpty()) {
            return;
        }
        int before = found.count;
        int start = word.length() > LONGEST_WORD ? -1 : 0;
        while (start >= 0 && start < word.length()) {
            start = longestFrom(word, start, found);
        }
        if (start < 0) {
            found.count = before;
            found.add(unknown);
        }
    }

    /** Adds the longest piece that begins there; returns where the next begins, -1 if there is none. */
    private int longestFrom(String word, int start, Pieces found) {
        for (int end = word.length(); end > start; end--) {
            String piece = word.substring(start, end);
            Integer id = vocabulary.get(start == 0 ? piece : INSIDE + piece);
            if (id != null) {
                found.add(id);
                return end;
            }
        }
        return -1;
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isDropped(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> character == 0xFFFD;
        };
    }

    private static boolean isPunctuation(int character) {
        if (character > ' ' && character < 127) {
            return !Character.isLetterOrDigit(character);
        }
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** Numbers as they come, up to as many as fit. */
    private final class Pieces {
        private final long[] ids;
        private int count = 1;

        Pieces(int most) {
            ids = new long[most];
            ids[0] = first;
        }

        boolean full() {
            return count >= ids.length - 1;
        }

        void add(int id) {
            if (!full()) {
                ids[count++] = id;
            }
        }

        long[] done() {
            ids[count] = last;
            return Arrays.copyOf(ids, count + 1);
        }
    }
}
