package dev.guildline.adapter.languagemodel;

import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether an answer stands on the articles that it cites: their words, their numbers, their links. It is a rough measure.
 * It finds out what has nothing to do with them, which is also what another language looks like; it does not
 * find out every twist of their meaning.
 */
final class Grounding {
    /** Shorter words are in every text. */
    private static final int SHORTEST = 5;
    /** Inflected words are the same up to here. */
    private static final int STEM = 5;
    /** A sentence with fewer words is too short to be judged by itself. */
    private static final int FEWEST_WORDS = 3;

    /**
     * How many of the words have to be in the articles. Customers' questions, which are in nobody's words but their own,
     * share some seven in ten with the article that answers them; sentences of other articles one or two.
     */
    private record Measure(double ofAll, double ofEachSentence) {
        static final Measure WORDS = new Measure(0.5, 0.34);
        /** Pairs of characters are seldom the same by chance. */
        static final Measure PAIRS = new Measure(0.34, 0.2);
    }

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,:]\\p{Nd}+)*");
    private static final Pattern UNSPACED = Pattern.compile(
            "[\\p{IsHan}\\p{IsHangul}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}ー]");

    private final Set<String> words;
    private final Set<String> numbers;
    private final Set<String> links;

    Grounding(List<ArticleMatch> cited) {
        String all = normal(cited.stream().map(Grounding::text).collect(Collectors.joining("\n")));
        words = new HashSet<>(words(all));
        numbers = numbers(all);
        links = Links.of(all);
    }

    private static String text(ArticleMatch match) {
        Article article = match.article();
        return String.join(
                "\n",
                article.title(),
                article.body(),
                match.excerpt(),
                String.join("\n", article.questions()),
                article.url().map(Object::toString).orElse(""));
    }

    /** The answer as a whole, and each sentence in it: one that was made up does not hide behind the others. */
    boolean sharesWords(String answer, Locale language) {
        String text = normal(answer);
        List<String> all = words(text);
        Measure measure = text.codePoints().filter(Grounding::isUnspaced).count() > text.length() / 4
                ? Measure.PAIRS
                : Measure.WORDS;
        return !all.isEmpty()
                && shares(all, measure.ofAll())
                && sentences(answer, language).stream()
                        .map(sentence -> words(normal(sentence)))
                        .filter(said -> said.size() >= FEWEST_WORDS)
                        .allMatch(said -> shares(said, measure.ofEachSentence()));
    }

    private boolean shares(List<String> said, double enough) {
        return said.stream().filter(words::contains).count() >= enough * said.size();
    }

    private static List<String> sentences(String text, Locale language) {
        List<String> sentences = new ArrayList<>();
        BreakIterator ends = BreakIterator.getSentenceInstance(language);
        ends.setText(text);
        for (int from = 0, to = ends.next(); to != BreakIterator.DONE; from = to, to = ends.next()) {
            text.substring(from, to).lines().forEach(sentences::add);
        }
        return sentences;
    }

    private static boolean isUnspaced(int character) {
        return UNSPACED.matcher(Character.toString(character)).matches();
    }

    /** Also a price, a date, a version or a telephone number. A single digit counts no more than a word. */
    boolean hasNumbers(String answer) {
        return numbers.containsAll(numbers(normal(answer)));
    }

    boolean hasLinks(String answer) {
        return links.containsAll(Links.of(normal(answer)));
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static Set<String> numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(number -> number.length() > 1)
                .collect(Collectors.toSet());
    }

    /** Beginnings of words; where words are not set apart, pairs of characters. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        WORD.matcher(text).results().map(MatchResult::group).forEach(word -> {
            if (UNSPACED.matcher(word).find()) {
                for (int i = 0; i + 1 < Math.max(2, word.length()); i++) {
                    words.add(word.substring(i, Math.min(word.length(), i + 2)));
                }
            } else if (word.length() >= SHORTEST && !word.chars().allMatch(Character::isDigit)) {
                words.add(word.length() > STEM ? word.substring(0, STEM) : word);
            }
        });
        return words;
    }
}
