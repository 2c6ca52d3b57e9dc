package dev.guildline.adapter.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
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
        line(text, "title", article.title());
        line(text, "id", article.id());
        line(text, "category", article.category());
        list(text, "questions", article.questions());
        line(text, "url", article.url());
        list(text, "labels", article.labels());
        line(text, "translationOf", article.translationOf());
        if (article.expiresOrNull() != null) {
            text.append("expires: ").append(article.expiresOrNull()).append('\n');
        }
        if (article.draft()) {
            text.append("draft: true\n");
        }
        return text.append("---\n").append(article.body()).append('\n').toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        if (!value.isEmpty()) {
            text.append(key).append(": ").append(quoted(value)).append('\n');
        }
    }

    private static void list(StringBuilder text, String key, List<String> values) {
        if (!values.isEmpty()) {
            text.append(key).append(":\n");
            values.forEach(value -> text.append("  - ").append(quoted(value)).append('\n'));
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
