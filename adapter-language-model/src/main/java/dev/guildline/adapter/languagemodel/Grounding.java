package dev.guildline.adapter.languagemodel;

import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
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
    /** Of the words of honest answers, a good half is in the articles; of those in another language, next to nothing. */
    private static final double FEWEST_SHARED = 0.34;
    /** Inflected words are the same up to here. */
    private static final int STEM = 5;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,:]\\p{Nd}+)*");
    private static final Pattern UNSPACED = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}ー]");

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

    boolean sharesWords(String answer) {
        List<String> said = words(normal(answer));
        long shared = said.stream().filter(words::contains).count();
        return !said.isEmpty() && shared >= FEWEST_SHARED * said.size();
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
            } else {
                words.add(word.length() > STEM ? word.substring(0, STEM) : word);
            }
        });
        return words;
    }
}
