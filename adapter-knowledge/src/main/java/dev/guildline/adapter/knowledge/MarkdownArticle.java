package dev.guildline.adapter.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Articles as Markdown with a head, to and fro. */
final class MarkdownArticle {
    private static final ObjectMapper QUOTES = new ObjectMapper();

    private MarkdownArticle() {}

    /**
     * Reads a file.
     *
     * @param path its place below the folder of all articles, with slashes
     * @param text what it holds
     * @param defaultLanguage the language of files outside of a language's folder
     * @throws BrokenArticle if it cannot be used
     */
    static ArticleRecord read(String path, String text, Locale defaultLanguage) throws BrokenArticle {
        ArticleFile file = ArticleFile.read(path, text, defaultLanguage);
        FrontMatter head = FrontMatter.of(text);
        String stem = path.substring(0, path.length() - ".md".length());
        return new ArticleRecord(
                stem.substring(stem.indexOf('/') + 1),
                file.article().language(),
                file.article().title(),
                file.article().category(),
                head.body(),
                file.article().questions(),
                file.article().url().map(String::valueOf).orElse(""),
                List.copyOf(file.article().labels()),
                file.draft(),
                file.expiresOrNull(),
                or(head.text("id")),
                or(head.text("translationOf")));
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Writes a file, so that reading it gives the same again. */
    static String write(ArticleRecord article) {
        StringBuilder text = new StringBuilder("---\n");
        fields(article)
                .values()
                .forEach(lines -> lines.forEach(line -> text.append(line).append('\n')));
        return text.append("---\n").append(article.body()).append('\n').toString();
    }

    /** The lines of the head, by key; keys without a value are left out. */
    static Map<String, List<String>> fields(ArticleRecord article) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        line(fields, "title", article.title());
        line(fields, "id", article.id());
        line(fields, "category", article.category());
        list(fields, "questions", article.questions());
        line(fields, "url", article.url());
        list(fields, "labels", article.labels());
        line(fields, "translationOf", article.translationOf());
        if (article.expiresOrNull() != null) {
            fields.put("expires", List.of("expires: " + article.expiresOrNull()));
        }
        if (article.draft()) {
            fields.put("draft", List.of("draft: true"));
        }
        return fields;
    }

    private static void line(Map<String, List<String>> fields, String key, String value) {
        if (!value.isEmpty()) {
            fields.put(key, List.of(key + ": " + quoted(value)));
        }
    }

    private static void list(Map<String, List<String>> fields, String key, List<String> values) {
        if (!values.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of(key + ":"));
            values.forEach(value -> lines.add("  - " + quoted(value)));
            fields.put(key, lines);
        }
    }

    /** What JSON puts in quotes means the same in YAML. */
    private static String quoted(String value) {
        try {
            return QUOTES.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text cannot be written", e);
        }
    }
}
