package dev.guildline.adapter.knowledge;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.StoredArticle;
import dev.guildline.core.port.health.CallObserver;
import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.port.knowledge.DetectsLanguage;
import dev.guildline.core.port.knowledge.EditsArticles;
import dev.guildline.core.port.knowledge.GroupsQuestions;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A knowledge base read from a folder of Markdown files, one folder per language, and searched with Lucene. Looks at
 * the folder every few seconds and takes changes over without a gap: the new index is built beside the old one. A file
 * that cannot be used keeps its last good version and is named in the log and in {@link #check()}. Thread-safe.
 *
 * <pre>{@code
 * KnowledgeConfig config = new KnowledgeConfig(Path.of("knowledge"), Locale.ENGLISH);
 * try (FolderKnowledgeBase knowledge = FolderKnowledgeBase.open(config)) {
 *     knowledge.search(new KnowledgeQuery("I forgot my password", Locale.ENGLISH, 4));
 * }
 * }</pre>
 */
public final class FolderKnowledgeBase
        implements KnowledgeBase, DetectsLanguage, EditsArticles, GroupsQuestions, HealthCheck, AutoCloseable {
    private static final Logger LOG = System.getLogger(FolderKnowledgeBase.class.getName());
    private static final int SHOWN_PROBLEMS = 5;
    /** How long a change may wait for the vectors of what is new, so that no search falls back to words alone. */
    private static final long CHANGE_WAITS_MILLIS = 2_000;

    private final KnowledgeConfig config;
    private final CallObserver observer;
    private final ArticleFolder folder;
    private final SentenceModels models;
    private final ArticleEditor editor;
    private final QuestionMeanings meanings;
    private final ScheduledExecutorService checker;
    private volatile Served served;
    private volatile boolean readable = true;

    private FolderKnowledgeBase(
            KnowledgeConfig config, CallObserver observer, ArticleFolder folder, SentenceModels models, Served served) {
        this.config = config;
        this.observer = observer;
        this.folder = folder;
        this.models = models;
        this.served = served;
        this.editor = new ArticleEditor(config.folder(), config.defaultLanguage(), folder, this::refresh);
        this.meanings = new QuestionMeanings(models);
        this.checker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "guildline-knowledge");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What is served now.
     *
     * @param library the articles
     * @param problems what is wrong with the files
     */
    private record Served(ArticleLibrary library, List<String> problems) {}

    /**
     * Reads the folder and begins to look at it for changes. English articles are found by their words at once, and by
     * their meaning as well as soon as that has been worked out behind.
     *
     * @param config where the articles are
     * @return the knowledge base, ready to be searched
     * @throws IllegalArgumentException if the folder cannot be read, naming the key
     */
    public static FolderKnowledgeBase open(KnowledgeConfig config) {
        return open(config, CallObserver.NONE);
    }

    /**
     * Reads the folder and begins to look at it for changes. English articles are found by their words at once, and by
     * their meaning as well as soon as that has been worked out behind.
     *
     * @param config where the articles are
     * @param observer told of every search, as {@code search}
     * @return the knowledge base, ready to be searched
     * @throws IllegalArgumentException if the folder cannot be read, naming the key
     */
    public static FolderKnowledgeBase open(KnowledgeConfig config, CallObserver observer) {
        try {
            return open(
                    config,
                    observer,
                    config.embeddings()
                            ? SentenceModels.of(
                                    config.modelsOrNull(), config.vectorsOrNull(), Embeddings.QUESTION_LIMIT)
                            : SentenceModels.none());
        } catch (IOException e) {
            throw new IllegalArgumentException("KNOWLEDGE_MODELS_DIR: cannot be read", e);
        }
    }

    /** As {@link #open(KnowledgeConfig)}, with models of the caller's choice; they are closed with the base. */
    static FolderKnowledgeBase open(KnowledgeConfig config, SentenceModels models) {
        return open(config, CallObserver.NONE, models);
    }

    private static FolderKnowledgeBase open(KnowledgeConfig config, CallObserver observer, SentenceModels models) {
        ArticleFolder folder = new ArticleFolder(config.folder(), config.defaultLanguage());
        FolderKnowledgeBase base;
        try {
            folder.read();
            base = new FolderKnowledgeBase(config, observer, folder, models, built(config, folder, models));
        } catch (IOException e) {
            models.close();
            throw new IllegalArgumentException("KNOWLEDGE_DIR: " + config.folder() + " cannot be read", e);
        }
        LOG.log(Level.INFO, "knowledge: {0}", base.check().detail());
        base.watch();
        return base;
    }

    private void watch() {
        long every = config.checkEvery().toMillis();
        if (every > 0) {
            var unused = checker.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        }
    }

    /** Says once, and not at every look, that the folder has gone. */
    private void look() {
        boolean before = readable;
        try {
            refresh();
        } catch (RuntimeException e) {
            if (before) {
                LOG.log(Level.WARNING, "knowledge: the articles known so far stay", e);
            }
        }
    }

    /**
     * Takes changes of the folder over now instead of at the next look. Searches go on meanwhile and see either all of
     * the changes or none.
     *
     * @return whether anything has changed
     * @throws PortException.Retryable if the folder cannot be read; the articles known so far stay
     */
    public boolean refresh() {
        synchronized (folder) {
            try {
                boolean changed = folder.read();
                readable = true;
                if (!changed) {
                    return false;
                }
                Served before = served;
                Served next = built(config, folder, models);
                if (before.library().isComplete()) {
                    awaitVectors(next.library());
                }
                served = next;
                before.library().drop();
            } catch (IOException e) {
                readable = false;
                throw new PortException.Retryable("the knowledge folder cannot be read", e);
            }
        }
        LOG.log(Level.INFO, "knowledge changed: {0}", check().detail());
        return true;
    }

    private static Served built(KnowledgeConfig config, ArticleFolder folder, SentenceModels models)
            throws IOException {
        ArticleFolder.Contents contents = folder.contents();
        ArticleLibrary library = ArticleLibrary.build(contents.articles(), config.defaultLanguage(), models);
        var unused = library.complete().thenRun(() -> models.used(library.articles()));
        return new Served(library, contents.problems());
    }

    private static void awaitVectors(ArticleLibrary library) {
        try {
            library.complete().get(CHANGE_WAITS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(Level.DEBUG, "the changes are found by their words until their vectors are there");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The articles as served now. */
    ArticleLibrary library() {
        return served.library();
    }

    @Override
    public SearchResult search(KnowledgeQuery query) {
        long begun = System.nanoTime();
        CallObserver.Outcome outcome = CallObserver.Outcome.FAILED;
        try {
            SearchResult found = served.library().search(query);
            outcome = CallObserver.Outcome.DONE;
            return found;
        } catch (IOException e) {
            throw new PortException.Retryable("the knowledge index cannot be read", e);
        } finally {
            observer.ended("search", outcome, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    @Override
    public Optional<Article> find(ArticleId id) {
        return served.library().find(id);
    }

    /** As a search takes it: what hangs on a few small words counts only where there are articles in that language. */
    @Override
    public Optional<Locale> languageOf(String text) {
        return served.library().languageOf(text);
    }

    @Override
    public List<Locale> languages() {
        return served.library().locales();
    }

    @Override
    public List<Article> labelled(String label, Locale locale, int limit) {
        return served.library().labelled(label, locale, limit);
    }

    @Override
    public List<StoredArticle> list(ArticleFilter filter, int limit) {
        synchronized (folder) {
            return editor.list(filter, limit);
        }
    }

    @Override
    public Optional<StoredArticle> stored(ArticleId id) {
        synchronized (folder) {
            return editor.stored(id);
        }
    }

    /** Writes a new file into the folder of the article's language. Takes as long as {@link #refresh}. */
    @Override
    public EditOutcome create(ArticleContent content) {
        synchronized (folder) {
            return editor.create(content);
        }
    }

    /**
     * Changes the article's file, and in it only what has changed. A file that cannot be used as it is, because somebody
     * is at work on it, is left alone. Takes as long as {@link #refresh}.
     */
    @Override
    public EditOutcome change(ArticleId id, String version, ArticleContent content) {
        synchronized (folder) {
            return editor.change(id, version, content);
        }
    }

    /** Deletes the article's file. Takes as long as {@link #refresh}. */
    @Override
    public EditOutcome delete(ArticleId id, String version) {
        synchronized (folder) {
            return editor.delete(id, version);
        }
    }

    /** By their meaning where there is a sentence model for the language, else by their words. */
    @Override
    public List<Integer> alike(Locale language, List<String> known, List<String> fresh) {
        return meanings.alike(language, known, fresh);
    }

    @Override
    public String name() {
        return "knowledge";
    }

    /** Ready as long as there is something to search; unusable files are named in the detail. */
    @Override
    public Health check() {
        Served now = served;
        ArticleLibrary library = now.library();
        StringBuilder detail = new StringBuilder()
                .append(library.size())
                .append(" articles in ")
                .append(library.languages().isEmpty() ? "no language" : String.join(", ", library.languages()));
        if (!readable) {
            detail.append("; the folder cannot be read any more");
        }
        String vectors = models.detail();
        if (!vectors.isEmpty()) {
            detail.append("; ").append(vectors);
        }
        List<String> problems = now.problems();
        if (!problems.isEmpty()) {
            detail.append("; unusable files: ").append(problems.size()).append(": ");
            detail.append(String.join("; ", problems.subList(0, Math.min(SHOWN_PROBLEMS, problems.size()))));
        }
        return new Health(true, detail.toString());
    }

    /** Stops looking at the folder. Searches already under way end normally. */
    @Override
    public void close() {
        checker.shutdownNow();
        models.close();
    }
}
