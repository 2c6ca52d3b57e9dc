package dev.guildline.app;

import dev.guildline.adapter.knowledge.KnowledgeEvaluation;
import dev.guildline.core.Guildline;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** {@code knowledge eval}: how good the answers are, on an operator's own questions. */
final class KnowledgeVerb {
    private static final String USAGE =
            "use: ./guildline knowledge eval FOLDER --out FOLDER [--lexical] [--models FOLDER]";

    private KnowledgeVerb() {}

    /**
     * Runs the verb.
     *
     * @return the exit status
     * @throws IllegalArgumentException naming what cannot be used
     */
    static int run(List<String> words, PrintStream out) {
        if (words.size() < 2 || !words.get(0).equals("eval") || words.get(1).startsWith("--")) {
            throw new IllegalArgumentException(USAGE);
        }
        List<String> rest = new ArrayList<>(words.subList(2, words.size()));
        boolean lexical = rest.remove("--lexical");
        Options options = Options.parse(rest);
        String runs = options.value("out", "");
        String models = options.value("models", "");
        options.refuseOthers();
        if (runs.isBlank()) {
            throw new IllegalArgumentException("--out: missing; " + USAGE);
        }
        try {
            new KnowledgeEvaluation(!lexical, models.isBlank() ? null : Path.of(models), wishForAPerson(), out::println)
                    .run(Path.of(words.get(1)), Path.of(runs));
            return 0;
        } catch (IOException e) {
            throw new IllegalArgumentException("a file cannot be read or written: " + e, e);
        }
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
