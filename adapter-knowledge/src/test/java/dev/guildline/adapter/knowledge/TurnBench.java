package dev.guildline.adapter.knowledge;

import com.sun.management.OperatingSystemMXBean;
import dev.guildline.core.Guildline;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * How long a whole turn of the virtual agent takes: detect a wish for a person, embed, retrieve, decide. Not part of
 * the tests: {@code mvn -pl adapter-knowledge -am test -Dtest=TurnBench -Dsurefire.failIfNoSpecifiedTests=false}, with
 * {@code bench.articles} (1,000 unless set) and {@code bench.vectors}: {@code real}, {@code none}, or {@code drawn} by
 * chance, since embedding a hundred thousand articles takes hours; questions are embedded all the same.
 */
final class TurnBench {
    private static final long SEED = 4;
    private static final int TURNS = 500;
    private static final int WARM_UP = 300;

    private final Random random = new Random(SEED);
    private final List<String> words;

    TurnBench() throws IOException {
        words = ModelFiles.englishPieces().words().stream()
                .filter(word -> word.matches("[a-z]{3,}"))
                .sorted()
                .toList();
    }

    @Test
    void turns() throws Exception {
        int count = Integer.getInteger("bench.articles", 1_000);
        String mode = System.getProperty("bench.vectors", "real");
        List<Article> articles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            articles.add(article(i));
        }
        System.out.printf("%d articles, %s; before: %s%n", count, mode, memory());
        Embeddings embeddings = mode.equals("none")
                ? Embeddings.off()
                : Embeddings.start(
                        mode.equals("real") ? ModelFiles::english : StandIn::new, null, Duration.ofSeconds(1));
        try (SentenceModels models = SentenceModels.english(embeddings)) {
            long begun = System.nanoTime();
            ArticleLibrary library = ArticleLibrary.build(articles, Locale.ENGLISH, models);
            System.out.printf("index built in %.1f s%n", seconds(begun));
            begun = System.nanoTime();
            await(library, models);
            System.out.printf("vectors in %.1f s%n", seconds(begun));
            measure(library, articles);
            System.gc();
            System.out.println("after: " + memory());
        }
    }

    private static void await(ArticleLibrary library, SentenceModels models) throws Exception {
        CompletableFuture<Void> complete = library.complete();
        while (!complete.isDone()) {
            try {
                complete.get(30, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                System.out.println("  " + models.detail());
            }
        }
    }

    private void measure(ArticleLibrary library, List<Article> articles) {
        VirtualAgent agent = Guildline.virtualAgent(new Served(library));
        double[] millis = new double[TURNS];
        long processor = 0;
        for (int i = -WARM_UP; i < TURNS; i++) {
            processor = i == 0 ? processorNanos() : processor;
            String text = question(articles.get(random.nextInt(articles.size())));
            long begun = System.nanoTime();
            agent.reply(new Turn(new ConversationId("c" + i), text, Locale.US, List.of(), 0));
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        double used = (processorNanos() - processor) / 1e6 / TURNS;
        Arrays.sort(millis);
        System.out.printf(
                "a turn takes p50 %.1f ms, p95 %.1f ms, p99 %.1f ms; of the processor %.1f ms%n",
                millis[TURNS / 2], millis[TURNS * 95 / 100], millis[TURNS * 99 / 100], used);
    }

    /** What a turn costs, however busy the machine is. */
    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean own
                ? own.getProcessCpuTime()
                : 0;
    }

    private Article article(int number) {
        String title = sentence(5);
        StringBuilder body = new StringBuilder();
        while (body.length() < 650) {
            body.append(sentence(12)).append(". ");
        }
        return new Article(
                new ArticleId("en/" + number),
                Locale.ENGLISH,
                title,
                "",
                body.toString(),
                List.of(sentence(8), sentence(8), sentence(8)),
                null,
                Set.of());
    }

    /** Common words are much more frequent than rare ones. */
    private String sentence(int length) {
        List<String> sentence = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            sentence.add(words.get((int) (words.size() * Math.pow(random.nextDouble(), 3))));
        }
        return String.join(" ", sentence);
    }

    /** Some words of an article, one of them mistyped. */
    private String question(Article article) {
        List<String> asked = new ArrayList<>(
                List.of(article.questions().get(random.nextInt(3)).split(" ", -1)));
        asked.set(0, asked.get(0) + "q");
        asked.addAll(List.of("how", "can", "i", "with", words.get(random.nextInt(words.size()))));
        return String.join(" ", asked);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static String memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        String resident = Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("")
                : "";
        Runtime runtime = Runtime.getRuntime();
        return "heap " + (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000 + " MB, "
                + resident.replaceAll("\\s+", " ");
    }

    /** Only what a turn needs. */
    private record Served(ArticleLibrary library) implements KnowledgeBase {
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
            return library.labelled(label, locale, limit);
        }
    }

    /** Draws the vectors of long texts and of those that come before any question; embeds the questions. */
    private static final class StandIn implements SentenceModel {
        private final SentenceModel real;
        private final Random random = new Random(SEED);

        StandIn() throws Exception {
            real = ModelFiles.english();
        }

        @Override
        public String name() {
            return "stand-in";
        }

        @Override
        public int dimensions() {
            return real.dimensions();
        }

        @Override
        public float[] vector(String text) throws Exception {
            if (text.contains(" how can i with ")) {
                return real.vector(text);
            }
            float[] drawn = new float[dimensions()];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = (float) (random.nextGaussian() / Math.sqrt(drawn.length));
            }
            return drawn;
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
