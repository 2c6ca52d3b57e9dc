package dev.guildline.adapter.knowledge;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an article's file says.
 *
 * @param article the article
 * @param draft whether its author still holds it back
 * @param expiresOrNull the last day on which it is served, null for ever
 */
record ArticleFile(Article article, boolean draft, @Nullable LocalDate expiresOrNull) {
    private static final int LONGEST_ID = 255;

    /**
     * Reads a file.
     *
     * @param path its place inside the base, with slashes: {@code en/account/reset.md}
     * @param text what it holds
     * @param defaultLanguage the language of files outside of a language's folder
     * @throws BrokenArticle if it cannot be used
     */
    static ArticleFile read(String path, String text, Locale defaultLanguage) throws BrokenArticle {
        FrontMatter head = FrontMatter.of(text);
        String title = head.text("title");
        if (title == null) {
            throw new BrokenArticle(head.line("title"), "title: missing");
        }
        String category = head.text("category");
        Set<String> labels = new LinkedHashSet<>(head.texts("labels"));
        Article article = new Article(
                id(head, path),
                language(head, path, defaultLanguage),
                title,
                category == null ? "" : category,
                ReadableText.of(head.body()),
                head.texts("questions"),
                url(head),
                labels);
        return new ArticleFile(article, head.flag("draft"), expires(head));
    }

    private static @Nullable LocalDate expires(FrontMatter head) throws BrokenArticle {
        String day = head.text("expires");
        try {
            return day == null ? null : LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new BrokenArticle(head.line("expires"), "expires: must be a day such as 2027-01-31");
        }
    }

    /** Whether customers see it on a day. */
    boolean isServedOn(LocalDate day) {
        return !draft && (expiresOrNull == null || !day.isAfter(expiresOrNull));
    }

    private static ArticleId id(FrontMatter head, String path) throws BrokenArticle {
        String given = head.text("id");
        String id = given == null ? path.substring(0, path.length() - ".md".length()) : given;
        if (id.length() > LONGEST_ID) {
            throw new BrokenArticle(head.line("id"), "id: longer than " + LONGEST_ID + " characters");
        }
        return new ArticleId(id);
    }

    private static Locale language(FrontMatter head, String path, Locale defaultLanguage) throws BrokenArticle {
        String key = head.text("lang") == null ? "language" : "lang";
        String given = head.text(key);
        int slash = path.indexOf('/');
        if (given == null && slash < 0) {
            return defaultLanguage;
        }
        Locale locale = locale(given == null ? path.substring(0, slash) : given);
        if (locale != null) {
            return locale;
        }
        throw given == null
                ? new BrokenArticle(
                        1, "the first folder must be a language such as en or zh-TW, or the head must hold 'lang: en'")
                : new BrokenArticle(head.line(key), key + ": must be a language such as en or zh-TW");
    }

    /** Any well-formed tag would do for a locale; only two or three letters name a language. */
    static @Nullable Locale locale(String tag) {
        try {
            Locale locale =
                    new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build();
            return locale.getLanguage().matches("[a-z]{2,3}") ? locale : null;
        } catch (IllformedLocaleException e) {
            return null;
        }
    }

    private static @Nullable URI url(FrontMatter head) throws BrokenArticle {
        String url = head.text("url");
        if (url == null) {
            return null;
        }
        try {
            URI uri = new URI(url);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new BrokenArticle(head.line("url"), "url: not an address: " + e.getReason());
        }
        throw new BrokenArticle(head.line("url"), "url: must be a whole address that starts with https:// or http://");
    }
}
