package dev.guildline.app;

import dev.guildline.adapter.twilio.TwilioConfig;
import dev.guildline.adapter.twilio.TwilioProvisioning;
import dev.guildline.sandbox.Sandbox;
import dev.guildline.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Guildline between a local Discord and a local Twilio Flex, all in this process, on fresh data. */
final class LocalWorld implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LocalWorld.class.getName());
    private static final int PAGE_PORT = 8085;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** Who routes a talk. */
    enum Routing {
        STUDIO,
        DIRECT,
        /** Without Twilio: agents act at the built-in desk. */
        NONE
    }

    /**
     * What can be chosen.
     *
     * @param routing who routes a talk
     * @param pagePort where the page is served; 0 for any free port
     */
    record Settings(Routing routing, int pagePort) {
        /**
         * Takes the settings from the command line.
         *
         * @throws IllegalArgumentException naming the option that cannot be used
         */
        static Settings from(Options options) {
            String routing = options.value("routing", "studio");
            try {
                return new Settings(Routing.valueOf(routing.toUpperCase(Locale.ROOT)), options.port("port", PAGE_PORT));
            } catch (IllegalArgumentException e) {
                if (e.getMessage() != null && e.getMessage().startsWith("--")) {
                    throw e;
                }
                throw new IllegalArgumentException(
                        "--routing: '" + routing + "' is not known; use studio, direct or none", e);
            }
        }
    }

    private final long begun = System.nanoTime();
    private final Path folder;
    private final Sandbox sandbox;
    private final Wiring wiring;
    private final double secondsToReady;

    private LocalWorld(Settings settings) {
        folder = temporaryFolder();
        Path knowledge = folder.resolve("knowledge");
        SampleKnowledge.copyTo(knowledge);
        sandbox = Sandbox.start(SandboxSettings.defaults().withPorts(0, 0, settings.pagePort()));
        Wiring started = null;
        try {
            Map<String, String> wired = wired(settings, knowledge);
            if (settings.routing() != Routing.NONE) {
                new TwilioProvisioning(TwilioConfig.fromEnvironment(wired)).provision(false, false);
            }
            started = Wiring.start(wired);
        } finally {
            if (started == null) {
                sandbox.close();
            }
        }
        wiring = started;
        sandbox.discord().awaitCommand("helpme", LONGEST_START);
        secondsToReady = (System.nanoTime() - begun) / 1e9;
    }

    /** Starts it all; returns when it can be used. */
    static LocalWorld start(Settings settings) {
        return new LocalWorld(settings);
    }

    private Map<String, String> wired(Settings settings, Path knowledge) {
        int port = freePort();
        Map<String, String> wired = new HashMap<>(Map.of(
                "DISCORD_TOKEN", sandbox.discord().token(),
                "DISCORD_API_URL", sandbox.discord().restUrl(),
                "DISCORD_GATEWAY_URL", sandbox.discord().gatewayUrl(),
                "DATABASE_URL", "jdbc:h2:file:" + folder.resolve("guildline"),
                "KNOWLEDGE_DIR", knowledge.toString(),
                "KNOWLEDGE_VECTORS_DIR", folder.toString(),
                "HTTP_PORT", Integer.toString(port),
                "PUBLIC_URL", "http://127.0.0.1:" + port));
        if (settings.routing() != Routing.NONE) {
            wired.putAll(Map.of(
                    "TWILIO_ACCOUNT_SID", sandbox.twilio().accountSid(),
                    "TWILIO_AUTH_TOKEN", sandbox.twilio().authToken(),
                    "TWILIO_API_URL", sandbox.twilio().url(),
                    "TWILIO_ROUTING", settings.routing().name().toLowerCase(Locale.ROOT)));
        }
        return wired;
    }

    /** Where the page is. */
    String pageUrl() {
        return sandbox.pageUrl();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** What a person should know now. */
    String welcome() {
        return String.format(
                Locale.ROOT,
                """

                Guildline's sandbox is ready after %.1f s.

                  Open          %s
                  Discord side  %s (token %s)
                  Twilio side   %s
                  Webhooks      %s (health: %s/health/ready)
                  Metrics       %s
                  Articles      %s (change them and ask again)

                On the left you are a player: try /helpme in #customer-support, then write to the bot.
                On the right you are an agent: accept the task when one comes in. Ctrl+C stops everything.
                """,
                secondsToReady,
                sandbox.pageUrl(),
                sandbox.discord().restUrl(),
                sandbox.discord().token(),
                sandbox.twilio().url(),
                wiring.address(),
                wiring.address(),
                wiring.whereMetricsAre(),
                folder.resolve("knowledge"));
    }

    @Override
    public void close() {
        wiring.close();
        sandbox.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the sandbox's files could not be removed", e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("guildline-sandbox");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be made", e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port can be found", e);
        }
    }
}
