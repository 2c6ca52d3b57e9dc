package dev.guildline.adapter.languagemodel;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes of a model's text words that mean nothing but themselves wherever they are shown. */
final class PlainWords {
    private static final int LONGEST = 1_000;

    /** Control characters, direction marks, joiners, private use: nothing that can be read. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\n]]");

    private static final Pattern MENTION = Pattern.compile("<[@#:/!&at][^>\\n]{0,100}>");
    private static final Pattern NAMED_LINK =
            Pattern.compile("!?\\[([^\\]\\n]{0,300})\\]\\(<?([^)\\s>]{1,500})>?[^)\\n]{0,100}\\)");
    private static final Pattern AT_NAME = Pattern.compile("(?<![\\p{L}\\p{N}._%+-])@|@(?![\\p{L}\\p{N}-]+\\.\\p{L})");
    private static final Pattern LINE_MARK = Pattern.compile("(?m)^[ \\t]*(?:#{1,6}[ \\t]+|-#[ \\t]*|>{1,3}[ \\t]*)+");
    private static final Pattern BULLET = Pattern.compile("(?m)^[ \\t]*[*+][ \\t]+");
    private static final Pattern SIGNS = Pattern.compile("[*`]|\\|\\||__|~~|\\\\(?=\\p{Punct})");
    private static final Pattern EDGE_OF_EMPHASIS =
            Pattern.compile("(?<![\\p{L}\\p{N}_])_(?=\\S)|(?<=\\S)_(?![\\p{L}\\p{N}_])");
    private static final Pattern SPACES = Pattern.compile("[ \\t\\u00a0\\u3000]+");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\s*\\n\\s*\\n\\s*");

    private PlainWords() {}

    static String of(String text, Locale language) {
        String plain = UNSEEN.matcher(Normalizer.normalize(text.replace("\r\n", "\n"), Normalizer.Form.NFKC))
                .replaceAll("");
        plain = NAMED_LINK.matcher(plain).replaceAll("$1 $2");
        plain = BULLET.matcher(LINE_MARK.matcher(plain).replaceAll("")).replaceAll("- ");
        plain = SIGNS.matcher(plain).replaceAll("");
        plain = EDGE_OF_EMPHASIS.matcher(plain).replaceAll("");
        plain = AT_NAME.matcher(MENTION.matcher(plain).replaceAll("")).replaceAll("");
        plain = EMPTY_LINES.matcher(SPACES.matcher(plain).replaceAll(" ")).replaceAll("\n\n");
        return wholeSentences(plain.strip(), language);
    }

    private static String wholeSentences(String text, Locale language) {
        if (text.length() <= LONGEST) {
            return text;
        }
        BreakIterator sentences = BreakIterator.getSentenceInstance(language);
        sentences.setText(text);
        int end = sentences.preceding(LONGEST + 1);
        return end <= 0 ? "" : text.substring(0, end).strip();
    }
}
