package dev.guildline.adapter.knowledge;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A knowledge base together with questions of which is known what answers them.
 *
 * @param name of its folder
 * @param articles the base
 * @param questions what is asked
 */
record EvaluationSet(String name, List<Article> articles, List<Question> questions) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARTICLES = "articles.jsonl";
    private static final String QUESTIONS = "queries.jsonl";
    /** Some bases have no titles; an article has to have one. */
    private static final String NO_TITLE = "–";

    /**
     * What a customer asks.
     *
     * @param id which
     * @param language the customer's
     * @param text the words
     * @param relevant the articles that answer it
     * @param answerable whether the base holds an answer
     */
    record Question(String id, Locale language, String text, Set<String> relevant, boolean answerable) {}

    /**
     * A message, and whether it asks for a person.
     *
     * @param text the words
     * @param language the customer's
     * @param wantsPerson whether it does
     */
    record Wish(String text, Locale language, boolean wantsPerson) {}

    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(ARTICLES)) && Files.isRegularFile(folder.resolve(QUESTIONS));
    }

    /**
     * Reads a set.
     *
     * @throws IllegalArgumentException naming file, line and field of what cannot be used
     */
    static EvaluationSet read(Path folder) throws IOException {
        List<Article> articles = new ArrayList<>();
        for (Row row : rows(folder.resolve(ARTICLES))) {
            String title = row.text("title");
            articles.add(new Article(
                    new ArticleId(row.needed("id")),
                    row.language(),
                    title.isBlank() ? NO_TITLE : title,
                    "",
                    row.text("body"),
                    row.texts("questions"),
                    null,
                    Set.of()));
        }
        List<Question> questions = new ArrayList<>();
        for (Row row : rows(folder.resolve(QUESTIONS))) {
            questions.add(new Question(
                    row.needed("id"),
                    row.language(),
                    row.text("text"),
                    Set.copyOf(row.texts("relevant")),
                    !row.text("scope").equals("out")));
        }
        return new EvaluationSet(String.valueOf(folder.getFileName()), articles, questions);
    }

    /** Reads messages of which is known whether they ask for a person. */
    static List<Wish> wishes(Path file) throws IOException {
        List<Wish> wishes = new ArrayList<>();
        for (Row row : rows(file)) {
            wishes.add(new Wish(row.text("text"), row.language(), row.truth("handoff")));
        }
        return wishes;
    }

    private static List<Row> rows(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        int line = 0;
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": must be UTF-8", e);
        }
        for (String each : lines) {
            line++;
            if (!each.isBlank()) {
                String place = file + " line " + line;
                try {
                    rows.add(new Row(JSON.readTree(each), place));
                } catch (JacksonException e) {
                    throw new IllegalArgumentException(place + ": must be one JSON object", e);
                }
            }
        }
        return rows;
    }

    /** A line of a file. */
    private record Row(JsonNode json, String place) {
        String text(String field) {
            return json.path(field).asText("");
        }

        String needed(String field) {
            String text = text(field);
            if (text.isBlank()) {
                throw new IllegalArgumentException(place + ": " + field + ": missing");
            }
            return text;
        }

        List<String> texts(String field) {
            List<String> texts = new ArrayList<>();
            json.path(field).forEach(each -> texts.add(each.asText()));
            return texts;
        }

        Locale language() {
            Locale language = Locale.forLanguageTag(needed("lang"));
            if (language.getLanguage().isEmpty()) {
                throw new IllegalArgumentException(place + ": lang: must be a language such as en or zh-TW");
            }
            return language;
        }

        boolean truth(String field) {
            if (!json.path(field).isBoolean()) {
                throw new IllegalArgumentException(place + ": " + field + ": must be true or false");
            }
            return json.path(field).booleanValue();
        }
    }
}
