package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A local Twilio account with Flex. Thread-safe.
 *
 * <p><b>One URL for all products.</b> The original serves each product from {@code https://PRODUCT.twilio.com/…}; a
 * client of the sandbox rewrites that to {@code url() + "/PRODUCT/…"} and leaves the rest as it is:
 * <ul>
 *   <li>{@code https://conversations.twilio.com/v1/Services/…} becomes {@code url()/conversations/v1/Services/…};
 *   <li>{@code flex-api}, {@code studio}, {@code taskrouter} and {@code api} ({@code /api/2010-04-01/…}) likewise;
 *   <li>a host with a region drops it: {@code https://mcs.us1.twilio.com/v1/…} becomes {@code url()/mcs/v1/…}.
 * </ul>
 * URLs inside answers (next pages, links) name the original's hosts, so the same rewriting applies to them; only the
 * short-lived link to the content of a file is one of the sandbox itself, because it is fetched without a Twilio
 * client.
 *
 * <p>There is one Flex chat service, one workspace with a queue for everyone, a workflow to it, the stock task
 * channels, and no agent until {@link #agent} makes one.
 *
 * <pre>{@code
 * try (TwilioSandbox sandbox = TwilioSandbox.start(TwilioSandboxSettings.defaults())) {
 *     SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
 *     // point TWILIO_API_URL at sandbox.url(), let a customer write …
 *     SandboxTask task = ada.accept(ada.awaitOffer(Duration.ofSeconds(5)));
 * }
 * }</pre>
 */
public final class TwilioSandbox implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(500);
    private static final int CALLS_AT_ONCE = 256;

    private final TwilioSandboxSettings settings;
    private final StateGuard guard;
    private final Background background;
    private final RestCalls calls = new RestCalls();
    private final TwilioFaults faults;
    private final HookDispatcher hooks;
    private final Conversations conversations;
    private final MediaStore media;
    private final OkHttpClient http;
    private final TaskRouting tasks;
    private final StudioFlows flows;
    private final Views views;
    private final AgentDesk desk;
    private final RestServer server;
    private final String url;

    private TwilioSandbox(TwilioSandboxSettings settings) {
        this.settings = settings;
        InstantSource given = settings.clock();
        InstantSource clock = given == null ? InstantSource.system() : given;
        FaultPlan plan = new FaultPlan();
        this.faults = new TwilioFaults(plan);
        this.guard = new StateGuard();
        this.background = new Background(guard);
        this.http = client(background);
        TwilioSignature signature = new TwilioSignature(settings.authToken());
        this.hooks = new HookDispatcher(http, background, guard, plan, signature);

        this.flows = new StudioFlows(clock);
        StudioExecutions executions = new StudioExecutions(settings.accountSid(), clock, guard, background, flows);
        this.conversations = new Conversations(
                settings.chatServiceSid(),
                clock,
                guard,
                new ConversationEvents(settings.accountSid(), hooks, executions));
        Participants participants = new Participants(conversations, guard);
        this.media = new MediaStore(clock);
        Messages messages = new Messages(conversations, media, plan, guard);

        Workspace workspace = new Workspace(settings.workspaceSid(), settings.workflowSid(), clock.instant());
        this.tasks = new TaskRouting(
                workspace, clock, guard, background, new TaskEvents(settings.accountSid(), workspace, hooks));
        Interactions interactions = new Interactions(conversations, participants, tasks, plan, guard);
        tasks.tell(interactions);
        executions.actOn(
                new StudioWorld(http, signature, guard, background, conversations, messages, interactions, workspace));
        this.views = new Views(workspace);
        this.desk = new AgentDesk(
                guard,
                conversations,
                participants,
                messages,
                media,
                tasks,
                interactions,
                views,
                settings.chatCapacity());

        RouteTable routes = new RouteTable();
        WriteLimits limits = new WriteLimits(settings.rateLimited(), clock);
        ConversationJson conversationJson = new ConversationJson(settings.accountSid());
        new ConversationRoutes(conversations, participants, limits, conversationJson).addTo(routes);
        new ParticipantRoutes(conversations, participants, limits, conversationJson).addTo(routes);
        new MessageRoutes(conversations, messages, limits, conversationJson).addTo(routes);
        new ScopedWebhookRoutes(conversations, conversationJson).addTo(routes);
        new UserRoutes(conversations, participants, limits, conversationJson).addTo(routes);
        new MediaRoutes(conversations, media, settings.accountSid(), this::url).addTo(routes);
        FlexJson flexJson = new FlexJson(settings.accountSid(), workspace, clock);
        new FlexRoutes(interactions, limits, flexJson).addTo(routes);
        new FlexConfigurationRoutes(settings.accountSid(), settings.chatServiceSid(), flexJson).addTo(routes);
        TaskRouterJson taskRouterJson = new TaskRouterJson(settings.accountSid(), workspace);
        new WorkspaceRoutes(tasks, taskRouterJson, settings.chatCapacity()).addTo(routes);
        new TaskRoutes(tasks, taskRouterJson).addTo(routes);
        new StudioRoutes(flows, executions, new StudioJson(settings.accountSid())).addTo(routes);

        this.server = new RestServer(settings, guard, calls, plan, routes.routes());
        this.url = "http://127.0.0.1:" + server.start();
        if (given == null) {
            background.every(TICK, this::runTimers);
        }
    }

    /**
     * Whoever is slow to answer has some webhooks waiting for it, and the others wait their turn. A connection that was
     * kept, and has been closed since, is opened anew.
     */
    private static OkHttpClient client(Background background) {
        Dispatcher dispatcher = new Dispatcher(background.workers());
        dispatcher.setMaxRequests(CALLS_AT_ONCE);
        dispatcher.setMaxRequestsPerHost(CALLS_AT_ONCE);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(HookDispatcher.TASK_ROUTER_LIMIT)
                .followSslRedirects(false)
                // The client would repeat what is answered with 503 and "Retry-After: 0"; Twilio does not.
                .addNetworkInterceptor(call -> call.proceed(call.request())
                        .newBuilder()
                        .removeHeader("Retry-After")
                        .build())
                .build();
    }

    /**
     * Starts a sandbox on the loopback address.
     *
     * @param settings what it starts with
     * @return the running sandbox
     */
    public static TwilioSandbox start(TwilioSandboxSettings settings) {
        return new TwilioSandbox(settings);
    }

    /**
     * The base URL of all products, what {@code TWILIO_API_URL} is to be.
     *
     * @return without a slash at the end
     */
    public String url() {
        return url;
    }

    /**
     * The account, also the user name of every request.
     *
     * @return AC sid
     */
    public String accountSid() {
        return settings.accountSid();
    }

    /**
     * The password of every request and the key of every signature.
     *
     * @return the token
     */
    public String authToken() {
        return settings.authToken();
    }

    /**
     * The Flex chat service.
     *
     * @return IS sid
     */
    public String chatServiceSid() {
        return settings.chatServiceSid();
    }

    /**
     * The Flex workspace.
     *
     * @return WS sid
     */
    public String workspaceSid() {
        return settings.workspaceSid();
    }

    /**
     * The workflow that brings tasks to everyone.
     *
     * @return WW sid
     */
    public String workflowSid() {
        return settings.workflowSid();
    }

    /**
     * The stock task channel with the unique name {@code chat}, as Studio's Send to Flex needs it.
     *
     * @return TC sid
     */
    public String chatChannelSid() {
        return tasks.workspace().chat.sid();
    }

    /**
     * Creates and publishes a Studio flow.
     *
     * @param definition the flow definition's JSON
     * @return FW sid
     * @throws IllegalArgumentException where the definition is not valid, telling why
     */
    public String publishFlow(String definition) {
        try {
            return guard.within(() -> flows.create("Sandbox", "published", definition, null).sid);
        } catch (TwilioError invalid) {
            throw new IllegalArgumentException(Json.text(invalid.body()), invalid);
        }
    }

    /**
     * An agent at the Flex desk, made and available at the first call.
     *
     * @param name the login name, for example {@code ada@example.com}
     * @param fullName the name customers may be told; only the first call's counts
     * @return the agent
     */
    public SandboxAgent agent(String name, String fullName) {
        return new SandboxAgent(desk, guard, desk.worker(name, fullName));
    }

    /**
     * All agents, in the order they were made.
     *
     * @return the workers of the workspace
     */
    public List<SandboxAgent> agents() {
        return guard.within(() -> tasks.workspace().workers.values().stream()
                .map(worker -> new SandboxAgent(desk, guard, worker))
                .toList());
    }

    /**
     * A conversation.
     *
     * @param sidOrUniqueName which one
     * @return a snapshot, or nothing where there is none
     */
    public Optional<ConversationView> conversation(String sidOrUniqueName) {
        return guard.within(() ->
                Optional.ofNullable(conversations.anywhere(sidOrUniqueName)).map(views::conversation));
    }

    /**
     * All conversations.
     *
     * @return snapshots, oldest first
     */
    public List<ConversationView> conversations() {
        return guard.within(
                () -> conversations.all().stream().map(views::conversation).toList());
    }

    /**
     * The content of a file.
     *
     * @param mediaSid ME sid, from {@link MessageView#media()}
     * @return a copy of the bytes, or nothing where there is no such file
     */
    public Optional<byte[]> mediaContent(String mediaSid) {
        return guard.within(() -> Optional.ofNullable(media.anywhere(mediaSid)).map(item -> item.bytes.clone()));
    }

    /**
     * Waits for a conversation.
     *
     * @param what what is waited for, for the message
     * @param which when it is found
     * @param limit how long at most
     * @return the first such conversation
     * @throws IllegalStateException where there was none in time, telling what there was
     */
    public ConversationView awaitConversation(String what, Predicate<ConversationView> which, Duration limit) {
        return await(
                what, () -> conversations().stream().filter(which).findFirst().orElse(null), limit);
    }

    /**
     * Waits for a webhook delivery to be answered, to fail or to be dropped.
     *
     * @param what what is waited for, for the message
     * @param which when it is found
     * @param limit how long at most
     * @return the first such delivery
     * @throws IllegalStateException where there was none in time, telling what there was
     */
    public WebhookDelivery awaitDelivery(String what, Predicate<WebhookDelivery> which, Duration limit) {
        return guard.await(
                what,
                () -> hooks.deliveries().stream().filter(which).findFirst().orElse(null),
                limit,
                () -> hooks.deliveries().stream()
                        .map(delivery -> delivery.event() + " " + delivery.status())
                        .toList()
                        .toString());
    }

    /**
     * Waits until something can be found, here or elsewhere: the probe is asked after every change of the sandbox and
     * every 50 ms.
     *
     * @param <T> what is found
     * @param what what is waited for, for the message
     * @param probe finds it, or null
     * @param limit how long at most
     * @return what was found
     * @throws IllegalStateException where nothing was found in time, telling what there was
     */
    public <T> T await(String what, Supplier<@Nullable T> probe, Duration limit) {
        return guard.await(what, probe, limit, this::describe);
    }

    /**
     * Waits until nothing is under way: webhooks answered or given up, flows ended or waiting for the customer,
     * tasks offered.
     *
     * @param limit how long at most
     * @throws IllegalStateException where it did not become quiet in time
     */
    public void awaitQuiet(Duration limit) {
        Object unused = await("quiet", () -> background.quiet() ? Boolean.TRUE : null, limit);
    }

    /** Lets everything time out that is due by the clock: conversations, offers, tasks, uploads. */
    public void runTimers() {
        guard.within(() -> {
            conversations.runTimers();
            tasks.runTimers();
            media.runTimers();
        });
    }

    /**
     * Tells a listener every change, on one thread, in order.
     *
     * @param listener told after the change
     * @return ends the telling
     */
    public AutoCloseable listen(Consumer<TwilioChange> listener) {
        return guard.listen(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Misbehaviour on demand.
     *
     * @return the rules
     */
    public TwilioFaults faults() {
        return faults;
    }

    /**
     * The record of REST requests.
     *
     * @return the record
     */
    public RestCalls calls() {
        return calls;
    }

    /**
     * All webhook calls made so far, or since {@link #clearWebhookDeliveries()}.
     *
     * @return in the order they were answered
     */
    public List<WebhookDelivery> webhookDeliveries() {
        return hooks.deliveries();
    }

    /** Forgets the webhook calls made so far. */
    public void clearWebhookDeliveries() {
        hooks.clear();
    }

    /** Stops serving and everything under way. */
    @Override
    public void close() {
        server.close();
        background.close();
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
        guard.close();
    }

    private String describe() {
        return guard.within(() -> {
            StringBuilder text = new StringBuilder();
            for (ConversationView conversation : conversations()) {
                text.append("\n  ").append(conversation);
            }
            for (TaskRecord task : tasks.workspace().tasks.values()) {
                text.append("\n  task ").append(task.sid).append(' ').append(task.status);
            }
            return text.isEmpty() ? "nothing" : text.toString();
        });
    }
}
