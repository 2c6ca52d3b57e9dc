package dev.guildline.core.internal;

import dev.guildline.core.knowledge.Article;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds a further part of an article that the customer has seen a part of: whole sentences, never the same again. */
final class Passages {
    private static final int LONGEST = 300;
    private static final int SHORT = 4;
    private static final Pattern ITEM = Pattern.compile("\\d{1,2}[.)、．] *");
    private static final Pattern NUMBERED = Pattern.compile("(?m)^\\d{1,2}[.)、．]");
    private static final int FIRST_CJK = 0x2E80;

    private Passages() {}

    /**
     * The part to show next.
     *
     * @param article which article
     * @param words what the part is to be about, as {@link HandoffDetector#normalised} leaves them; none for what comes
     *     next
     * @param seen the parts that were shown
     * @return whole sentences, empty if there is no such part, or the article's form does not allow to tell
     */
    static Optional<String> further(Article article, Set<String> words, Collection<String> seen) {
        String body = article.body();
        int read = 0;
        for (String part : seen) {
            int at = body.indexOf(part);
            if (part.isEmpty() || at < 0) {
                return Optional.empty();
            }
            read = Math.max(read, at + part.length());
        }
        List<int[]> sentences = sentences(body, article);
        int best = -1;
        long most = 0;
        for (int i = 0; i < sentences.size(); i++) {
            int[] span = sentences.get(i);
            long worth = words.isEmpty() ? (span[0] >= read ? 1 : 0) : about(body.substring(span[0], span[1]), words);
            if (worth > most && !isSeen(body, span, seen)) {
                most = worth;
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(from(body, sentences, best, seen));
    }

    private static String from(String body, List<int[]> sentences, int first, Collection<String> seen) {
        int start = sentences.get(first)[0];
        int end = sentences.get(first)[1];
        for (int i = first + 1; i < sentences.size(); i++) {
            int[] next = sentences.get(i);
            if (next[1] - start > LONGEST || isSeen(body, next, seen)) {
                break;
            }
            end = next[1];
        }
        String part = body.substring(start, end);
        // One item of a list stands for itself; several keep their numbers.
        return NUMBERED.matcher(part).results().count() == 1
                        && ITEM.matcher(part).lookingAt()
                ? ITEM.matcher(part).replaceFirst("")
                : part;
    }

    private static long about(String sentence, Set<String> words) {
        String plain = HandoffDetector.normalised(sentence);
        return words.stream().filter(word -> speaksOf(plain, word)).count();
    }

    /** Whether a word begins so, in the singular; what is written without spaces may stand anywhere. */
    private static boolean speaksOf(String plain, String word) {
        String stem = word.length() > SHORT && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        boolean anywhere = stem.codePoints().anyMatch(c -> c >= FIRST_CJK);
        for (int at = plain.indexOf(stem); at >= 0; at = plain.indexOf(stem, at + 1)) {
            if (anywhere || at == 0 || !Character.isLetterOrDigit(plain.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSeen(String body, int[] span, Collection<String> seen) {
        String sentence = body.substring(span[0], span[1]);
        return seen.stream().anyMatch(part -> part.contains(sentence));
    }

    /** Sentences and lines that are short enough to be shown whole. */
    private static List<int[]> sentences(String body, Article article) {
        List<int[]> spans = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(article.language());
        breaks.setText(body);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            int line = start;
            for (int at = start; at < end; at++) {
                if (body.charAt(at) == '\n') {
                    addTrimmed(body, line, at, spans);
                    line = at + 1;
                }
            }
            // The number of a list's item is no sentence: it stays with what follows.
            if (end == body.length() || hasLetter(body, line, end)) {
                addTrimmed(body, line, end, spans);
                line = end;
            }
            start = line;
        }
        return spans;
    }

    private static boolean hasLetter(String body, int from, int to) {
        return body.substring(Math.min(from, to), to).codePoints().anyMatch(Character::isLetter);
    }

    private static void addTrimmed(String body, int from, int to, List<int[]> spans) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(body.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(body.charAt(end - 1))) {
            end--;
        }
        if (end > start && end - start <= LONGEST) {
            spans.add(new int[] {start, end});
        }
    }
}
