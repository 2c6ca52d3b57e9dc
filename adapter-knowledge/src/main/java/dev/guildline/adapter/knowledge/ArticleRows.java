package dev.guildline.adapter.knowledge;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.guildline.adapter.knowledge.ArticleRecord.Part;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Articles as rows, of JSON or of CSV with a head line: {@code id, lang, title, category, body, questions, url, labels,
 * draft, expires, articleId, translationOf}. In CSV, several values of a field stand on lines of their own, or between
 * vertical bars.
 */
final class ArticleRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    private static final Map<String, Part> PARTS = Map.of(
            "category", Part.CATEGORY,
            "questions", Part.QUESTIONS,
            "url", Part.URL,
            "labels", Part.LABELS,
            "draft", Part.DRAFT,
            "expires", Part.EXPIRES,
            "articleId", Part.ID,
            "translationOf", Part.TRANSLATION_OF);
    private static final Set<String> NEEDED = Set.of("id", "lang", "title", "body");

    private final Path file;
    private final Locale defaultLanguage;
    private final List<ArticleRecord> articles = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> columns = new TreeSet<>();

    private ArticleRows(Path file, Locale defaultLanguage) {
        this.file = file;
        this.defaultLanguage = defaultLanguage;
    }

    static ArticleSource jsonLines(Path file, Locale defaultLanguage) throws IOException {
        ArticleRows rows = new ArticleRows(file, defaultLanguage);
        int line = 0;
        for (String text : Files.readAllLines(file)) {
            line++;
            if (!text.isBlank()) {
                try {
                    rows.row("line " + line, JSON.readTree(text));
                } catch (JacksonException e) {
                    rows.problems.add(rows.place("line " + line) + "must be one JSON object");
                }
            }
        }
        return rows.source();
    }

    static ArticleSource csv(Path file, Locale defaultLanguage) throws IOException {
        ArticleRows rows = new ArticleRows(file, defaultLanguage);
        try (Reader reader = Files.newBufferedReader(file);
                MappingIterator<Map<String, String>> all = CSV.readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(reader)) {
            int number = 0;
            while (all.hasNext()) {
                ObjectNode row = JSON.createObjectNode();
                all.next().forEach((name, value) -> rows.cell(row, name.replace("\uFEFF", ""), value));
                rows.row("row " + ++number, row);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + " line " + e.getLocation().getLineNr() + ": not CSV: " + e.getOriginalMessage(), e);
        }
        return rows.source();
    }

    private void cell(ObjectNode row, String name, String value) {
        if (name.equals("questions") || name.equals("labels")) {
            ArrayNode values = row.putArray(name);
            Arrays.stream(value.split(value.contains("\n") ? "\\R" : "\\|", -1))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .forEach(values::add);
        } else {
            row.put(name, value);
        }
    }

    private ArticleSource source() {
        Set<Part> known = EnumSet.noneOf(Part.class);
        PARTS.forEach((name, part) -> {
            if (columns.contains(name)) {
                known.add(part);
            }
        });
        return new ArticleSource("", articles, known, problems);
    }

    private String place(String row) {
        return file.getFileName() + " " + row + ": ";
    }

    private void row(String number, JsonNode row) {
        row.fieldNames().forEachRemaining(columns::add);
        String problem = null;
        for (String name : new TreeSet<>(columns)) {
            if (!PARTS.containsKey(name) && !NEEDED.contains(name)) {
                Set<String> names = new TreeSet<>(PARTS.keySet());
                names.addAll(NEEDED);
                problem = "unknown field '" + name + "'; known are " + String.join(", ", names);
                columns.remove(name);
            }
        }
        String tag = text(row, "lang");
        Locale language = tag.isEmpty() ? defaultLanguage : ArticleFile.locale(tag);
        String key = ArticleSource.key(text(row, "id"));
        LocalDate expires = null;
        try {
            expires = text(row, "expires").isEmpty() ? null : LocalDate.parse(text(row, "expires"));
        } catch (DateTimeParseException e) {
            problem = "expires: must be a day such as 2027-01-31";
        }
        problem = problem == null ? problem(row, key, language) : problem;
        if (problem != null || language == null) {
            problems.add(place(number) + problem);
            return;
        }
        articles.add(new ArticleRecord(
                key,
                language,
                text(row, "title"),
                text(row, "category"),
                text(row, "body"),
                texts(row, "questions"),
                text(row, "url"),
                texts(row, "labels"),
                text(row, "draft").equalsIgnoreCase("true"),
                expires,
                text(row, "articleId"),
                text(row, "translationOf")));
    }

    private static @Nullable String problem(JsonNode row, String key, @Nullable Locale language) {
        if (key.isEmpty()) {
            return "id: missing";
        }
        if (language == null) {
            return "lang: must be a language such as en or zh-TW";
        }
        if (text(row, "title").isBlank()) {
            return "title: missing";
        }
        String draft = text(row, "draft").toLowerCase(Locale.ROOT);
        return draft.isEmpty() || draft.equals("true") || draft.equals("false") ? null : "draft: must be true or false";
    }

    private static String text(JsonNode row, String name) {
        return row.hasNonNull(name) ? row.path(name).asText().strip() : "";
    }

    private static List<String> texts(JsonNode row, String name) {
        List<String> texts = new ArrayList<>();
        row.path(name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** Writes JSON lines. */
    static String jsonLines(List<ArticleRecord> articles) throws IOException {
        StringBuilder text = new StringBuilder();
        for (ArticleRecord article : articles) {
            ObjectNode row = JSON.createObjectNode();
            cells(article).forEach(row::put);
            row.put("draft", article.draft());
            row.set("questions", JSON.valueToTree(article.questions()));
            row.set("labels", JSON.valueToTree(article.labels()));
            text.append(JSON.writeValueAsString(row)).append('\n');
        }
        return text.toString();
    }

    /** Writes CSV. */
    static String csv(List<ArticleRecord> articles) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        CsvSchema.Builder schema = CsvSchema.builder();
        for (ArticleRecord article : articles) {
            Map<String, String> row = cells(article);
            row.put("draft", Boolean.toString(article.draft()));
            row.put("questions", lines(article.questions()));
            row.put("labels", lines(article.labels()));
            rows.add(row);
        }
        List.of("id lang title category body questions url labels draft expires articleId translationOf".split(" ", -1))
                .forEach(schema::addColumn);
        return CSV.writerFor(List.class).with(schema.build().withHeader()).writeValueAsString(rows);
    }

    /** The line break at the end says that bars are no separators. */
    private static String lines(List<String> values) {
        return values.isEmpty() ? "" : String.join("\n", values) + "\n";
    }

    private static Map<String, String> cells(ArticleRecord article) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("id", article.key());
        cells.put("lang", article.language().toLanguageTag());
        cells.put("title", article.title());
        cells.put("category", article.category());
        cells.put("body", article.body());
        cells.put("url", article.url());
        LocalDate expires = article.expiresOrNull();
        cells.put("expires", expires == null ? "" : expires.toString());
        cells.put("articleId", article.id());
        cells.put("translationOf", article.translationOf());
        return cells;
    }
}
