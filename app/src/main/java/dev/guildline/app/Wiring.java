package dev.guildline.app;

import dev.guildline.adapter.discord.DiscordConfig;
import dev.guildline.adapter.discord.SwitchedDiscord;
import dev.guildline.adapter.http.ApiToken;
import dev.guildline.adapter.http.HttpAdapter;
import dev.guildline.adapter.http.HttpConfig;
import dev.guildline.adapter.http.Metrics;
import dev.guildline.adapter.http.MetricsPage;
import dev.guildline.adapter.http.OperationsApi;
import dev.guildline.adapter.knowledge.FolderKnowledgeBase;
import dev.guildline.adapter.knowledge.KnowledgeConfig;
import dev.guildline.adapter.languagemodel.LanguageModelAgent;
import dev.guildline.adapter.languagemodel.LanguageModelConfig;
import dev.guildline.adapter.persistence.JdbcStores;
import dev.guildline.adapter.persistence.PersistenceConfig;
import dev.guildline.adapter.twilio.TwilioConfig;
import dev.guildline.adapter.twilio.TwilioContactCenter;
import dev.guildline.adapter.twilio.TwilioWebhooks;
import dev.guildline.core.Guildline;
import dev.guildline.core.GuildlineBuilder;
import dev.guildline.core.GuildlineListener;
import dev.guildline.core.admission.IntakeBudget;
import dev.guildline.core.conversation.Retention;
import dev.guildline.core.knowledge.QuestionRetention;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.port.webhook.WebhookEndpoint;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a deployment together from its settings and runs it until it is closed. One method for each part. */
final class Wiring implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Wiring.class.getName());
    private static final String AGENT_SUGGESTIONS = "AGENT_SUGGESTIONS";
    private static final int WORKERS = 4;
    /** As many files are copied at once, a piece of each in memory. */
    private static final int FILE_WORKERS = 4;

    private final Map<String, String> settings;
    private final Metrics metrics;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final List<HealthCheck> checks = new ArrayList<>();
    private final List<WebhookEndpoint> endpoints = new ArrayList<>();
    private final AttachmentPolicy attachmentPolicy;
    private final boolean notesSuggestions;
    private final QuestionRetention questionRetention;
    private final LanguageSettings languages;
    private final Retention retention;
    private final Guildline guildline;
    private final HttpAdapter http;
    private final Optional<MetricsPage> metricsPage;

    private Wiring(Map<String, String> settings) {
        this.settings = settings;
        this.metrics = new Metrics(InstantSource.system());
        try {
            // Every setting is read before anything is opened, so that a bad one stops start-up with nothing half done.
            DiscordConfig discordConfig = DiscordConfig.fromEnvironment(settings);
            HttpConfig httpConfig = HttpConfig.fromEnvironment(settings);
            Optional<ApiToken> apiToken = ApiToken.fromEnvironment(settings);
            Optional<ApiToken> metricsToken = ApiToken.fromEnvironment(settings, "METRICS_TOKEN");
            IntakeBudget intakeBudget = IntakeSettings.from(settings);
            PersistenceConfig databaseConfig = PersistenceConfig.fromEnvironment(settings);
            TwilioConfig twilioConfig = usesTwilio() ? TwilioConfig.fromEnvironment(settings) : null;
            KnowledgeConfig knowledgeConfig =
                    settings.containsKey("KNOWLEDGE_DIR") ? KnowledgeConfig.fromEnvironment(settings) : null;
            Optional<LanguageModelConfig> modelConfig = LanguageModelConfig.fromEnvironment(settings);

            attachmentPolicy = AttachmentSettings.policy(settings);
            notesSuggestions = notesSuggestions();
            questionRetention = QuestionSettings.from(settings);
            languages = LanguageSettings.from(settings);
            retention = RetentionSettings.from(settings);

            JdbcStores stores = open(JdbcStores.open(databaseConfig), JdbcStores::health);
            open(metrics);
            ExecutorService workers = pool("guildline-worker", WORKERS);
            KnowledgeBase knowledge = knowledge(knowledgeConfig);
            VirtualAgent virtualAgent = virtualAgent(knowledge, modelConfig);
            TwilioContactCenter contactCenter = contactCenter(twilioConfig);
            SwitchedDiscord discord =
                    open(SwitchedDiscord.with(discordConfig, metrics.calls("discord")), SwitchedDiscord::health);
            if (!stores.isShared()) {
                // Nobody else can be logged in: a bad token is found before anything else happens.
                discord.logIn();
            }
            guildline = guildline(stores, workers, virtualAgent, knowledge, contactCenter, discord, intakeBudget);
            TwilioWebhooks webhooks =
                    contactCenter == null ? null : new TwilioWebhooks(contactCenter, guildline.conversations());
            if (webhooks != null) {
                endpoints.addAll(webhooks.endpoints());
            }
            // Left-over deliveries first: they are older than anything that comes in from now on.
            guildline.start();
            discord.start(guildline.conversations(), guildline.casework(), guildline.knowledge());
            OperationsApi api = apiToken.map(
                            token -> new OperationsApi(token, guildline.admission(), guildline.operations()))
                    .orElse(null);
            metrics.watch(guildline.operations()::figures);
            metrics.watch(stores);
            metrics.watch(checks);
            metrics.gauge(
                    "guildline_database_connections",
                    "Connections of the pool to the database, and threads that wait for one.",
                    "state",
                    () -> connections(stores));
            metricsPage = MetricsPage.from(metrics, httpConfig, metricsToken);
            http = open(HttpAdapter.start(httpConfig, endpoints, checks, api, metricsPage.orElse(null)));
            LOG.log(System.Logger.Level.INFO, "metrics for Prometheus: {0}", whereMetricsAre());
            if (webhooks != null) {
                // Not before webhooks arrive: nothing falls between.
                CompletionStage<Integer> unused = webhooks.catchUp();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a deployment.
     *
     * @param settings what {@link Settings#read} gave
     * @return it, running
     * @throws IllegalArgumentException naming the first bad setting
     */
    static Wiring start(Map<String, String> settings) {
        return new Wiring(Map.copyOf(settings));
    }

    Guildline guildline() {
        return guildline;
    }

    /** Where webhooks and health are served. */
    URI address() {
        return http.address();
    }

    /** Where the metrics are, and who may see them. */
    String whereMetricsAre() {
        return metricsPage
                .map(page -> http.address()
                        + MetricsPage.PATH
                        + (page.needsToken() ? " (with the token of METRICS_TOKEN)" : " (for callers on this machine)"))
                .orElse("not shown; set METRICS_TOKEN, because others reach this port");
    }

    private static Map<String, Long> connections(JdbcStores stores) {
        return stores.connections()
                .map(pool -> Map.of(
                        "busy", (long) pool.busy(), "idle", (long) pool.idle(), "awaited", (long) pool.awaited()))
                .orElse(Map.of());
    }

    private boolean usesTwilio() {
        return settings.containsKey("TWILIO_ACCOUNT_SID");
    }

    private boolean notesSuggestions() {
        String value = settings.getOrDefault(AGENT_SUGGESTIONS, "off");
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default ->
                throw new IllegalArgumentException(AGENT_SUGGESTIONS + ": must be on or off, not '" + value + "'");
        };
    }

    private KnowledgeBase knowledge(@Nullable KnowledgeConfig config) {
        if (config == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "KNOWLEDGE_DIR is not set: the virtual agent has no articles and will offer a person instead");
            return new InMemoryKnowledgeBase(List.of());
        }
        FolderKnowledgeBase base = open(FolderKnowledgeBase.open(config, metrics.calls("knowledge")));
        checks.add(base);
        return base;
    }

    private VirtualAgent virtualAgent(KnowledgeBase knowledge, Optional<LanguageModelConfig> model) {
        VirtualAgent standard = Guildline.virtualAgent(knowledge);
        if (model.isEmpty()) {
            return standard;
        }
        LanguageModelAgent before = LanguageModelAgent.before(standard, model.get(), InstantSource.system());
        checks.add(before.health());
        LOG.log(
                System.Logger.Level.INFO,
                "answers are worded by a language model: what customers ask goes to {0}",
                model.get().baseUrl().getHost());
        return before;
    }

    /** Whoever waits for a language model holds up nobody who does not. */
    private static int thinkers(VirtualAgent virtualAgent) {
        return virtualAgent instanceof LanguageModelAgent ? 2 + LanguageModelAgent.MOST_AT_ONCE : 2;
    }

    private @Nullable TwilioContactCenter contactCenter(@Nullable TwilioConfig config) {
        return config == null
                ? null
                : open(TwilioContactCenter.connect(config, metrics.calls("twilio")), TwilioContactCenter::health);
    }

    private Guildline guildline(
            JdbcStores stores,
            ExecutorService workers,
            VirtualAgent virtualAgent,
            KnowledgeBase knowledge,
            @Nullable TwilioContactCenter contactCenter,
            SwitchedDiscord discord,
            IntakeBudget intakeBudget) {
        GuildlineBuilder builder = Guildline.builder()
                .store(stores)
                .knowledgeBase(knowledge)
                .channel(discord.channel())
                .executor(workers)
                .virtualAgent(metrics.measured(virtualAgent))
                .virtualAgentExecutor(pool("guildline-virtual-agent", thinkers(virtualAgent)))
                .attachments(stores.attachments(), attachmentPolicy)
                .attachmentExecutor(pool("guildline-file", FILE_WORKERS))
                .intakeBudget(intakeBudget)
                .agentSuggestions(notesSuggestions)
                .questionRetention(questionRetention)
                .defaultLocale(languages.customers())
                .agentLocale(languages.agents())
                .retention(retention)
                .instance(instanceName())
                .listener(metrics.listener())
                .listener(new GuildlineListener() {
                    @Override
                    public void activeChanged(boolean active) {
                        LOG.log(
                                System.Logger.Level.INFO,
                                active
                                        ? "this process makes the deliveries from now on"
                                        : "another process makes the deliveries from now on");
                        discord.turn(active);
                    }
                });
        if (contactCenter != null) {
            builder.contactCenter(contactCenter);
        }
        Guildline built = open(builder.build());
        checks.add(new HealthCheck() {
            @Override
            public String name() {
                return "relay";
            }

            @Override
            public Health check() {
                return built.operations().health();
            }
        });
        return built;
    }

    /** For people who run several processes and want to know which one is which. */
    private String instanceName() {
        String host = System.getenv().getOrDefault("HOSTNAME", "guildline");
        return host + "-" + ProcessHandle.current().pid();
    }

    private ExecutorService pool(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        opened.push(() -> {
            pool.shutdown();
            if (!pool.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "{0} is still busy; it is left behind", name);
            }
        });
        return pool;
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    private <T extends AutoCloseable> T open(T part, Function<T, HealthCheck> health) {
        checks.add(health.apply(part));
        return open(part);
    }

    /** Stops everything, the last part first. What is pending is kept for the next start. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                LOG.log(System.Logger.Level.WARNING, "a part could not be stopped in order", e);
            }
        }
    }
}
