package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.SearchResult.Matches;
import dev.guildline.core.knowledge.SearchResult.NothingUseful;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The search by words and meaning together, with the model that ships. */
@Timeout(60)
class HybridSearchTest {
    /** Its only telling word that an article has leads to the wrong one. */
    private static final String PARAPHRASE = "I would like to get my money back for the game";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @TempDir
    private Path vectors;

    private FolderKnowledgeBase base;

    @BeforeEach
    void articles() throws IOException {
        write("refunds", "Refunds", "Purchases are reimbursed within fourteen days to the card that was charged.");
        write("crash", "The game crashes", "Update the graphics driver, then start the game again.");
        write("guild", "Found a guild", "Speak to the harbour master with five friends at your side.");
        write("mail", "Change your e-mail address", "Open the account page and confirm the new address.");
    }

    @AfterEach
    void close() {
        if (base != null) {
            base.close();
        }
    }

    @Test
    void a_question_in_other_words_is_understood_by_its_meaning() throws Exception {
        open(Embeddings.off());
        assertThat(first(PARAPHRASE)).isEqualTo("The game crashes");
        base.close();

        open(model(ModelFiles::english));
        awaitVectors();

        assertThat(first(PARAPHRASE)).isEqualTo("Refunds");
        assertThat(search("what is the capital of Peru")).isInstanceOf(NothingUseful.class);
    }

    @Test
    void words_answer_while_the_model_is_being_loaded() throws Exception {
        CountDownLatch loaded = new CountDownLatch(1);
        open(Embeddings.start(
                () -> {
                    loaded.await();
                    return ModelFiles.english();
                },
                vectors,
                Duration.ofMillis(50)));

        assertThat(best("the game crashes")).isEqualTo("The game crashes");
        assertThat(first(PARAPHRASE)).isEqualTo("The game crashes");
        assertThat(base.check().detail()).contains("is being loaded");

        loaded.countDown();
        awaitVectors();
        assertThat(base.check().detail()).isEqualTo("4 articles in en");
    }

    @Test
    void without_the_native_library_words_answer_and_the_health_says_so() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        open(Embeddings.start(
                () -> {
                    tried.countDown();
                    throw new UnsatisfiedLinkError("no onnxruntime in java.library.path");
                },
                vectors,
                PATIENCE));
        assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(best("the game crashes")).isEqualTo("The game crashes");
        assertThat(first(PARAPHRASE)).isEqualTo("The game crashes");
        assertThat(base.check().ready()).isTrue();
        assertThat(base.check().detail()).contains("words alone", "no onnxruntime in java.library.path");
        write("mail", "Change your mail", "Now quite different.");
        assertThat(base.refresh()).isTrue();
        assertThat(best("change my mail")).isEqualTo("Change your mail");
    }

    @Test
    void a_model_that_stops_working_leaves_the_words() throws Exception {
        Counted model = new Counted();
        open(model(() -> model));
        awaitVectors();
        model.broken = true;

        assertThat(best("the game crashes")).isEqualTo("The game crashes");
        assertThat(base.check().detail()).contains("words alone", "OutOfMemoryError");
        assertThat(best("the game crashes")).isEqualTo("The game crashes");
    }

    @Test
    void a_slow_model_is_not_waited_for() throws Exception {
        Counted model = new Counted();
        open(Embeddings.start(() -> model, vectors, Duration.ofMillis(50)));
        awaitVectors();
        model.gate = new CountDownLatch(1);

        assertThat(best("the game crashes")).isEqualTo("The game crashes");
        assertThat(base.check().detail()).isEqualTo("4 articles in en");
        model.gate.countDown();
    }

    @Test
    void a_text_is_embedded_once_in_its_life() throws Exception {
        Counted first = new Counted();
        open(model(() -> first));
        awaitVectors();
        assertThat(first.embedded).hasValue(8);
        base.close();
        assertThat(first.closed.await(10, TimeUnit.SECONDS)).isTrue();

        Counted second = new Counted();
        open(model(() -> second));
        awaitVectors();
        assertThat(second.embedded).hasValue(0);

        write("mail", "Change your e-mail address", "Write to us.");
        assertThat(base.refresh()).isTrue();
        awaitVectors();
        assertThat(second.embedded).hasValue(1);
    }

    @Test
    void a_change_is_found_by_its_meaning_at_once() throws Exception {
        open(model(ModelFiles::english));
        awaitVectors();

        write("pets", "Feeding your dragon", "Fish every morning, nothing after sunset.");
        assertThat(base.refresh()).isTrue();

        assertThat(base.library().isComplete()).isTrue();
        assertThat(first(PARAPHRASE)).isEqualTo("Refunds");
        assertThat(first("what do my pets eat")).isEqualTo("Feeding your dragon");
    }

    /** Its vectors are worthless, but it tells how often it was asked. */
    private static final class Counted implements SentenceModel {
        private final AtomicInteger embedded = new AtomicInteger();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile boolean broken;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public String name() {
            return "counted";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public float[] vector(String text) throws InterruptedException {
            if (broken) {
                throw new OutOfMemoryError("no native memory");
            }
            gate.await();
            embedded.incrementAndGet();
            return new float[] {1, 0};
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private Embeddings model(SentenceModel.Source source) {
        return Embeddings.start(source, vectors, PATIENCE);
    }

    private void open(Embeddings embeddings) {
        base = FolderKnowledgeBase.open(
                new KnowledgeConfig(folder, Locale.ENGLISH, Duration.ZERO), SentenceModels.english(embeddings));
    }

    private void awaitVectors() throws Exception {
        base.library().complete().get(30, TimeUnit.SECONDS);
    }

    private String best(String question) {
        return ((Matches) search(question)).best().get(0).article().title();
    }

    /** What comes first, sure enough to be shown or not. */
    private String first(String question) throws IOException {
        return base.library()
                .rank(question, Locale.US)
                .orElseThrow()
                .candidates()
                .get(0)
                .article()
                .title();
    }

    private SearchResult search(String question) {
        return base.search(new KnowledgeQuery(question, Locale.US, 4));
    }

    private void write(String name, String title, String text) throws IOException {
        Files.createDirectories(folder.resolve("en"));
        Files.writeString(folder.resolve("en/" + name + ".md"), "---\ntitle: " + title + "\n---\n" + text + "\n");
    }
}
