package dev.guildline.adapter.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words kept as resources beside this class; lines that begin with a number sign are remarks. */
final class WordLists {
    private WordLists() {}

    static Set<String> words(String resource) {
        return Set.copyOf(split(String.join(" ", lines(resource))));
    }

    /** Words by what stands before the colon of their line. */
    static Map<String, Set<String>> wordsByKey(String resource) {
        Map<String, Set<String>> words = new HashMap<>();
        for (String line : lines(resource)) {
            int colon = line.indexOf(':');
            words.put(line.substring(0, colon), Set.copyOf(split(line.substring(colon + 1))));
        }
        return words;
    }

    private static Set<String> split(String line) {
        return new HashSet<>(List.of(line.strip().split("\\s+", -1)));
    }

    private static List<String> lines(String resource) {
        try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
