package dev.guildline.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.discord.DiscordAdapter;
import dev.guildline.adapter.http.ApiToken;
import dev.guildline.adapter.http.HttpAdapter;
import dev.guildline.adapter.http.Metrics;
import dev.guildline.adapter.http.MetricsPage;
import dev.guildline.adapter.persistence.JdbcStores;
import dev.guildline.adapter.persistence.PersistenceConfig;
import dev.guildline.core.Guildline;
import dev.guildline.core.GuildlineListener;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.port.webhook.WebhookRequest;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.KnowledgeLoop;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.discord.SandboxUser;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The regions of this test are the Java of README.md and docs/embedding.md; {@link JavaInDocsTest} compares them. */
@Timeout(120)
class EmbeddingTest {
    private static final Article PASSWORD = new Article(
            new ArticleId("password"),
            Locale.ENGLISH,
            "Reset your password",
            "Account",
            "Open the login page and choose Forgot password.",
            List.of("I forgot my password"),
            null,
            Set.of());

    // region channel
    static final class ConsoleChannel implements ChatChannel {
        private final Consumer<String> console;

        ConsoleChannel(Consumer<String> console) {
            this.console = console;
        }

        @Override
        public ChannelId id() {
            return new ChannelId("console");
        }

        @Override
        public CompletionStage<ExternalRef> send(OutboundMessage out) {
            console.accept(out.message().body().plainText());
            return CompletableFuture.completedFuture(new ExternalRef("line-" + out.delivery()));
        }
    }
    // endregion

