package dev.guildline.adapter.discord;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a long text into parts that Discord takes, where a reader would: between paragraphs, else lines, sentences,
 * words, and only then characters; never inside a link, a mention, a time mark or what is seen as one character. A code
 * block that is cut is closed and opened again. Lengths are code points, as Discord counts.
 */
final class TextSplitter {
    /** Below Discord's 2,000, so that nothing depends on how it counts at the edge. */
    static final int LONGEST = 1900;

    private static final String FENCE = "```";
    private static final Pattern FENCE_MARK = Pattern.compile("```(?:([A-Za-z0-9_+#.-]{1,20})(?=\\R))?");
    private static final Pattern WHOLE = Pattern.compile(
            "https?://[^\\s<>]+|<(?:@[!&]?|#|t:|a?:|/|id:|https?:)[^<>\\n]{1,400}>|```[A-Za-z0-9_+#.-]*");
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Pattern PARAGRAPH_END = Pattern.compile("\\R[ \\t]*\\R\\s*");
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…]+[\"')\\]”’]*\\s+|[。!?；…]+[」』）”’]*\\s*");
    private static final Pattern WORD_END = Pattern.compile("\\s+|[、，：。！？；]");

    private final String text;
    private final int longest;
    /** Where the text may be cut at all. */
    private final BitSet allowed;

    private TextSplitter(String text, int longest) {
        this.text = text;
        this.longest = longest;
        this.allowed = cuttable(text);
    }

    static List<String> split(String text) {
        return split(text, LONGEST);
    }

    static List<String> split(String text, int longest) {
        if (longest < 64) {
            throw new IllegalArgumentException("longest: must leave room for marks, at least 64");
        }
        if (length(text) <= longest) {
            return text.isBlank() ? List.of() : List.of(text.strip());
        }
        return new TextSplitter(text.strip(), longest).parts();
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        int from = 0;
        Block open = Block.NONE;
        while (from < text.length()) {
            String head = open.reopened();
            int room = longest - length(head);
            if (text.codePointCount(from, text.length()) <= room) {
                add(parts, head + text.substring(from));
                break;
            }
            int to = cut(from, room - FENCE.length() - 1);
            Block after = open.over(text, from, to);
            if (after.isOpen()
                    && after.start() > from
                    && text.substring(after.inside(), to).isBlank()) {
                to = after.start();
                after = Block.NONE;
            }
            String piece = text.substring(from, to);
            add(parts, head + (after.isOpen() ? closed(piece) : piece.stripTrailing()));
            from = next(to, after.isOpen());
            open = after;
        }
        return parts;
    }

    /** The best place to cut behind {@code from}, at most {@code room} code points away. */
    private int cut(int from, int room) {
        int end = text.offsetByCodePoints(from, Math.min(room, text.codePointCount(from, text.length())));
        int decent = text.offsetByCodePoints(from, room / 2);
        for (Pattern mark : List.of(PARAGRAPH_END, LINE_END, SENTENCE_END, WORD_END)) {
            int best = lastEnd(mark, from, end);
            if (best >= decent) {
                return best;
            }
        }
        int word = lastEnd(WORD_END, from, end);
        int character = allowed.previousSetBit(end);
        if (word > from) {
            return word;
        }
        // One link or cluster longer than a whole part is the only thing that is cut inside.
        return character > from ? character : hardCut(from, end);
    }

    private int hardCut(int from, int end) {
        boolean insidePair = Character.isHighSurrogate(text.charAt(end - 1))
                && end < text.length()
                && Character.isLowSurrogate(text.charAt(end));
        return insidePair && end - 1 > from ? end - 1 : end;
    }

    private int lastEnd(Pattern mark, int from, int end) {
        // A mark may reach over the edge: the blanks at a cut are dropped anyway.
        Matcher marks = mark.matcher(text).region(from, text.length());
        int best = -1;
        while (marks.find() && marks.start() <= end) {
            int place = Math.min(marks.end(), end);
            if (place > from && allowed.get(place)) {
                best = place;
            }
        }
        return best;
    }

    /** Where the next part begins: blanks at the cut are dropped, in a code block one line end only. */
    private int next(int to, boolean insideBlock) {
        int from = to;
        if (insideBlock) {
            boolean atLineStart = text.charAt(to - 1) == '\n';
            return !atLineStart && from < text.length() && text.charAt(from) == '\n' ? from + 1 : from;
        }
        while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        return from;
    }

    private static String closed(String piece) {
        return piece + (piece.endsWith("\n") ? "" : "\n") + FENCE;
    }

    private static void add(List<String> parts, String part) {
        if (!part.isBlank()) {
            parts.add(part);
        }
    }

    private static BitSet cuttable(String text) {
        BitSet allowed = new BitSet(text.length() + 1);
        Matcher characters = GRAPHEME.matcher(text);
        while (characters.find()) {
            allowed.set(characters.end());
        }
        Matcher wholes = WHOLE.matcher(text);
        while (wholes.find()) {
            allowed.clear(wholes.start() + 1, wholes.end());
        }
        return allowed;
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The code block that is open at a place, if one is. */
    private record Block(boolean isOpen, String language, int start, int inside) {
        static final Block NONE = new Block(false, "", -1, -1);

        String reopened() {
            return isOpen ? FENCE + language + "\n" : "";
        }

        Block over(String text, int from, int to) {
            Block now = isOpen ? new Block(true, language, -1, from) : NONE;
            Matcher marks = FENCE_MARK.matcher(text).region(from, to).useTransparentBounds(true);
            while (marks.find()) {
                String language = marks.group(1) == null ? "" : marks.group(1);
                now = now.isOpen() ? NONE : new Block(true, language, marks.start(), marks.end());
            }
            return now;
        }
    }
}
