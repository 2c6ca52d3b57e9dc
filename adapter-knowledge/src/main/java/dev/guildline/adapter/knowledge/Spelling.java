package dev.guildline.adapter.knowledge;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * Reads mistyped words as the words of the articles that they are close to: "withdrawl" as "withdrawal". What is a word
 * in its own right is left alone, even if no article has it: who asks for "late" does not mean "date". Thread-safe.
 */
final class Spelling {
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:'\\p{L}+)?");
    private static final int SHORTEST = 4;
    private static final int TWO_SLIPS_FROM = 8;
    private static final int MOST_WORDS = 64;

    private final IndexReader reader;
    private final String field;
    private final Set<String> dictionary;
    private final Predicate<String> isFound;

    /**
     * For a base.
     *
     * @param reader of its index
     * @param field that has the words in lower case as they are written
     * @param dictionary words of the language in lower case
     * @param isFound whether an article has a word in some form
     */
    Spelling(IndexReader reader, String field, Set<String> dictionary, Predicate<String> isFound) {
        this.reader = reader;
        this.field = field;
        this.dictionary = dictionary;
        this.isFound = isFound;
    }

    /** Where a language's words are known. */
    static boolean knows(Locale language) {
        return language.getLanguage().equals("en") && !English.WORDS.isEmpty();
    }

    /** The words that the English sentence model was trained on, none if it is not on the class path. */
    static Set<String> english() {
        return English.WORDS;
    }

    /** Read when first needed; it takes some hundredths of a second. */
    private static final class English {
        private static final Set<String> WORDS = words();

        private static Set<String> words() {
            try {
                return ModelFiles.englishPieces().words();
            } catch (FileNotFoundException e) {
                return Set.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The question with its mistyped words put right, in lower case; all else stays as it is. */
    String corrected(String question) {
        StringBuilder corrected = new StringBuilder();
        Matcher words = WORD.matcher(question);
        int looked = 0;
        while (words.find()) {
            String word = words.group().toLowerCase(Locale.ROOT);
            String meant = mayBeMistyped(word) && looked++ < MOST_WORDS ? meant(word) : "";
            words.appendReplacement(corrected, Matcher.quoteReplacement(meant.isEmpty() ? words.group() : meant));
        }
        return words.appendTail(corrected).toString();
    }

    private boolean mayBeMistyped(String word) {
        return word.length() >= SHORTEST && word.indexOf('\'') < 0 && !dictionary.contains(word) && !isFound.test(word);
    }

    /** The word of the base that is closest; among equally close ones the most frequent. Empty if there is none. */
    private String meant(String word) {
        try {
            String oneSlip = closest(word, 1);
            return oneSlip.isEmpty() && word.length() >= TWO_SLIPS_FROM ? closest(word, 2) : oneSlip;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** The first letter is rarely missed, and looking for it alone makes this quick. */
    private String closest(String word, int slips) throws IOException {
        String closest = "";
        int most = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            Terms terms = leaf.reader().terms(field);
            if (terms == null) {
                continue;
            }
            FuzzyTermsEnum found = new FuzzyTermsEnum(terms, new Term(field, word), slips, 1, true);
            for (BytesRef term = found.next(); term != null; term = found.next()) {
                int frequency = found.docFreq();
                if (frequency > most && term.length >= SHORTEST) {
                    most = frequency;
                    closest = term.utf8ToString();
                }
            }
        }
        return closest;
    }
}
