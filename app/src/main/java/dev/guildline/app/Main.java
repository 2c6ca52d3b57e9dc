package dev.guildline.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The command line. */
public final class Main {
    private static final String USAGE = """
            Guildline: a contact centre for a Discord server.

            Usage: ./guildline <verb> [options]

              sandbox   everything on this machine: a local Discord, a local Twilio Flex and Guildline between
                        them, with a page to use both by hand; needs no account and no token
                          --routing studio|direct|none   who routes a talk (default studio; none = without Twilio)
                          --port N                       the page's port (default 8085)
              run       with your accounts; settings come from the environment and from guildline.properties
                          --settings FILE                another file than guildline.properties
              knowledge import FILE|FOLDER
                        brings articles in from Markdown, Zendesk, Intercom, CSV or JSON lines: says what is added,
                        changed, removed and cannot be used, then does it (docs/knowledge.md)
                          --to FOLDER                    another folder than KNOWLEDGE_DIR
                          --dry-run                      leaves it at saying
                          --remove                       articles that do not come any more go
              knowledge export FILE|FOLDER
                        brings them out in the same forms
                          --from FOLDER                  another folder than KNOWLEDGE_DIR
                          --form zendesk|intercom        for a .json file
              knowledge eval FOLDER --out FOLDER
                        measures the knowledge base on questions of which is known what answers them; writes how
                        each was answered and prints the figures (docs/knowledge.md)
                          --lexical                      by words alone, without the sentence model
                          --models FOLDER                sentence models for further languages
              knowledge unanswered
                        lists what customers asked and were not answered, grouped by meaning
                          --language TAG                 only in this language, as in en or zh-TW
                          --limit N                      how many groups at most (default 20)
              knowledge figures
                        what became of each article, which were never shown, how many talks ended without a person
                          --since DAY                    from this day on (default: the last 30 days)
                          --language TAG                 only in this language
                          --recount                      counts all days before today again, from what was said
              help      this text

            Settings are described in docs/operations.md.
            """;

    private Main() {}

    /**
     * Runs a verb.
     *
     * @param args the verb and its options
     */
    public static void main(String[] args) {
        int status = run(List.of(args), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs a verb; returns the exit status once there is nothing more to do. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            String verb = args.isEmpty() ? "help" : args.get(0);
            if (verb.equals("knowledge")) {
                return KnowledgeVerb.run(args.subList(1, args.size()), System.getenv(), out);
            }
            Options options = Options.parse(args.isEmpty() ? List.of() : args.subList(1, args.size()));
            return switch (verb) {
                case "sandbox" -> sandbox(options, out);
                case "run" -> deployment(options, out);
                case "help", "--help", "-h" -> {
                    out.print(USAGE);
                    yield 0;
                }
                default -> {
                    err.println("There is no verb '" + verb + "'. The verbs are: sandbox, run, knowledge, help.");
                    yield 2;
                }
            };
        } catch (IllegalArgumentException e) {
            err.println("Guildline does not start: " + e.getMessage());
            return 2;
        } catch (RuntimeException e) {
            err.println("Guildline does not start: " + e);
            return 1;
        }
    }

    private static int sandbox(Options options, PrintStream out) {
        LocalWorld.Settings settings = LocalWorld.Settings.from(options);
        options.refuseOthers();
        out.println("Starting a local Discord, a local Twilio Flex and Guildline ...");
        return untilStopped(LocalWorld.start(settings), world -> out.println(world.welcome()));
    }

    private static int deployment(Options options, PrintStream out) {
        Path file = Path.of(options.value("settings", "guildline.properties"));
        options.refuseOthers();
        long begun = System.nanoTime();
        return untilStopped(
                Wiring.start(Settings.read(file, System.getenv())),
                wiring -> out.printf(
                        "Guildline is running after %.1f s. Webhooks and health: %s (ready? %s/health/ready)%n",
                        (System.nanoTime() - begun) / 1e9, wiring.address(), wiring.address()));
    }

    /** Runs until the process is told to stop, then stops in order. */
    private static <T extends AutoCloseable> int untilStopped(T running, Consumer<T> ready) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                running.close();
                            } catch (Exception e) {
                                System.err.println("Guildline did not stop in order: " + e);
                            } finally {
                                stopped.countDown();
                            }
                        },
                        "guildline-shutdown"));
        ready.accept(running);
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
