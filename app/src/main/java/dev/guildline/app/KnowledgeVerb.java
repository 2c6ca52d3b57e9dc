package dev.guildline.app;

import dev.guildline.adapter.knowledge.KnowledgeEvaluation;
import dev.guildline.adapter.knowledge.KnowledgeTransfer;
import dev.guildline.adapter.knowledge.KnowledgeTransfer.Extent;
import dev.guildline.adapter.knowledge.KnowledgeTransfer.Form;
import dev.guildline.core.Guildline;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** {@code knowledge}: articles in and out, how good the answers are, and what was not answered. */
final class KnowledgeVerb {
    private static final String USAGE = """
            use: ./guildline knowledge import FILE|FOLDER [--to FOLDER] [--dry-run] [--remove]
                 ./guildline knowledge export FILE|FOLDER [--from FOLDER] [--form zendesk|intercom]
                 ./guildline knowledge eval FOLDER --out FOLDER [--lexical] [--models FOLDER]
                 ./guildline knowledge unanswered [--language TAG] [--limit N]
                 ./guildline knowledge figures [--since DAY] [--language TAG] [--recount]""";

    private static final int GROUPS = 20;
    private static final int MOST_GROUPS = 1_000;
    private static final int DAYS = 30;

    private final List<String> rest;
    private final Path subject;
    private final Map<String, String> environment;
    private final PrintStream out;

    private KnowledgeVerb(List<String> words, Map<String, String> environment, PrintStream out) {
        this.subject = Path.of(words.get(1));
        this.rest = new ArrayList<>(words.subList(2, words.size()));
        this.environment = environment;
        this.out = out;
    }

    /**
     * Runs the verb.
     *
     * @return the exit status: 1 if some articles could not be used
     * @throws IllegalArgumentException naming what cannot be used
     */
    static int run(List<String> words, Map<String, String> environment, PrintStream out) {
        if (!words.isEmpty() && List.of("unanswered", "figures").contains(words.get(0))) {
            return report(words.get(0), new ArrayList<>(words.subList(1, words.size())), environment, out);
        }
        if (words.size() < 2 || words.get(1).startsWith("--")) {
            throw new IllegalArgumentException(USAGE);
        }
        KnowledgeVerb verb = new KnowledgeVerb(words, environment, out);
        try {
            return switch (words.get(0)) {
                case "import" -> verb.bringIn();
                case "export" -> verb.bringOut();
                case "eval" -> verb.evaluate();
                default -> throw new IllegalArgumentException(USAGE);
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("a file cannot be read or written: " + e, e);
        }
    }

    private static int report(String what, List<String> rest, Map<String, String> environment, PrintStream out) {
        boolean figures = what.equals("figures");
        boolean recount = figures && rest.remove("--recount");
        Options options = Options.parse(rest);
        Locale language = language(options.value("language", ""));
        String since = figures ? options.value("since", "") : "";
        String limit = figures ? "" : options.value("limit", "");
        Path settingsFile = Path.of(options.value("settings", "guildline.properties"));
        options.refuseOthers();
        Map<String, String> settings = Settings.read(settingsFile, environment);
        if (figures) {
            KnowledgeReports.figures(settings, day(since), language, recount, out);
        } else {
            KnowledgeReports.unanswered(settings, language, limit(limit), out);
        }
        return 0;
    }

    private static @Nullable Locale language(String tag) {
        if (tag.isEmpty()) {
            return null;
        }
        Locale language = Locale.forLanguageTag(tag);
        if (!language.getLanguage().matches("[a-z]{2,3}")) {
            throw new IllegalArgumentException("--language: '" + tag + "' is no language; use one such as en or zh-TW");
        }
        return language;
    }

    private static LocalDate day(String day) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try {
            LocalDate since = day.isEmpty() ? today.minusDays(DAYS) : LocalDate.parse(day);
            if (!since.isAfter(today)) {
                return since;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--since: '" + day + "' is no day; use one such as 2026-11-01", e);
        }
        throw new IllegalArgumentException("--since: " + day + " is yet to come");
    }

    private static int limit(String limit) {
        try {
            int number = limit.isEmpty() ? GROUPS : Integer.parseInt(limit);
            if (number >= 1 && number <= MOST_GROUPS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("--limit: '" + limit + "' cannot be used; use 1 to " + MOST_GROUPS);
    }

    private int bringIn() throws IOException {
        boolean dry = rest.remove("--dry-run");
        boolean remove = rest.remove("--remove");
        Options options = Options.parse(rest);
        KnowledgeTransfer transfer = transfer(options, "to");
        Extent extent = remove
                ? (dry ? Extent.DRY_RUN_REMOVING : Extent.REMOVE_OTHERS)
                : (dry ? Extent.DRY_RUN : Extent.KEEP_OTHERS);
        return transfer.bringIn(subject, extent) ? 0 : 1;
    }

    private int bringOut() throws IOException {
        Options options = Options.parse(rest);
        String form = options.value("form", "");
        KnowledgeTransfer transfer = transfer(options, "from");
        return transfer.bringOut(subject, form(form)) ? 0 : 1;
    }

    private Form form(String wanted) {
        String name = String.valueOf(subject.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return switch (wanted) {
                case "zendesk" -> Form.ZENDESK;
                case "intercom" -> Form.INTERCOM;
                default -> throw new IllegalArgumentException("--form: must be zendesk or intercom for a .json file");
            };
        }
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("--form: only for a file that ends in .json");
        }
        return name.endsWith(".csv") ? Form.CSV : name.endsWith(".jsonl") ? Form.JSON_LINES : Form.MARKDOWN;
    }

    /** Works on the folder that is named, else on that of the settings. */
    private KnowledgeTransfer transfer(Options options, String name) {
        String given = options.value(name, "");
        Path settingsFile = Path.of(options.value("settings", "guildline.properties"));
        options.refuseOthers();
        Map<String, String> settings = Settings.read(settingsFile, environment);
        String folder = given.isBlank() ? settings.getOrDefault("KNOWLEDGE_DIR", "") : given;
        if (folder.isBlank()) {
            throw new IllegalArgumentException(
                    "--" + name + ": missing, and KNOWLEDGE_DIR is not set; name the folder of the articles");
        }
        Locale language = Locale.forLanguageTag(settings.getOrDefault("KNOWLEDGE_LANGUAGE", "en"));
        return new KnowledgeTransfer(Path.of(folder), language, out::println);
    }

    private int evaluate() throws IOException {
        boolean lexical = rest.remove("--lexical");
        Options options = Options.parse(rest);
        String runs = options.value("out", "");
        String models = options.value("models", "");
        options.refuseOthers();
        if (runs.isBlank()) {
            throw new IllegalArgumentException("--out: missing; " + USAGE);
        }
        new KnowledgeEvaluation(!lexical, models.isBlank() ? null : Path.of(models), wishForAPerson(), out::println)
                .run(subject, Path.of(runs));
        return 0;
    }

    /** The shipped virtual agent, with nothing else to offer. Only a clear wish counts: that is what it acts on. */
    private static BiPredicate<String, Locale> wishForAPerson() {
        VirtualAgent agent = Guildline.virtualAgent(new InMemoryKnowledgeBase(List.of()));
        ConversationId conversation = new ConversationId("evaluation");
        return (text, language) -> agent.reply(new Turn(conversation, text, language, List.of(), 0))
                        instanceof VirtualAgentReply.ProposeHandoff handoff
                && handoff.customerAsked();
    }
}
