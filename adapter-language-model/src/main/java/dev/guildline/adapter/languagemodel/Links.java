package dev.guildline.adapter.languagemodel;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds whatever a chat may turn into a link, or a person may type into a browser. */
final class Links {
    private static final Pattern LINK = Pattern.compile(
            // With a scheme of any kind, as a mail address, or as a bare name with dots in it.
            "[\\p{L}][\\p{L}\\p{N}+.-]{1,20}:/{1,2}[^\\s<>\"']+"
                    + "|[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+"
                    + "|(?:[\\p{L}\\p{N}_-]+\\.)+[\\p{L}]{2,24}(?![\\p{L}\\p{N}])(?:[:/?#][^\\s<>\"']*)?");

    private static final Pattern TRAILING = Pattern.compile("[\\p{Punct}。、，！？）」』…]+$");

    private Links() {}

    /** The links of a text, as they can be compared. */
    static Set<String> of(String text) {
        return LINK.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(link -> TRAILING.matcher(link).replaceAll(""))
                .map(link -> link.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
