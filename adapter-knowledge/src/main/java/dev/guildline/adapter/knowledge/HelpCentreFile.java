package dev.guildline.adapter.knowledge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Writes articles in the form that help centres give them out in. They know nothing of sample questions, categories by
 * name and days of expiry, which are left out.
 */
final class HelpCentreFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .build();

    private HelpCentreFile() {}

    /** A record for each language, as Zendesk has it. */
    static String zendesk(List<ArticleRecord> articles) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode all = root.putArray("articles");
        for (ArticleRecord article : articles) {
            ObjectNode one = all.addObject()
                    .put("id", article.key())
                    .put("title", article.title())
                    .put("locale", article.language().toLanguageTag().toLowerCase(Locale.ROOT))
                    .put("body", html(article))
                    .put("draft", article.draft())
                    .put("html_url", article.url());
            one.set("label_names", JSON.valueToTree(article.labels()));
        }
        root.put("count", all.size());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    /** A record with all languages in it, as Intercom has it; the default language's stands outside as well. */
    static String intercom(List<ArticleRecord> articles, Locale defaultLanguage) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("type", "list");
        ArrayNode all = root.putArray("data");
        Map<String, List<ArticleRecord>> byKey =
                articles.stream().collect(Collectors.groupingBy(ArticleRecord::key, TreeMap::new, Collectors.toList()));
        byKey.forEach((key, versions) -> {
            ArticleRecord first = versions.stream()
                    .filter(each -> each.language().getLanguage().equals(defaultLanguage.getLanguage()))
                    .findFirst()
                    .orElse(versions.get(0));
            ObjectNode one = all.addObject().put("type", "article").put("id", key);
            one.put("default_locale", first.language().toLanguageTag());
            content(one, first);
            ObjectNode translated = one.putObject("translated_content").put("type", "article_translated_content");
            versions.forEach(version -> content(
                    translated.putObject(version.language().toLanguageTag()).put("type", "article_content"), version));
            ArrayNode tags = one.putObject("tags").put("type", "tag.list").putArray("tags");
            first.labels().forEach(label -> tags.addObject().put("type", "tag").put("name", label));
        });
        root.put("total_count", all.size());
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void content(ObjectNode into, ArticleRecord article) {
        into.put("title", article.title())
                .put("body", html(article))
                .put("state", article.draft() ? "draft" : "published");
        if (!article.url().isEmpty()) {
            into.put("url", article.url());
        }
    }

    private static String html(ArticleRecord article) {
        return HTML.render(PARSER.parse(article.body()));
    }
}
