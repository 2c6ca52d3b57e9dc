package dev.guildline.adapter.knowledge;

import dev.guildline.adapter.knowledge.ArticleRecord.Part;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Articles from elsewhere.
 *
 * @param name the folder they go to in each language; empty where they bring their own
 * @param articles those that can be used
 * @param known the parts that the source knows about
 * @param problems what cannot be used, with its place and what to change
 */
record ArticleSource(String name, List<ArticleRecord> articles, Set<Part> known, List<String> problems) {
    /**
     * Reads a folder of Markdown, a Zendesk or an Intercom export ({@code .json}), CSV ({@code .csv}) or JSON lines
     * ({@code .jsonl}).
     *
     * @param from the folder or file
     * @param defaultLanguage the language of what names none
     * @throws IllegalArgumentException if it is none of these
     */
    static ArticleSource read(Path from, Locale defaultLanguage) throws IOException {
        String name = String.valueOf(from.getFileName()).toLowerCase(Locale.ROOT);
        try {
            if (Files.isDirectory(from)) {
                return markdown(from, defaultLanguage);
            }
            if (!Files.isRegularFile(from)) {
                throw new IllegalArgumentException(from + ": there is no such file or folder");
            }
            if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
                return ArticleRows.jsonLines(from, defaultLanguage);
            }
            if (name.endsWith(".csv")) {
                return ArticleRows.csv(from, defaultLanguage);
            }
            if (name.endsWith(".json")) {
                return HelpCentreExport.read(from, defaultLanguage);
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(from + ": must be UTF-8", e);
        }
        throw new IllegalArgumentException(from + ": must be a folder of Markdown, or end in .json, .jsonl or .csv");
    }

    private static ArticleSource markdown(Path root, Locale defaultLanguage) throws IOException {
        List<ArticleRecord> articles = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Path> each : ArticleFolder.markdownFiles(root).entrySet()) {
            try {
                articles.add(MarkdownArticle.read(each.getKey(), Files.readString(each.getValue()), defaultLanguage));
            } catch (BrokenArticle e) {
                problems.add(each.getKey() + " line " + e.line() + ": " + e.getMessage());
            }
        }
        return new ArticleSource("", articles, EnumSet.allOf(Part.class), problems);
    }

    /** What a source calls an article, as the name of a file: no other folder can be reached by it. */
    static String key(String given) {
        StringBuilder key = new StringBuilder();
        for (String part : given.strip().split("/", -1)) {
            String plain = part.replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
            if (!plain.isEmpty()) {
                key.append(key.isEmpty() ? "" : "/").append(plain.length() > 120 ? plain.substring(0, 120) : plain);
            }
        }
        return key.toString();
    }
}
