package dev.guildline.adapter.knowledge;

import dev.guildline.core.knowledge.Article;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A sentence model at work on a thread of its own: questions at once, articles behind them, one text after the other.
 * If the model cannot be loaded or run, that is said once and from then on nothing is embedded. Thread-safe.
 */
final class Embeddings implements AutoCloseable {
    /** How long somebody who waits for an answer waits for the vector of the question. */
    static final Duration QUESTION_LIMIT = Duration.ofMillis(250);

    /** How long a text that nobody waits for waits: as long as a model may take to load. */
    private static final Duration TEXT_LIMIT = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(Embeddings.class.getName());
    private static final long CLOSE_WAITS_SECONDS = 10;
    private static final long TELL_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final @Nullable Path folder;
    private final Duration limit;
    private final @Nullable ExecutorService thread;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable String failure;
    private volatile boolean loading = true;
    // Both only on the thread.
    private @Nullable SentenceModel model;
    private @Nullable VectorCache cache;

    private final Thread atExit = new Thread(this::close, "guildline-embeddings-exit");

    private Embeddings(@Nullable Path folder, Duration limit, @Nullable ExecutorService thread) {
        this.folder = folder;
        this.limit = limit;
        this.thread = thread;
    }

    /** None: everything is found by its words. */
    static Embeddings off() {
        return new Embeddings(null, Duration.ZERO, null);
    }

