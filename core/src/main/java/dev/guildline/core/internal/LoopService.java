package dev.guildline.core.internal;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.QuestionGroupId;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.FieldProblem;
import dev.guildline.core.knowledge.KnowledgeFigures;
import dev.guildline.core.knowledge.StoredArticle;
import dev.guildline.core.knowledge.UnansweredQuestion;
import dev.guildline.core.participant.Tongue;
import dev.guildline.core.port.knowledge.DetectsLanguage;
import dev.guildline.core.port.knowledge.EditsArticles;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnansweredStore.Counted;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.usecase.KnowledgeLoop;
import dev.guildline.core.usecase.LoopOutcome;
import dev.guildline.core.usecase.UnansweredReport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was not answered, and how well the articles serve. Reads beside the journal writer, so that nobody waits. */
final class LoopService implements KnowledgeLoop {
    private static final int ATTEMPTS = 5;
    private static final int SAMPLE_QUESTIONS = 5;
    private static final int LOOKED_AT = 200;
    private static final int LONGEST_TITLE = 120;

    private final KnowledgeBase base;
    private final @Nullable EditsArticles articles;
    private final QuestionGroups groups;
    private final FigureBook figures;
    private final JournalWriter writer;
    private final UnitOfWork store;
    private final Executor executor;

    LoopService(
            KnowledgeBase base,
            QuestionGroups groups,
            FigureBook figures,
            JournalWriter writer,
            UnitOfWork store,
            Executor executor) {
        this.base = base;
        this.articles = base instanceof EditsArticles edits ? edits : null;
        this.groups = groups;
        this.figures = figures;
        this.writer = writer;
        this.store = store;
        this.executor = executor;
    }

    @Override
    public CompletionStage<UnansweredReport> unanswered(@Nullable Locale languageOrNull, int limit) {
        return later(() -> store.inTransaction(groups::toBeGrouped))
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(true)
                        : writer.write(step -> {
                            step.tx().unanswered().group(found);
                            return true;
                        }))
                .thenApplyAsync(done -> store.inTransaction(tx -> groups.report(tx, languageOrNull, limit)), executor);
    }

    @Override
    public CompletionStage<LoopOutcome> answerWith(
            QuestionGroupId group, ArticleId article, @Nullable String questionOrNull) {
        return resolve(group, (edits, counted) -> {
            String question =
                    questionOrNull == null ? PersonalData.withoutMarks(counted.text()) : questionOrNull.strip();
            return question.isEmpty()
                    ? new EditOutcome.Invalid(List.of(new FieldProblem("question", "missing")))
                    : withQuestion(edits, article, question);
        });
    }

    private static EditOutcome withQuestion(EditsArticles edits, ArticleId article, String question) {
        EditOutcome outcome = new EditOutcome.UnknownArticle();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<StoredArticle> found = edits.stored(article);
            if (found.isEmpty()) {
                return new EditOutcome.UnknownArticle();
            }
            StoredArticle stored = found.get();
            if (stored.content().questions().contains(question)) {
                return new EditOutcome.Done(stored);
            }
            List<String> questions = new ArrayList<>(stored.content().questions());
            questions.add(question);
            outcome = edited(
                    stored.content().withQuestions(questions),
                    content -> edits.change(article, stored.version(), content));
            if (!(outcome instanceof EditOutcome.Conflict)) {
                return outcome;
            }
        }
        return outcome;
    }

    private static EditOutcome edited(ArticleContent content, Function<ArticleContent, EditOutcome> edit) {
        List<FieldProblem> problems = content.problems();
        return problems.isEmpty() ? edit.apply(content) : new EditOutcome.Invalid(problems);
    }

    @Override
    public CompletionStage<LoopOutcome> draftFrom(QuestionGroupId group, @Nullable ArticleContent contentOrNull) {
        return resolve(group, (edits, counted) -> {
            ArticleContent content = contentOrNull == null
                    ? ArticleContent.of(inArticles(counted.language()), title(counted.text()), "")
                            .withDraft(true)
                    : contentOrNull;
            Set<String> questions = new LinkedHashSet<>(content.questions());
            samples(group, counted).stream().limit(SAMPLE_QUESTIONS).forEach(questions::add);
            return edited(content.withQuestions(List.copyOf(questions)), edits::create);
        });
    }

    /** The language that articles are written in for those who ask in a language: regions make no difference. */
    private Locale inArticles(Locale asked) {
        List<Locale> known = base instanceof DetectsLanguage detects ? detects.languages() : List.<Locale>of();
        return known.stream()
                .filter(each -> each.equals(asked))
                .findFirst()
                .or(() -> known.stream()
                        .filter(each -> Tongue.isShared(each, asked))
                        .findFirst())
                .orElse(asked.getLanguage().equals("zh") ? asked : Locale.forLanguageTag(asked.getLanguage()));
    }

    private static String title(String question) {
        String title = PersonalData.withoutMarks(question);
        return title.codePointCount(0, title.length()) <= LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
    }

    private Set<String> samples(QuestionGroupId group, Counted counted) {
        Set<String> samples = new LinkedHashSet<>();
        samples.add(sample(counted.text()));
        for (UnansweredQuestion question :
                store.inTransaction(tx -> tx.unanswered().questionsOf(group, LOOKED_AT))) {
            samples.add(sample(question.text()));
        }
        return samples;
    }

    /** What is too long for a sample question loses its end. */
    private static String sample(String text) {
        String bare = PersonalData.withoutMarks(text);
        return bare.codePointCount(0, bare.length()) <= ArticleContent.LONGEST_LINE
                ? bare
                : bare.substring(0, bare.offsetByCodePoints(0, ArticleContent.LONGEST_LINE));
    }

    /** The article comes first: if the group is not forgotten after all, doing it again changes nothing. */
    private CompletionStage<LoopOutcome> resolve(
            QuestionGroupId group, BiFunction<EditsArticles, Counted, EditOutcome> edit) {
        EditsArticles edits = articles;
        if (edits == null) {
            return CompletableFuture.completedFuture(new LoopOutcome.NotEdited(new EditOutcome.NotEditable()));
        }
        return later(() -> store.inTransaction(
                                (Transaction tx) -> tx.unanswered().find(group))
                        .map(counted -> edit.apply(edits, counted)))
                .thenCompose(outcome -> {
                    if (outcome.isEmpty()) {
                        return CompletableFuture.completedFuture(new LoopOutcome.UnknownGroup());
                    }
                    return outcome.get() instanceof EditOutcome.Done done
                            ? writer.write(step -> new LoopOutcome.Done(
                                    done.article(), step.tx().unanswered().forget(group)))
                            : CompletableFuture.completedFuture(new LoopOutcome.NotEdited(outcome.get()));
                });
    }

    @Override
    public CompletionStage<Boolean> dismiss(QuestionGroupId group) {
        return writer.write(step -> step.tx().unanswered().dismiss(group));
    }

    @Override
    public CompletionStage<KnowledgeFigures> figures(LocalDate from, LocalDate to, @Nullable Locale languageOrNull) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to: must not be before " + from);
        }
        return later(() -> figures.read(from, to, languageOrNull));
    }

    @Override
    public CompletionStage<Integer> recount() {
        return figures.recount(writer, executor);
    }

    private <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }
}
