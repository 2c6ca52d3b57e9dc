package dev.guildline.app;

import dev.guildline.adapter.knowledge.FolderKnowledgeBase;
import dev.guildline.adapter.knowledge.KnowledgeConfig;
import dev.guildline.adapter.persistence.JdbcStores;
import dev.guildline.adapter.persistence.PersistenceConfig;
import dev.guildline.core.Guildline;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.KnowledgeFigures;
import dev.guildline.core.knowledge.QuestionGroup;
import dev.guildline.core.knowledge.StoredArticle;
import dev.guildline.core.knowledge.UnansweredCause;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.usecase.KnowledgeLoop;
import dev.guildline.core.usecase.UnansweredReport;
import java.io.PrintStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What customers asked in vain and how well the articles serve, read from the configured database. Beside a running
 * process where the database is shared; an H2 file is another process's as long as that runs.
 */
final class KnowledgeReports {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int ARTICLES = 50;

    private final PrintStream out;

    private KnowledgeReports(PrintStream out) {
        this.out = out;
    }

    /** Prints the groups of questions that were not answered. */
    static void unanswered(Map<String, String> settings, @Nullable Locale language, int limit, PrintStream out) {
        with(settings, loop -> new KnowledgeReports(out).print(await(loop.unanswered(language, limit))));
    }

    /** Prints the figures. */
    static void figures(
            Map<String, String> settings,
            LocalDate since,
            @Nullable Locale language,
            boolean recount,
            PrintStream out) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        with(settings, loop -> {
            if (recount) {
                out.println("Counted again: " + await(loop.recount()) + " conversations, all days before today (UTC)");
            }
            new KnowledgeReports(out).print(await(loop.figures(since, today, language)), since, today);
        });
    }

    private static void with(Map<String, String> settings, Consumer<KnowledgeLoop> work) {
        PersistenceConfig database = PersistenceConfig.fromEnvironment(settings);
        KnowledgeConfig articles =
                settings.containsKey("KNOWLEDGE_DIR") ? KnowledgeConfig.fromEnvironment(settings) : null;
        try (JdbcStores stores = opened(database)) {
            FolderKnowledgeBase folder = articles == null ? null : FolderKnowledgeBase.open(articles);
            try {
                KnowledgeBase base = folder == null ? new InMemoryKnowledgeBase(List.of()) : folder;
                // Never started: it delivers nothing and takes no lease.
                work.accept(Guildline.builder()
                        .channel(new NoChannel())
                        .store(stores)
                        .knowledgeBase(base)
                        .questionRetention(QuestionSettings.from(settings))
                        .build()
                        .knowledge()
                        .loop());
            } finally {
                if (folder != null) {
                    folder.close();
                }
            }
        }
    }

    private static JdbcStores opened(PersistenceConfig database) {
        try {
            return JdbcStores.open(database);
        } catch (PortException e) {
            if (database.url().startsWith("jdbc:h2:")
                    && String.valueOf(e.getMessage()).contains("90020")) {
                throw new IllegalArgumentException(
                        "DATABASE_URL: the H2 file is in use by a running Guildline, and belongs to one process at a"
                                + " time; stop it first, or use PostgreSQL, which several processes share",
                        e);
            }
            throw e;
        }
    }

    /** Everything is done by the calling thread: what is asked for has completed. */
    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void print(UnansweredReport report) {
        if (report.groups().isEmpty()) {
            out.println("No question is waiting for an answer.");
        }
        for (QuestionGroup group : report.groups()) {
            out.printf(
                    Locale.ROOT,
                    "%5d x  %-6s last %s  %s  (group %s)%n",
                    group.count(),
                    group.language().toLanguageTag(),
                    MINUTE.format(group.latestAt()),
                    group.examples().get(0),
                    group.id());
            group.examples().stream().skip(1).forEach(example -> out.println("                 " + example));
            if (!group.shown().isEmpty()) {
                out.println("                 shown: "
                        + group.shown().stream()
                                .map(shown -> shown.article() + " (" + shown.times() + ")")
                                .collect(Collectors.joining(", ")));
            }
            out.println("                 why: " + causes(group.causes()));
        }
        if (report.waiting() > 0) {
            out.println(report.waiting() + " more questions are not grouped yet; run this again");
        }
    }

    private static String causes(Map<UnansweredCause, Integer> causes) {
        return causes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> switch (each.getKey()) {
                            case NO_ANSWER -> "no answer ";
                            case REJECTED -> "nothing shown helped ";
                            case PERSON_WANTED -> "a person was wanted ";
                        }
                        + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private void print(KnowledgeFigures figures, LocalDate since, LocalDate to) {
        out.println("From " + since + " to " + to + " (days in UTC)");
        out.printf(
                Locale.ROOT,
                "Talks that ended: %d, without a person: %d%s%n",
                figures.ended(),
                figures.withoutPerson(),
                figures.ended() == 0
                        ? ""
                        : String.format(Locale.ROOT, " (%.0f %%)", 100.0 * figures.withoutPerson() / figures.ended()));
        figures.talks()
                .forEach(each -> out.printf(
                        Locale.ROOT,
                        "  %-8s %6d %6d%n",
                        each.language().toLanguageTag(),
                        each.ended(),
                        each.withoutPerson()));
        out.println();
        out.println("  shown opened helped rejected  article");
        figures.articles().stream().limit(ARTICLES).forEach(each -> {
            ArticleFigures sums = each.figures();
            out.printf(
                    Locale.ROOT,
                    "%7d %6d %6d %8d  %s  %s%n",
                    sums.shown(),
                    sums.opened(),
                    sums.helped(),
                    sums.rejected(),
                    sums.article(),
                    each.title().orElse("(no such article any more)"));
        });
        more(figures.articles().size());
        if (!figures.neverShown().isEmpty()) {
            out.println();
            out.println("Never shown: " + figures.neverShown().size());
            figures.neverShown().stream()
                    .limit(ARTICLES)
                    .forEach((StoredArticle article) -> out.println(
                            "  " + article.id() + "  " + article.content().title()));
            more(figures.neverShown().size());
        }
    }

    private void more(int all) {
        if (all > ARTICLES) {
            out.println("  ... and " + (all - ARTICLES) + " more");
        }
    }

    /** Nobody is written to from here. */
    private static final class NoChannel implements ChatChannel {
        @Override
        public ChannelId id() {
            return new ChannelId("nobody");
        }

        @Override
        public CompletionStage<ExternalRef> send(OutboundMessage message) {
            return CompletableFuture.failedFuture(
                    new PortException.Permanent(Refusal.NOT_ALLOWED, "nobody is written to from here", null));
        }
    }
}
