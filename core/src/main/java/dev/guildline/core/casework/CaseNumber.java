package dev.guildline.core.casework;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a case is called, by people and machines alike, for example {@code BUG-1042}. Minted by the case management;
 * the number alone is unique in the deployment.
 *
 * @param kind what the case is about
 * @param number a positive number
 */
public record CaseNumber(CaseKind kind, long number) {
    private static final Pattern FORM = Pattern.compile("\\s*(HELP|BUG|FEATURE)-([1-9][0-9]{0,17})\\s*");

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public CaseNumber {
        if (number < 1) {
            throw new IllegalArgumentException("a case's number must be positive, not " + number);
        }
    }

    /**
     * Reads a number as people write it, in any letter case.
     *
     * @param text for example {@code help-17}
     * @return the number, empty if the text is none
     */
    public static Optional<CaseNumber> parse(String text) {
        Matcher m = FORM.matcher(text.toUpperCase(Locale.ROOT));
        return m.matches()
                ? Optional.of(new CaseNumber(CaseKind.valueOf(m.group(1)), Long.parseLong(m.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return kind + "-" + number;
    }
}
