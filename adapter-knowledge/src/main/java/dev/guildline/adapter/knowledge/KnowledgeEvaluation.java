package dev.guildline.adapter.knowledge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the search, as it ships, on questions of which is known what answers them: a folder per set with {@code
 * articles.jsonl} and {@code queries.jsonl}, and a folder {@code handoff} with {@code handoff.jsonl}. Immutable.
 */
public final class KnowledgeEvaluation {
    private static final String HANDOFF = "handoff";
    /** Figures must not depend on how busy the machine is. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final long TELL_EVERY_SECONDS = 5;

    private final ObjectMapper json = new ObjectMapper();
    private final boolean embeddings;
    private final @Nullable Path models;
    private final BiPredicate<String, Locale> wantsPerson;
    private final Consumer<String> report;

    /**
     * An evaluation.
     *
     * @param embeddings whether articles are found by their meaning as well
     * @param models the folder of sentence models for further languages, null if there is none
     * @param wantsPerson whether a message in a language asks for a person
     * @param report takes the lines of the table and of the progress
     */
    public KnowledgeEvaluation(
            boolean embeddings,
            @Nullable Path models,
            BiPredicate<String, Locale> wantsPerson,
            Consumer<String> report) {
        this.embeddings = embeddings;
        this.models = models;
        this.wantsPerson = wantsPerson;
        this.report = report;
    }

    /**
     * Asks all questions of all sets, writes how each was answered and reports the figures.
     *
     * @param data the folder that holds the sets
     * @param runs the folder for what comes out: {@code <set>.run.jsonl} and {@code handoff.run.jsonl}, and the vectors,
     *     so that a second run is quick; made if absent
     * @throws IllegalArgumentException naming what cannot be used: the folder, or file, line and field
     * @throws IOException if a file cannot be read or written
     */
    public void run(Path data, Path runs) throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException(data + " is not a folder; name the folder that holds the sets");
        }
        List<Path> sets;
        try (Stream<Path> folders = Files.list(data)) {
            sets = folders.filter(EvaluationSet::isIn).sorted().toList();
        }
        Path wishes = data.resolve(HANDOFF).resolve(HANDOFF + ".jsonl");
        if (sets.isEmpty() && !Files.exists(wishes)) {
            throw new IllegalArgumentException(
                    data + " holds no set: a set is a folder with articles.jsonl and queries.jsonl");
        }
        Files.createDirectories(runs);
        Map<String, List<Map<String, Double>>> means = new TreeMap<>();
        try (SentenceModels model = embeddings ? SentenceModels.of(models, runs, PATIENCE) : SentenceModels.none()) {
            for (Path folder : sets) {
                EvaluationSet set = EvaluationSet.read(folder);
                Map<String, Double> figures = measured(set, runs, model);
                report.accept(EvaluationFigures.line(set.name(), figures));
                String language = set.name().substring(0, Math.min(2, set.name().length()));
                means.computeIfAbsent(language, l -> new ArrayList<>()).add(figures);
                means.computeIfAbsent("all", l -> new ArrayList<>()).add(figures);
            }
            if (embeddings && !model.detail().isEmpty()) {
                report.accept("Measured by words alone from the moment it failed: " + model.detail());
            }
        }
        means.forEach((name, figures) ->
                report.accept(EvaluationFigures.line("mean " + name, EvaluationFigures.mean(figures))));
        if (Files.exists(wishes)) {
            measureWishes(EvaluationSet.wishes(wishes), runs);
        }
    }

    private Map<String, Double> measured(EvaluationSet set, Path runs, SentenceModels model) throws IOException {
        Locale language = set.articles().isEmpty()
                ? Locale.ENGLISH
                : set.articles().get(0).language();
        ArticleLibrary library = ArticleLibrary.build(set.articles(), language, model);
        awaitVectors(set.name(), library, model.forLanguage(language));
        List<EvaluationFigures.Outcome> outcomes = new ArrayList<>();
        try (Writer out = Files.newBufferedWriter(runs.resolve(set.name() + ".run.jsonl"))) {
            for (EvaluationSet.Question question : set.questions()) {
                LanguageSearch.Ranking ranking = library.rank(question.text(), question.language())
                        .orElse(new LanguageSearch.Ranking(List.of(), Confidence.byWords(language)));
                outcomes.add(outcome(question, ranking));
                out.write(json.writeValueAsString(line(question, ranking)) + "\n");
            }
        }
        return EvaluationFigures.of(outcomes);
    }

    private void awaitVectors(String set, ArticleLibrary library, Embeddings model) {
        CompletableFuture<Void> complete = library.complete();
        while (!complete.isDone() && !model.isBroken()) {
            try {
                complete.get(TELL_EVERY_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                report.accept("  " + set + ": " + model.detail());
            } catch (ExecutionException | CancellationException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static EvaluationFigures.Outcome outcome(EvaluationSet.Question question, LanguageSearch.Ranking ranking) {
        int rank = Integer.MAX_VALUE;
        List<LanguageSearch.Candidate> candidates = ranking.candidates();
        for (int i = candidates.size() - 1; i >= 0; i--) {
            if (question.relevant().contains(candidates.get(i).article().id().value())) {
                rank = i;
            }
        }
        return new EvaluationFigures.Outcome(question.answerable(), rank, confidence(ranking), ranking.isUseful());
    }

    private static double confidence(LanguageSearch.Ranking ranking) {
        return ranking.candidates().isEmpty() ? 0 : ranking.candidates().get(0).confidence();
    }

    private ObjectNode line(EvaluationSet.Question question, LanguageSearch.Ranking ranking) {
        ObjectNode line = json.createObjectNode().put("id", question.id());
        ArrayNode ranked = line.putArray("ranked");
        ranking.candidates()
                .forEach(candidate -> ranked.add(candidate.article().id().value()));
        return line.put("confidence", confidence(ranking)).put("answered", ranking.isUseful());
    }

    private void measureWishes(List<EvaluationSet.Wish> wishes, Path runs) throws IOException {
        Map<String, int[]> counts = new TreeMap<>();
        try (Writer out = Files.newBufferedWriter(runs.resolve(HANDOFF + ".run.jsonl"))) {
            for (EvaluationSet.Wish wish : wishes) {
                boolean heard = wantsPerson.test(wish.text(), wish.language());
                out.write(json.writeValueAsString(json.createObjectNode().put(HANDOFF, heard)) + "\n");
                int column = (wish.wantsPerson() ? 0 : 2) + (heard ? 0 : 1);
                counts.computeIfAbsent(wish.language().toLanguageTag(), l -> new int[4])[column]++;
            }
        }
        counts.forEach((language, count) -> {
            Map<String, Double> figures = new LinkedHashMap<>();
            if (count[0] + count[1] > 0) {
                figures.put("recall", EvaluationFigures.share(count[0], count[0] + count[1]));
            }
            if (count[0] + count[2] > 0) {
                figures.put("precision", EvaluationFigures.share(count[0], count[0] + count[2]));
            }
            figures.put("false_positives", EvaluationFigures.share(count[2], Math.max(1, count[2] + count[3])));
            report.accept(EvaluationFigures.line("handoff " + language, figures));
        });
    }
}
