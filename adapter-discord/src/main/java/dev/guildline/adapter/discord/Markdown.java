package dev.guildline.adapter.discord;

import java.net.URI;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Discord writes links, and how far a text may go. */
final class Markdown {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\*_~`|>\\[\\]()#-]");
    private static final Set<String> CLICKABLE = Set.of("http", "https");

    private Markdown() {}

    /** The text as a link where Discord shows one, as plain text otherwise. */
    static String link(String text, URI address) {
        String shown = plain(text);
        if (!isClickable(address)) {
            return shown;
        }
        String target = address.toASCIIString().replace("(", "%28").replace(")", "%29");
        return "[" + shown + "](" + target + ")";
    }

    static boolean isClickable(URI address) {
        return address.getScheme() != null && CLICKABLE.contains(address.getScheme()) && address.getHost() != null;
    }

    /** The text so that nothing in it is taken for formatting. */
    static String plain(String text) {
        return SPECIAL.matcher(text.replaceAll("\\s+", " ")).replaceAll("\\\\$0");
    }

    /** At most {@code longest} UTF-16 units, cut where a reader sees a character end. */
    static String shortened(String text, int longest) {
        String stripped = text.strip();
        if (stripped.length() <= longest) {
            return stripped;
        }
        int end = 0;
        Matcher characters = GRAPHEME.matcher(stripped);
        while (characters.find() && characters.end() < longest) {
            end = characters.end();
        }
        return stripped.substring(0, end).stripTrailing() + "…";
    }
}
