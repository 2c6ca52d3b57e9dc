package dev.guildline.adapter.knowledge;

import dev.guildline.core.knowledge.Article;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sentence models, by language. Each has its own thread, and is loaded when articles of its language are there for the
 * first time. Thread-safe.
 */
final class SentenceModels implements AutoCloseable {
    private static final Embeddings OFF = Embeddings.off();

    private final Map<String, Supplier<Embeddings>> sources;
    private final Map<String, Embeddings> byLanguage = new TreeMap<>();
    private boolean closed;

    private SentenceModels(Map<String, Supplier<Embeddings>> sources) {
        this.sources = Map.copyOf(sources);
    }

    /** None: everything is found by its words. */
    static SentenceModels none() {
        return new SentenceModels(Map.of());
    }

    /** One, for English. */
    static SentenceModels english(Embeddings embeddings) {
        SentenceModels models = new SentenceModels(Map.of());
        models.byLanguage.put("en", embeddings);
        return models;
    }

    /**
     * The English model, and those of a folder that has one folder per language; an English one there
     * takes the place of that which ships.
     *
     * @param models the folder, null if there is none
     * @param vectors where vectors are kept over restarts, null for nowhere
     * @param limit how long a question waits
     * @throws IOException if the folder cannot be listed
     * @throws IllegalArgumentException if a folder in it is none of a language or has no model
     */
    static SentenceModels of(@Nullable Path models, @Nullable Path vectors, Duration limit) throws IOException {
        Map<String, SentenceModel.Source> sources = new TreeMap<>(Map.of("en", ModelFiles::english));
        if (models != null) {
            try (Stream<Path> folders = Files.list(models)) {
                for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                    String language = String.valueOf(folder.getFileName());
                    if (!language.matches("[a-z]{2,3}") || !ModelFiles.isIn(folder)) {
                        throw new IllegalArgumentException(folder
                                + " must be named after a language, such as zh, and hold model.onnx with its vocab.txt"
                                + " or tokenizer.json");
                    }
                    sources.put(
                            language,
                            language.equals("zh")
                                    ? () -> new Simplifying(ModelFiles.in(folder))
                                    : () -> ModelFiles.in(folder));
                }
            }
        }
        Map<String, Supplier<Embeddings>> startable = new TreeMap<>();
        sources.forEach((language, source) -> startable.put(language, () -> Embeddings.start(source, vectors, limit)));
        return new SentenceModels(startable);
    }

    /** The one for a language, which begins to load if it has not; one that does nothing if there is none. */
    synchronized Embeddings forLanguage(Locale locale) {
        String language = locale.getLanguage();
        Supplier<Embeddings> source = sources.get(language);
        if (source != null && !closed && !byLanguage.containsKey(language)) {
            byLanguage.put(language, source.get());
        }
        return byLanguage.getOrDefault(language, OFF);
    }

    private synchronized Map<String, Embeddings> started() {
        return new TreeMap<>(byLanguage);
    }

    /** Says once all that is under way has been done which articles are used from now on. */
    void used(List<Article> articles) {
        started()
                .forEach((language, embeddings) -> embeddings.used(articles.stream()
                        .filter(article -> article.language().getLanguage().equals(language))
                        .toList()));
    }

    /** What an operator should know, empty if all is done and well. */
    String detail() {
        return started().entrySet().stream()
                .filter(each -> !each.getValue().detail().isEmpty())
                .map(each -> each.getKey() + ": " + each.getValue().detail())
                .collect(Collectors.joining("; "));
    }

    /** Models of Chinese know simplified characters better. */
    private record Simplifying(SentenceModel model) implements SentenceModel {
        @Override
        public String name() {
            return model.name() + "-simplified";
        }

        @Override
        public int dimensions() {
            return model.dimensions();
        }

        @Override
        public float[] vector(String text) throws Exception {
            return model.vector(Simplified.of(text));
        }

        @Override
        public void close() {
            model.close();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        started().values().forEach(Embeddings::close);
    }
}
