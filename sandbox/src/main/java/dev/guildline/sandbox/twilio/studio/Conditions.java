package dev.guildline.sandbox.twilio.studio;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The comparisons of a split. Texts are compared without regard to case and to blanks around them. */
final class Conditions {
    static final Set<String> TYPES = Set.of(
            "equal_to",
            "not_equal_to",
            "matches_any_of",
            "does_not_match_any_of",
            "contains",
            "does_not_contain",
            "starts_with",
            "does_not_start_with",
            "is_blank",
            "is_not_blank",
            "regex",
            "less_than",
            "greater_than",
            "is_before_date",
            "is_after_date",
            "is_before_time",
            "is_after_time");

    private Conditions() {}

    static boolean holds(String type, String argument, String value) {
        String left = fold(argument);
        String right = fold(value);
        return switch (type) {
            case "equal_to" -> left.equals(right);
            case "not_equal_to" -> !left.equals(right);
            case "matches_any_of" -> anyOf(left, right);
            case "does_not_match_any_of" -> !anyOf(left, right);
            case "contains" -> left.contains(right);
            case "does_not_contain" -> !left.contains(right);
            case "starts_with" -> left.startsWith(right);
            case "does_not_start_with" -> !left.startsWith(right);
            case "is_blank" -> left.isEmpty();
            case "is_not_blank" -> !left.isEmpty();
            case "regex" -> regex(argument, value);
            case "less_than" -> compare(left, right, Conditions::number, (a, b) -> a.compareTo(b) < 0);
            case "greater_than" -> compare(left, right, Conditions::number, (a, b) -> a.compareTo(b) > 0);
            case "is_before_date" -> compare(left, right, Conditions::date, LocalDate::isBefore);
            case "is_after_date" -> compare(left, right, Conditions::date, LocalDate::isAfter);
            case "is_before_time" -> compare(left, right, Conditions::time, LocalTime::isBefore);
            case "is_after_time" -> compare(left, right, Conditions::time, LocalTime::isAfter);
            default -> throw new IllegalArgumentException("unknown condition " + type);
        };
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean anyOf(String left, String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).anyMatch(left::equals);
    }

    private static boolean regex(String argument, String pattern) {
        try {
            return Pattern.compile(pattern).matcher(argument).matches();
        } catch (PatternSyntaxException broken) {
            return false;
        }
    }

    private static <T> boolean compare(
            String left, String right, Function<String, T> read, BiPredicate<T, T> comparison) {
        try {
            return comparison.test(read.apply(left), read.apply(right));
        } catch (NumberFormatException | DateTimeException notComparable) {
            return false;
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text);
    }
}