    @Test
    void ten_lines_make_a_contact_centre() {
        List<String> shown = new ArrayList<>();
        Consumer<String> console = shown::add;
        List<Article> articles = List.of(PASSWORD);
        // region start
        Guildline guildline = Guildline.builder()
                .channel(new ConsoleChannel(console))
                .knowledgeBase(new InMemoryKnowledgeBase(articles))
                .build();
        guildline.start();

        ChannelAddress here = new ChannelAddress(new ChannelId("console"), "terminal-1");
        CustomerSeen mia = new CustomerSeen(new CustomerId("mia"), here, "Mia", Locale.ENGLISH);
        guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        new InboxKey("console", "1"),
                        mia,
                        "I forgot my password",
                        List.of(),
                        new ExternalRef("1"),
                        null));
        // endregion
        guildline.close();

        assertThat(shown).singleElement().asString().contains("Does one of these help?", "Reset your password");
    }

    @Test
    void a_page_lists_what_was_not_answered() {
        List<String> shown = new ArrayList<>();
        Guildline guildline =
                Guildline.builder().channel(new ConsoleChannel(text -> {})).build();
        ChannelAddress here = new ChannelAddress(new ChannelId("console"), "terminal-1");
        CustomerSeen mia = new CustomerSeen(new CustomerId("mia"), here, "Mia", Locale.ENGLISH);
        guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        new InboxKey("console", "1"),
                        mia,
                        "Where is the zeppelin?",
                        List.of(),
                        new ExternalRef("1"),
                        null));
        // region loop
        KnowledgeLoop loop = guildline.knowledge().loop();
        loop.unanswered(Locale.ENGLISH, 20)
                .thenAccept(report -> report.groups()
                        .forEach(group -> shown.add(
                                group.count() + " x " + group.examples().get(0))));
        // endregion

        assertThat(shown).containsExactly("1 x Where is the zeppelin?");
    }

    @Test
    void another_virtual_agent_answers() {
        List<String> shown = new ArrayList<>();
        // region virtual-agent
        VirtualAgent concierge = turn -> turn.text().contains("refund")
                ? new VirtualAgentReply.ProposeHandoff(true)
                : new VirtualAgentReply.Answer("Our shop opens at nine.", null);

        Guildline guildline = Guildline.builder()
                .channel(new ConsoleChannel(shown::add))
                .virtualAgent(concierge)
                .build();
        // endregion
        write(guildline, "When do you open?");
        write(guildline, "I want a refund");

        assertThat(shown).first().asString().contains("Our shop opens at nine.");
        assertThat(shown).anyMatch(text -> text.contains("live agent"));
        guildline.close();
    }

    @Test
    void a_listener_hears_what_happens() {
        List<String> shown = new ArrayList<>();
        List<String> metrics = new ArrayList<>();
        // region listener
        Guildline guildline = Guildline.builder()
                .channel(new ConsoleChannel(shown::add))
                .listener(new GuildlineListener() {
                    @Override
                    public void conversationChanged(Conversation conversation) {
                        metrics.add(conversation.id() + " " + conversation.status());
                    }
                })
                .build();
        // endregion
        write(guildline, "Hello");

        assertThat(metrics).isNotEmpty().allMatch(line -> line.endsWith("WITH_VIRTUAL_AGENT"));
        guildline.close();
    }

    @Test
    void prometheus_reads_the_figures_from_the_embedders_server(@TempDir Path folder) throws Exception {
        List<String> shown = new ArrayList<>();
        ApiToken token = ApiToken.of("a-token-for-prometheus-and-nobody-else");
        PersistenceConfig database = new PersistenceConfig("jdbc:h2:" + folder.resolve("data"), "sa", "");
        try (JdbcStores stores = JdbcStores.open(database)) {
            // region metrics
            Metrics metrics = new Metrics(InstantSource.system());
            Guildline guildline = Guildline.builder()
                    .channel(new ConsoleChannel(shown::add))
                    .store(stores)
                    .listener(metrics.listener())
                    .build();
            metrics.watch(guildline.operations()::figures);
            metrics.watch(stores);

            Javalin server = Javalin.create(
                            config -> HttpAdapter.mountOn(config, MetricsPage.withToken(metrics, token)))
                    .start("127.0.0.1", 0);
            // endregion
            guildline.start();
            write(guildline, "Hello");

            String page = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + MetricsPage.PATH))
                                    .header("Authorization", "Bearer a-token-for-prometheus-and-nobody-else")
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(page)
                    .contains("guildline_messages_total{author=\"customer\"} 1", "guildline_open_conversations");
            server.stop();
            metrics.close();
            guildline.close();
        }
    }

    @Test
    void it_joins_a_bot_that_is_already_there(@TempDir Path folder) throws Exception {
        try (DiscordSandbox sandbox = DiscordSandbox.start(DiscordSandboxSettings.defaults());
                ExitOfBot bot = new ExitOfBot(loggedIn(sandbox))) {
            SandboxUser mia = sandbox.user("mia", "Mia", "en-US");
            JDA jda = bot.jda();
            String databaseUrl = "jdbc:h2:file:" + folder.resolve("guildline");
            // region bot
            JdbcStores stores = JdbcStores.open(new PersistenceConfig(databaseUrl, "sa", ""));
            DiscordAdapter discord = DiscordAdapter.attachTo(jda);
            ExecutorService workers = Executors.newFixedThreadPool(4);

            Guildline guildline = Guildline.builder()
                    .store(stores)
                    .channel(discord.channel())
                    .executor(workers)
                    .build();
            guildline.start();
            discord.start(guildline.conversations(), guildline.casework(), guildline.knowledge());
            // endregion
            CountDownLatch answered = new CountDownLatch(1);
            sandbox.subscribe(change -> {
                if (mia.dm().messages().size() > 1) {
                    answered.countDown();
                }
            });
            mia.sendDm("Hello?");
            assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
            // region bot-stop
            discord.close();
            guildline.close();
            workers.shutdown();
            stores.close();
            // endregion
        }
    }

    @Test
    void it_mounts_on_a_server_that_is_already_there() throws Exception {
        List<WebhookEndpoint> endpoints = List.of(new Ping());
        List<HealthCheck> checks = List.of();
        // region mount
        Javalin server = Javalin.create(config -> {
            config.routes.get("/", context -> context.result("our own page"));
            HttpAdapter.mountOn(config, endpoints, checks);
        });
        // endregion
        server.start("127.0.0.1", 0);
        try {
            assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/ping"))
                                            .POST(BodyPublishers.noBody())
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);
        } finally {
            server.stop();
        }
    }

    private static void write(Guildline guildline, String text) {
        CustomerSeen mia = new CustomerSeen(
                new CustomerId("mia"),
                new ChannelAddress(new ChannelId("console"), "terminal-1"),
                "Mia",
                Locale.ENGLISH);
        guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        new InboxKey("console", text), mia, text, List.of(), new ExternalRef(text), null))
                .toCompletableFuture()
                .join();
    }

    private static JDA loggedIn(DiscordSandbox sandbox) throws InterruptedException {
        return JDABuilder.createLight(sandbox.token(), GatewayIntent.DIRECT_MESSAGES)
                .setRestConfig(new RestConfig().setBaseUrl(sandbox.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return sandbox.gatewayUrl();
                    }
                })
                .build()
                .awaitReady();
    }

    private record ExitOfBot(JDA jda) implements AutoCloseable {
        @Override
        public void close() {
            jda.shutdownNow();
        }
    }

    private static final class Ping implements WebhookEndpoint {
        @Override
        public String path() {
            return "/ping";
        }

        @Override
        public int largestBody() {
            return 0;
        }

        @Override
        public CompletionStage<WebhookReply> handle(WebhookRequest request) {
            return CompletableFuture.completedFuture(WebhookReply.NO_CONTENT);
        }
    }
}
