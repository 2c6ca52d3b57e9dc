package dev.guildline.core.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of customers' words what may tell who somebody is, or opens a door: addresses, numbers, names on Discord,
 * secrets. Takes out too much rather than too little; a mark stands where something was. In every language: full-width
 * letters count, and words without spaces between them do not swallow what stands beside.
 */
final class PersonalData {
    /** Letters of scripts that put spaces between words; in the others a name and an address run into each other. */
    private static final String WORD = "\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}\\p{Nd}";

    private static final Pattern MARK = Pattern.compile("\\[(?:email|link|mention|ip|token|secret|number|case)]");
    /** And what would be obeyed rather than shown: control characters, and those that turn the direction. */
    private static final Pattern SPACES =
            Pattern.compile("[\\s\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]+");

    private static final List<Rule> RULES = List.of(
            // Discord's own marks; of an emoji its name stays.
            new Rule("<a?(:\\w{1,32}:)\\d{5,20}>", "$1"),
            new Rule("<(?:@[!&]?|#|id:)[^>\\s]{1,40}>", "[mention]"),
            new Rule("<t:-?\\d{1,16}(?::\\w)?>", "[number]"),
            new Rule("</([^:>]{1,64}):\\d{5,20}>", "/$1"),
            new Rule(
                    "[" + WORD + "._%+\\-]{1,64}\\s?[@＠]\\s?[" + WORD + "_\\-]{1,63}(?:[.．。][" + WORD
                            + "_\\-]{1,63}){1,6}",
                    "[email]"),
            new Rule(
                    "(?i)[" + WORD + "._%+\\-]{1,64}\\s*[\\[({<]\\s*at\\s*[\\])}>]\\s*[" + WORD
                            + "\\-]{1,63}(?:\\s*(?:\\.|[\\[({<]\\s*dot\\s*[\\])}>])\\s*[" + WORD + "\\-]{2,63}){1,4}",
                    "[email]"),
            // An address that is only the way to a page says nothing of who reads it; any further part may.
            new Rule(
                    "(?i)\\b(?:https?|ftp|wss?|steam|discord)://[^\\s<>\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+",
                    null),
            new Rule("(?i)\\b(?:www\\.|discord\\.gg/|discord(?:app)?\\.com/)[\\w.\\-/?=&%#+~]+", "[link]"),
            new Rule("(?i)(?<![\\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\\w:])", "[ip]"),
            new Rule(
                    "(?i)(?<![\\w:])(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,5})?(?![\\w:])",
                    "[ip]"),
            new Rule("(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?(?![\\w.]*\\w)", "[ip]"),
            // What follows "password is" and has a digit or a sign in it is one; "password is wrong" is not.
            new Rule(
                    "(?i)((?:pass(?:word|phrase|code|wort)?|pwd|pin|contraseña|clave|mot de passe|senha|пароль|kennwort"
                            + "|api.?key|token|secret|2fa|code|código|密碼|密码|パスワード|暗証番号|驗證碼|验证码|認証コード|비밀번호)"
                            + "\\s*(?:is|was|:|：|=|es|ist|est|是|は|為|为)+\\s*[\"'「“]?)(?=[\\x21-\\x7E]*[\\d!$%&*+=^~])[\\x21-\\x7E]{4,}",
                    "$1[secret]"),
            new Rule("(?<![\\w])(?:HELP|BUG|FEATURE)-\\d+", "[case]"),
            new Rule(
                    "(?<![A-Za-z0-9])(?=[A-Za-z_.\\-/+=]*\\d)(?=[\\d_.\\-/+=]*[A-Za-z])[A-Za-z0-9_.\\-/+=]{20,}",
                    "[token]"),
            new Rule(
                    "(?<![A-Za-z0-9])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])",
                    "[number]"),
            // An error code is no person; any other long run of digits may be.
            new Rule(
                    "(?<![\\p{L}\\p{Nd}])(0[xX][0-9A-Fa-f]{2,16})(?![\\p{L}\\p{Nd}])|[+＋]?[(（]?\\p{Nd}(?:[\\s().（）\\-–—－・/]{0,3}\\p{Nd}){5,100}",
                    null),
            new Rule("(?<![\\p{L}\\p{N}])[@＠][" + WORD + "_.]{2,32}", "[mention]"),
            new Rule("(?<![\\p{L}\\p{N}_.])[" + WORD + "_.]{2,32}[#＃]\\d{4}(?!\\d)", "[mention]"));

    private PersonalData() {}

    /** A pattern and what takes the place of what it finds; null where that depends on it. */
    private record Rule(
            Pattern pattern,
            @org.jspecify.annotations.Nullable String mark) {
        Rule(String pattern, @org.jspecify.annotations.Nullable String mark) {
            this(Pattern.compile(pattern), mark);
        }

        String applied(String text) {
            Matcher matcher = pattern.matcher(text);
            return mark == null
                    ? matcher.replaceAll(found -> Matcher.quoteReplacement(instead(found.group())))
                    : matcher.replaceAll(mark);
        }
    }

    private static String instead(String found) {
        if (found.contains("://")) {
            return isPlainPage(found) ? found : "[link]";
        }
        return found.startsWith("0x") || found.startsWith("0X") ? found : hasManyDigits(found) ? "[number]" : found;
    }

    private static boolean isPlainPage(String address) {
        return address.matches("(?i)https?://[a-z0-9.\\-]+\\.[a-z]{2,}(?:/[a-z][a-z\\-]{0,40}){0,4}/?")
                && !address.matches(
                        "(?i).*://[^/]*(?:discord|t\\.me|facebook|instagram|twitter|x\\.com|youtube|twitch|steam).*");
    }

    private static boolean hasManyDigits(String found) {
        return found.codePoints().filter(Character::isDigit).count() >= 6;
    }

    /** The words without personal data, on one line, at most so many characters. */
    static String removed(String words, int longest) {
        String text = words.length() > 20 * longest ? words.substring(0, 20 * longest) : words;
        for (Rule rule : RULES) {
            text = rule.applied(text);
        }
        text = SPACES.matcher(text).replaceAll(" ").strip();
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)).strip() + "…";
    }

    /** The words without the marks that were left in them. */
    static String withoutMarks(String redacted) {
        return SPACES.matcher(MARK.matcher(redacted).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }
}