    /**
     * Begins to load a model.
     *
     * @param source the model
     * @param folder where vectors are kept over restarts, null for nowhere
     * @param limit how long a question waits
     */
    static Embeddings start(SentenceModel.Source source, @Nullable Path folder, Duration limit) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "guildline-embeddings");
            made.setDaemon(true);
            return made;
        });
        Embeddings embeddings = new Embeddings(folder, limit, thread);
        Runtime.getRuntime().addShutdownHook(embeddings.atExit);
        thread.execute(() -> embeddings.load(source));
        return embeddings;
    }

    private void load(SentenceModel.Source source) {
        try {
            SentenceModel loaded = source.load();
            model = loaded;
            cache = VectorCache.open(folder, loaded.name(), loaded.dimensions());
        } catch (Throwable e) { // A native library that is missing shows as an Error.
            failed(e);
        }
        loading = false;
    }

    private void failed(Throwable cause) {
        if (failure == null) {
            failure = cause.getClass().getSimpleName() + ": " + cause.getMessage();
            LOG.log(
                    Level.WARNING,
                    "the sentence model cannot be used; articles are found by their words alone. The native library"
                            + " needs a temporary folder that can be written and executed from, and glibc",
                    cause);
        }
    }

    /** Whether there is a model that works as far as known. */
    boolean serves() {
        return thread != null && failure == null;
    }

    /** The vector of a question, null if there is none in time. */
    float @Nullable [] question(String text) {
        return vector(text, limit);
    }

    /** The vector of a text that nobody waits for, null if there is none. */
    float @Nullable [] text(String text) {
        return vector(text, TEXT_LIMIT);
    }

    private float @Nullable [] vector(String text, Duration limit) {
        ExecutorService worker = thread;
        if (worker == null || failure != null || text.isBlank()) {
            return null;
        }
        FutureTask<float[]> task = new FutureTask<>(() -> vector(text));
        try {
            worker.execute(task);
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.log(Level.DEBUG, "a question was embedded too slowly; its words have to do");
        } catch (ExecutionException e) {
            failed(e.getCause() == null ? e : e.getCause());
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "a question came while the knowledge base was being closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        task.cancel(false);
        return null;
    }

    private float[] vector(String text) throws Exception {
        SentenceModel loaded = model;
        if (loaded == null) {
            throw new IllegalStateException("the model is not loaded");
        }
        return loaded.vector(text);
    }

    /**
     * Embeds articles, behind the questions.
     *
     * @return completed when all vectors are there; never, if the model fails or this is closed; to be cancelled when
     *     they are not needed any more
     */
    CompletableFuture<ArticleVectors> vectors(List<Article> articles) {
        CompletableFuture<ArticleVectors> result = new CompletableFuture<>();
        ExecutorService worker = thread;
        if (worker != null) {
            worker.execute(new Filling(worker, articles, result));
        }
        return result;
    }

    /** Says once all that is under way has been done which texts are used from now on. */
    void used(List<Article> articles) {
        ExecutorService worker = thread;
        if (worker != null) {
            worker.execute(() -> {
                VectorCache known = cache;
                if (known != null) {
                    Set<String> texts = new LinkedHashSet<>();
                    articles.forEach(article -> texts.addAll(ArticleTexts.of(article)));
                    known.keepOnly(texts);
                }
            });
        }
    }

    /** Whether the model has turned out not to work. */
    boolean isBroken() {
        return failure != null;
    }

    /** What an operator should know, empty if all is done and well. */
    String detail() {
        String problem = failure;
        if (problem != null) {
            return "found by words alone, the sentence model cannot be used: " + problem;
        }
        if (thread == null) {
            return "";
        }
        int left = waiting.get();
        return loading ? "the sentence model is being loaded" : left > 0 ? left + " texts wait for their vectors" : "";
    }

    private void unload() {
        if (cache != null) {
            cache.close();
        }
        if (model != null) {
            model.close();
        }
    }

    /** Waits for what is under way in the native library. Also done at the end of the process, if nobody did before. */
    @Override
    public void close() {
        ExecutorService worker = thread;
        if (worker == null) {
            return;
        }
        synchronized (worker) {
            if (!worker.isShutdown()) {
                failure = "closed";
                worker.execute(this::unload);
                worker.shutdown();
            }
        }
        try {
            // A process that ends in the middle of a call into the native library is aborted.
            if (!worker.awaitTermination(CLOSE_WAITS_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the sentence model is still busy; it is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "the process is ending");
        }
    }

    /** Embeds one text at a time and queues up again, so that no question waits for more than one text. */
    private final class Filling implements Runnable {
        private final ExecutorService worker;
        private final List<List<String>> byArticle = new ArrayList<>();
        private final Iterator<String> texts;
        private final Map<String, PackedVector> vectors = new HashMap<>();
        private final CompletableFuture<ArticleVectors> result;
        private final long begun = System.nanoTime();
        private long told = begun;
        private int left;
        private int embedded;

        Filling(ExecutorService worker, List<Article> articles, CompletableFuture<ArticleVectors> result) {
            this.worker = worker;
            this.result = result;
            Set<String> all = new LinkedHashSet<>();
            for (Article article : articles) {
                List<String> own = ArticleTexts.of(article);
                byArticle.add(own);
                all.addAll(own);
            }
            texts = all.iterator();
            left = all.size();
            waiting.addAndGet(left);
        }

        @Override
        public void run() {
            VectorCache known = cache;
            if (known == null || failure != null || result.isDone()) {
                waiting.addAndGet(-left);
                return;
            }
            try {
                boolean more = step(known);
                tell(!more);
                if (more) {
                    worker.execute(this);
                } else {
                    result.complete(assembled());
                }
            } catch (RejectedExecutionException e) {
                waiting.addAndGet(-left);
            } catch (Throwable e) { // Also when memory is short: words can do without.
                waiting.addAndGet(-left);
                failed(e);
            }
        }

        /** Goes on to the next text that is not known and embeds it; returns whether there may be more. */
        private boolean step(VectorCache known) throws Exception {
            while (texts.hasNext()) {
                String text = texts.next();
                left--;
                waiting.decrementAndGet();
                PackedVector vector = known.find(text);
                if (vector == null) {
                    vector = PackedVector.of(vector(text));
                    known.put(text, vector);
                    vectors.put(text, vector);
                    embedded++;
                    return true;
                }
                vectors.put(text, vector);
            }
            return false;
        }

        private void tell(boolean done) {
            long now = System.nanoTime();
            if (done && embedded > 0) {
                LOG.log(
                        Level.INFO,
                        "knowledge: vectors are ready, {0} texts were embedded in {1} s",
                        embedded,
                        TimeUnit.NANOSECONDS.toSeconds(now - begun));
            } else if (!done && now - told > TELL_EVERY) {
                told = now;
                LOG.log(Level.INFO, "knowledge: {0} texts still wait for their vectors", left);
            }
        }

        private ArticleVectors assembled() {
            return new ArticleVectors(byArticle.stream()
                    .map(own -> own.stream().map(vectors::get).toArray(PackedVector[]::new))
                    .toList());
        }
    }
}
