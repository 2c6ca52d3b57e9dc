package dev.guildline.core.internal;

import dev.guildline.core.internal.HandoffDetector.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How customers ask for a person in one language. Read from a resource that says in its head how it is written. */
final class HandoffLexicon {
    private static final Pattern NAME = Pattern.compile("\\{([A-Z]+)}");
    private static final Pattern DEFINITION = Pattern.compile("([A-Z]+) = (.+)");

    private final List<Pattern> asks = new ArrayList<>();
    private final List<Pattern> possible = new ArrayList<>();
    private final List<Pattern> taken = new ArrayList<>();
    private final Set<String> spelling = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private final Misspellings misspellings;

    private HandoffLexicon(List<String> lines) {
        Map<String, String> parts = new HashMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            String rest = line.substring(space + 1).strip();
            switch (line.substring(0, space)) {
                case "let" -> define(rest, parts);
                case "ask" -> asks.add(pattern(rest, parts));
                case "maybe" -> possible.add(pattern(rest, parts));
                case "not" -> taken.add(pattern(rest, parts));
                case "spell" -> spelling.addAll(List.of(rest.split(" ")));
                case "keep" -> kept.addAll(List.of(rest.split(" ")));
                default -> throw new IllegalArgumentException("unknown line: " + line);
            }
        }
        misspellings = new Misspellings(spelling, kept);
    }

    static HandoffLexicon of(List<String> lines) {
        return new HandoffLexicon(PatternFile.meaningful(lines));
    }

    static HandoffLexicon shipped(String language) {
        return new HandoffLexicon(PatternFile.lines("handoff-" + language + ".txt"));
    }

    private static void define(String line, Map<String, String> parts) {
        Matcher definition = DEFINITION.matcher(line);
        if (!definition.matches()) {
            throw new IllegalArgumentException("not a definition: " + line);
        }
        parts.put(definition.group(1), filled(definition.group(2), parts));
    }

    private static Pattern pattern(String line, Map<String, String> parts) {
        return Pattern.compile(filled(line, parts), Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static String filled(String line, Map<String, String> parts) {
        return NAME.matcher(line).replaceAll(found -> {
            String part = parts.get(found.group(1));
            if (part == null) {
                throw new IllegalArgumentException("unknown part: " + found.group());
            }
            return Matcher.quoteReplacement(part);
        });
    }

    Wish wish(String text) {
        String rest = misspellings.repaired(text);
        for (Pattern pattern : taken) {
            rest = pattern.matcher(rest).replaceAll(HandoffDetector.GAP);
        }
        String looked = rest;
        if (asks.stream().anyMatch(pattern -> pattern.matcher(looked).find())) {
            return Wish.CLEAR;
        }
        return possible.stream().anyMatch(pattern -> pattern.matcher(looked).find()) ? Wish.POSSIBLE : Wish.NONE;
    }
}
