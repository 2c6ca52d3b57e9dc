package dev.guildline.adapter.knowledge;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where sentences begin and end; a line of its own (a heading, a list item) counts as one. */
final class Sentences {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s)\\u3000-\\u303F\\uFF00-\\uFF65]+");
    private static final String MORE = "…";

    private Sentences() {}

    /**
     * A part of a text.
     *
     * @param start its first character
     * @param end the character after its last
     */
    record Span(int start, int end) {}

    static List<Span> of(String text, Locale language) {
        List<Span> addresses = addresses(text);
        List<Span> spans = new ArrayList<>();
        int lineStart = 0;
        while (lineStart < text.length()) {
            int newLine = text.indexOf('\n', lineStart);
            int lineEnd = newLine < 0 ? text.length() : newLine;
            addSentences(text, lineStart, lineEnd, language, addresses, spans);
            lineStart = lineEnd + 1;
        }
        return spans;
    }

    private static void addSentences(
            String text, int from, int to, Locale language, List<Span> addresses, List<Span> spans) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(language);
        breaks.setText(text.substring(from, to));
        int start = from;
        for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
            int end = from + next;
            if (end < to && (within(addresses, end) || isNumbering(text, start, end))) {
                continue;
            }
            addTrimmed(text, start, end, spans);
            start = end;
        }
    }

    /** The number in front of a list item is no sentence. */
    private static boolean isNumbering(String text, int start, int end) {
        return text.substring(start, end).strip().matches("\\d{1,3}\\.");
    }

    private static void addTrimmed(String text, int start, int end, List<Span> spans) {
        int first = start;
        int last = end;
        while (first < last && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        while (last > first && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        if (first < last) {
            spans.add(new Span(first, last));
        }
    }

    /**
     * A part of a text, if need be cut before a word, an address or a character that would not fit whole.
     *
     * @return at most {@code longest} characters, never blank
     */
    static String shown(String text, int start, int end, int longest) {
        if (end - start <= longest) {
            return text.substring(start, end);
        }
        int limit = start + longest - MORE.length();
        int cut = beforeBreak(BreakIterator.getWordInstance(Locale.ROOT), text, limit);
        if (cut < start + longest / 2) {
            cut = beforeBreak(BreakIterator.getCharacterInstance(Locale.ROOT), text, limit);
        }
        for (Span address : addresses(text)) {
            if (address.start() < cut && cut < address.end()) {
                cut = Math.max(address.start(), start);
            }
        }
        return text.substring(start, cut).stripTrailing() + MORE;
    }

    private static int beforeBreak(BreakIterator breaks, String text, int limit) {
        breaks.setText(text);
        return breaks.isBoundary(limit) ? limit : breaks.preceding(limit);
    }

    private static List<Span> addresses(String text) {
        List<Span> found = new ArrayList<>();
        Matcher matcher = ADDRESS.matcher(text);
        while (matcher.find()) {
            found.add(new Span(matcher.start(), matcher.end()));
        }
        return found;
    }

    private static boolean within(List<Span> spans, int at) {
        return spans.stream().anyMatch(span -> span.start() < at && at < span.end());
    }
}
