package dev.guildline.adapter.knowledge;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildline.adapter.knowledge.ArticleRecord.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Articles as the interfaces of Zendesk's help center and of Intercom give them out: JSON around HTML. */
final class HelpCentreExport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Locale defaultLanguage;
    private final List<ArticleRecord> articles = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private HelpCentreExport(Path file, Locale defaultLanguage) {
        this.file = file;
        this.defaultLanguage = defaultLanguage;
    }

    static ArticleSource read(Path file, Locale defaultLanguage) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + ": not JSON: " + e.getOriginalMessage() + " in line "
                            + e.getLocation().getLineNr(),
                    e);
        }
        HelpCentreExport export = new HelpCentreExport(file, defaultLanguage);
        if (root.path("articles").isArray()) {
            return export.zendesk(root);
        }
        if (root.path("data").isArray()) {
            return export.intercom(root);
        }
        throw new IllegalArgumentException(
                file + ": must hold a list 'articles', as Zendesk gives it, or 'data', as Intercom does");
    }

    private ArticleSource zendesk(JsonNode root) {
        Map<String, String> sections = new HashMap<>();
        root.path("sections")
                .forEach(section -> sections.put(
                        section.path("id").asText(), section.path("name").asText("")));
        for (JsonNode each : root.path("articles")) {
            String title = each.hasNonNull("title")
                    ? each.path("title").asText()
                    : each.path("name").asText("");
            List<String> labels = new ArrayList<>();
            each.path("label_names").forEach(label -> labels.add(label.asText()));
            add(
                    each.path("id").asText(""),
                    each.path("locale").asText(""),
                    title,
                    sections.getOrDefault(each.path("section_id").asText(), ""),
                    each,
                    each.path("html_url").asText(""),
                    labels,
                    each.path("draft").asBoolean());
        }
        Set<Part> known = EnumSet.of(Part.URL, Part.LABELS, Part.DRAFT);
        if (!sections.isEmpty()) {
            known.add(Part.CATEGORY);
        }
        return new ArticleSource("zendesk", articles, known, problems);
    }

    private ArticleSource intercom(JsonNode root) {
        for (JsonNode each : root.path("data")) {
            List<String> labels = new ArrayList<>();
            each.path("tags")
                    .path("tags")
                    .forEach(tag -> labels.add(tag.path("name").asText("")));
            JsonNode versions = each.path("translated_content");
            String own = each.path("default_locale").asText("");
            Set<String> languages = new LinkedHashSet<>();
            versions.fieldNames().forEachRemaining(languages::add);
            languages.remove("type");
            if (!languages.contains(own)) {
                intercom(each, each, own, labels);
            }
            for (String language : languages) {
                if (versions.path(language).isObject()) {
                    intercom(each, versions.path(language), language, labels);
                }
            }
        }
        return new ArticleSource("intercom", articles, EnumSet.of(Part.URL, Part.LABELS, Part.DRAFT), problems);
    }

    private void intercom(JsonNode article, JsonNode version, String language, List<String> labels) {
        add(
                article.path("id").asText(""),
                language,
                version.path("title").asText(""),
                "",
                version,
                version.path("url").asText(""),
                labels,
                !version.path("state").asText("published").equals("published"));
    }

    private void add(
            String id,
            String tag,
            String title,
            String category,
            JsonNode version,
            String url,
            List<String> labels,
            boolean draft) {
        String place = file.getFileName() + " article " + (id.isEmpty() ? "without id" : id)
                + (tag.isEmpty() ? "" : " in " + tag);
        Locale language = tag.isEmpty() ? defaultLanguage : ArticleFile.locale(tag);
        String key = ArticleSource.key(id);
        String problem = problem(key, language, title);
        if (problem != null || language == null) {
            problems.add(place + ": " + problem);
            return;
        }
        articles.add(new ArticleRecord(
                key,
                language,
                title,
                category,
                HtmlText.toMarkdown(version.path("body").asText("")),
                List.of(),
                url.equals("null") ? "" : url,
                labels.stream().filter(label -> !label.isBlank()).toList(),
                draft,
                null,
                "",
                ""));
    }

    private static @Nullable String problem(String key, @Nullable Locale language, String title) {
        if (key.isEmpty()) {
            return "id: missing";
        }
        if (language == null) {
            return "locale: must be a language such as en-us or zh-tw";
        }
        return title.isBlank() ? "title: missing" : null;
    }
}
