package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildline.core.Guildline;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Asks real questions after another one, where they are at hand: what stands for itself must be answered as if nothing
 * had been said before.
 */
class FollowUpFiguresTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20_260_301;
    private static final int MOST = 400;

    @ParameterizedTest
    @CsvSource({
        "en-banking77, 0.01",
        "en-chat-powerplay11, 0.02",
        "en-chat-sofmattress, 0.04",
        "en-helpcenter, 0.01",
        "en-stackfaq, 0.01",
        "es-xquad, 0.01",
        "ja-jsquad, 0.01",
        "zh-CN-xquad, 0.01",
        "zh-TW-taipei, 0.01",
        "zh-TW-drcd, 0.01",
    })
    void an_earlier_question_changes_no_answer(String set, double most) throws IOException {
        Path folder = Path.of(System.getProperty("guildline.shared", "nowhere"), "data/kb", set);
        assumeTrue(Files.exists(folder), "the evaluation data are not there: " + folder);
        List<Article> articles = new ArrayList<>();
        for (JsonNode row : rows(folder.resolve("articles.jsonl"))) {
            articles.add(article(row));
        }
        List<String> questions = new ArrayList<>();
        for (JsonNode row : rows(folder.resolve("queries.jsonl"))) {
            questions.add(row.get("text").asText());
        }
        VirtualAgent agent = Guildline.virtualAgent(new Searched(articles));
        Locale locale = articles.get(0).language();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int asked = Math.min(Integer.getInteger("guildline.follow-ups", MOST), questions.size());
        int changed = 0;
        for (int i = 0; i < asked; i++) {
            String question = questions.get(i * questions.size() / asked);
            String before = questions.get(random.nextInt(questions.size()));
            boolean same = agent.reply(turn(question, locale, List.of()))
                    .equals(agent.reply(turn(question, locale, List.of(before))));
            if (!same) {
                changed++;
                System.out.printf("  changed: %s%n", question);
            }
        }
        System.out.printf("%s: %d of %d answers changed by an earlier question%n", set, changed, asked);
        assertThat(changed).isLessThanOrEqualTo((int) Math.ceil(most * asked));
    }

    private static Turn turn(String text, Locale locale, List<String> before) {
        ConversationId talk = new ConversationId("talk");
        List<Message> earlier = new ArrayList<>();
        for (String words : before) {
            earlier.add(new Message(
                    new MessageId(talk, earlier.size() + 1),
                    Author.CUSTOMER,
                    new MessageBody.Text(words),
                    List.of(),
                    null,
                    Instant.EPOCH));
        }
        return new Turn(talk, text, locale, earlier, 0);
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
            if (!line.isBlank()) {
                rows.add(JSON.readTree(line));
            }
        }
        return rows;
    }

    /** Searched by words alone: quick, and what is looked at here does not depend on the meaning. */
    private static final class Searched implements KnowledgeBase {
        private final ArticleLibrary library;

        Searched(List<Article> articles) throws IOException {
            library = ArticleLibrary.build(articles, articles.get(0).language(), SentenceModels.none());
        }

        @Override
        public SearchResult search(KnowledgeQuery query) {
            try {
                return library.search(query);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<Article> find(ArticleId id) {
            return library.find(id);
        }

        @Override
        public List<Article> labelled(String label, Locale locale, int limit) {
            return List.of();
        }
    }
}
