package dev.guildline.core.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sees whether a message is understood only with what was said before, in English, Chinese, Japanese or Spanish. What
 * stands for itself must not be mixed up with an earlier question: where in doubt, it does. Thread-safe.
 */
final class FollowUps {
    private static final String RESOURCE = "follow-ups.txt";
    private static final Set<String> SPACED = Set.of("en", "es");
    private static final Pattern LINE = Pattern.compile("(bare|refers|goes-on|whole|filler) (en|es|zh|ja) (.+)");
    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Punct}¿¡。，、！？；：…~～]+|[\\s\\p{Punct}。，、！？；：…~～]+$");
    private static final Pattern CJK = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]");
    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}']+");
    private static final int LONGEST = 200;
    /** Who writes more says what it is about. */
    private static final int MOST_WORDS = 9;

    private static final int MOST_OWN_WORDS = 2;
    private static final int MOST_CHARACTERS = 14;
    private static final int PAIR = 2;
    private static final int FRAGMENT_WORDS = 3;
    private static final int FRAGMENT_CHARACTERS = 6;

    private final Map<String, Language> languages = new HashMap<>();

    /** Takes the patterns that core ships. */
    FollowUps() {
        for (String line : PatternFile.lines(RESOURCE)) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalStateException(RESOURCE + ": not a line: " + line);
            }
            languages
                    .computeIfAbsent(parts.group(2), name -> new Language(SPACED.contains(name)))
                    .add(parts.group(1), parts.group(3));
        }
    }

    /** How much a message leans on what was said before. */
    enum Kind {
        /** Not at all. */
        NONE,
        /** It is so short that it may be a part of something; only if nothing is found by it alone. */
        FRAGMENT,
        /** It adds something to what was asked. */
        GOES_ON,
        /** It speaks of something that was said. */
        REFERS,
        /** It says nothing by itself. */
        BARE
    }

    /**
     * What a message is.
     *
     * @param kind how much it leans on what was said before
     * @param rest what is new in it; empty if it says nothing by itself
     */
    record FollowUp(Kind kind, String rest) {}

    private static final class Language {
        private final List<Pattern> bare = new ArrayList<>();
        private final List<Pattern> refers = new ArrayList<>();
        private final List<Pattern> goesOn = new ArrayList<>();
        private final List<Pattern> whole = new ArrayList<>();
        private final Set<String> fillers = new LinkedHashSet<>();
        private final boolean spaced;

        private Language(boolean spaced) {
            this.spaced = spaced;
        }

        private void add(String kind, String line) {
            switch (kind) {
                case "filler" -> fillers.addAll(List.of(line.split(" ")));
                case "bare" -> bare.add(pattern(line));
                case "refers" -> refers.add(pattern(line));
                case "goes-on" -> goesOn.add(pattern(line));
                default -> whole.add(pattern(line));
            }
        }

        private static Pattern pattern(String line) {
            return Pattern.compile(line, Pattern.UNICODE_CHARACTER_CLASS);
        }

        private boolean isShort(String text) {
            if (!spaced) {
                return text.length() <= MOST_CHARACTERS;
            }
            String[] words = WORDS.split(text, -1);
            return words.length <= MOST_WORDS && own(words) <= MOST_OWN_WORDS;
        }

        private long own(String[] words) {
            return List.of(words).stream()
                    .filter(word -> !fillers.contains(word))
                    .count();
        }

        private boolean isFragment(String text) {
            return spaced ? WORDS.split(text, -1).length <= FRAGMENT_WORDS : text.length() <= FRAGMENT_CHARACTERS;
        }

        private String withoutFillers(String text) {
            String left = text;
            for (String filler : fillers) {
                left = left.replace(filler, " ");
            }
            return left;
        }

        private FollowUp read(String text) {
            if (bare.stream().anyMatch(pattern -> pattern.matcher(text).matches())) {
                return new FollowUp(Kind.BARE, "");
            }
            if (!isShort(text)) {
                return new FollowUp(Kind.NONE, text);
            }
            if (refers.stream().anyMatch(pattern -> pattern.matcher(text).find())) {
                return new FollowUp(Kind.REFERS, text);
            }
            for (Pattern pattern : goesOn) {
                Matcher going = pattern.matcher(text);
                if (going.matches() && standsForItself(going.group("rest"))) {
                    break;
                }
                if (going.matches()) {
                    return new FollowUp(Kind.GOES_ON, going.group("rest"));
                }
            }
            return new FollowUp(isFragment(text) ? Kind.FRAGMENT : Kind.NONE, text);
        }

        private boolean standsForItself(String rest) {
            return whole.stream().anyMatch(pattern -> pattern.matcher(rest).matches());
        }
    }

    /** Reads a message as its writing tells: by Chinese and Japanese patterns, or by English and Spanish ones. */
    FollowUp read(String message) {
        if (message.length() > LONGEST || message.indexOf('\n') >= 0) {
            return new FollowUp(Kind.NONE, message);
        }
        String text = AROUND.matcher(HandoffDetector.normalised(message)).replaceAll("");
        if (text.isEmpty()) {
            return new FollowUp(Kind.NONE, message);
        }
        boolean cjk = CJK.matcher(text).find();
        FollowUp first = language(cjk ? "zh" : "en").read(text);
        FollowUp second = language(cjk ? "ja" : "es").read(text);
        return first.kind().compareTo(second.kind()) >= 0 ? first : second;
    }

    /** What is new in a message and can be looked for: words in spaced languages, pairs of characters in others. */
    Set<String> ownWords(FollowUp followUp) {
        Set<String> own = new HashSet<>();
        String rest = HandoffDetector.normalised(followUp.rest());
        if (followUp.kind() == Kind.BARE) {
            return own;
        }
        for (Language language : languages.values()) {
            rest = language.spaced ? rest : language.withoutFillers(rest);
        }
        for (String word : WORDS.split(rest, -1)) {
            if (CJK.matcher(word).find()) {
                for (int at = 0; at + PAIR <= word.length(); at++) {
                    own.add(word.substring(at, at + PAIR));
                }
            } else if (word.length() > 1 && languages.values().stream().noneMatch(l -> l.fillers.contains(word))) {
                own.add(word);
            }
        }
        return own;
    }

    private Language language(String name) {
        return Objects.requireNonNull(languages.get(name), name);
    }
}
