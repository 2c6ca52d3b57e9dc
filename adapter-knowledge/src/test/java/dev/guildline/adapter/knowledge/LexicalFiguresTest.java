package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures the search on real questions, where they are at hand; guards against a change that makes it worse. */
class LexicalFiguresTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "en-stackfaq, 0.73, 0.89",
        "zh-TW-drcd, 0.93, 0.96",
    })
    void right_articles_come_first(String set, double wantedFirst, double wantedInThree) throws IOException {
        Path folder = Path.of(System.getProperty("guildline.shared", "nowhere"), "data/kb", set);
        assumeTrue(Files.exists(folder), "the evaluation data are not there: " + folder);
        List<Article> articles = new ArrayList<>();
        for (JsonNode row : rows(folder.resolve("articles.jsonl"))) {
            articles.add(article(row));
        }
        LanguageSearch search = LanguageSearch.over(articles.get(0).language(), articles, Embeddings.off());
        double asked = 0;
        int first = 0;
        int inThree = 0;
        for (JsonNode row : rows(folder.resolve("queries.jsonl"))) {
            if (row.get("scope").asText().equals("in")) {
                asked++;
                int rank = rank(row, search);
                first += rank == 0 ? 1 : 0;
                inThree += rank < 3 ? 1 : 0;
            }
        }
        System.out.printf("%s: right article first %.3f, in three %.3f%n", set, first / asked, inThree / asked);
        assertThat(first / asked).isGreaterThanOrEqualTo(wantedFirst);
        assertThat(inThree / asked).isGreaterThanOrEqualTo(wantedInThree);
    }

    private static int rank(JsonNode query, LanguageSearch search) throws IOException {
        List<String> relevant = new ArrayList<>();
        query.get("relevant").forEach(id -> relevant.add(id.asText()));
        String question = QuestionText.of(query.get("text").asText());
        List<LanguageSearch.Candidate> ranked =
                search.rank(search.read(question)).candidates();
        for (int rank = 0; rank < ranked.size(); rank++) {
            if (relevant.contains(ranked.get(rank).article().id().value())) {
                return rank;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static Article article(JsonNode row) {
        List<String> questions = new ArrayList<>();
        row.get("questions").forEach(question -> questions.add(question.asText()));
        String title = row.get("title").asText();
        return new Article(
                new ArticleId(row.get("id").asText()),
                Locale.forLanguageTag(row.get("lang").asText()),
                title.isBlank() ? "–" : title,
                "",
                row.get("body").asText(),
                questions,
                null,
                Set.of());
    }

    private static List<JsonNode> rows(Path file) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }
}
