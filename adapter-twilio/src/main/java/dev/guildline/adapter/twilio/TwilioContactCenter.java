package dev.guildline.adapter.twilio;

import com.twilio.http.TwilioRestClient;
import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.port.contactcenter.AgentRequest;
import dev.guildline.core.port.contactcenter.ContactCenter;
import dev.guildline.core.port.contactcenter.ContactEntry;
import dev.guildline.core.port.contactcenter.ContactOpening;
import dev.guildline.core.port.contactcenter.FetchesAttachments;
import dev.guildline.core.port.health.CallObserver;
import dev.guildline.core.port.health.HealthCheck;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The contact center on Twilio Flex Conversations: each conversation has a Twilio conversation as its far half, which
 * Flex brings to an agent. What agents do there comes back through {@link TwilioWebhooks}. Thread-safe; to be closed by
 * whoever connected it.
 */
public final class TwilioContactCenter implements ContactCenter, FetchesAttachments, AutoCloseable {
    /** How long a task of the Studio flow is waited for before Twilio is asked about it. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    /** How long the Studio flow may take to ask for the virtual agent's turn. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    /** How long a message of an agent waits for one before it that is missing. */
    private static final Duration HOLD = Duration.ofMillis(400);

    private final TwilioConfig config;
    private final TwilioCalls calls;
    private final FlexDiscovery discovery;
    private final StudioAsks asks = new StudioAsks();
    private final TaskSightings sightings = new TaskSightings();
    private final WakeWatch wakes = new WakeWatch(asks, SILENCE);
    private final ConversationOpening opening;
    private final ArrivalOrder order = new ArrivalOrder(HOLD);
    private final MediaService media;
    private final ConversationMirror mirror;
    private final FlexInteractions interactions = new FlexInteractions();
    private final StudioHandoff studio;

    private TwilioContactCenter(TwilioConfig config, TwilioCalls calls, Duration patience) {
        this.config = config;
        this.calls = calls;
        this.discovery = new FlexDiscovery(config, calls);
        this.opening = new ConversationOpening(config);
        this.media = new MediaService(calls.transport(), config.apiUrlOrNull());
        this.mirror = new ConversationMirror(order, media);
        this.studio = new StudioHandoff(calls, interactions, asks, sightings, order, patience);
    }

    /**
     * Begins to work with an account. Returns at once; what the configuration leaves open is asked of Twilio in the
     * background, and {@link #health} tells how that went.
     *
     * @param config which account, and how
     * @return the contact center
     */
    public static TwilioContactCenter connect(TwilioConfig config) {
        return connect(config, CallObserver.NONE);
    }

    /**
     * Begins to work with an account. Returns at once; what the configuration leaves open is asked of Twilio in the
     * background, and {@link #health} tells how that went.
     *
     * @param config which account, and how
     * @param observer told of every call
     * @return the contact center
     */
    public static TwilioContactCenter connect(TwilioConfig config, CallObserver observer) {
        return connect(config, new TwilioCalls(config, observer), PATIENCE);
    }

    static TwilioContactCenter connect(TwilioConfig config, TwilioCalls calls, Duration patience) {
        TwilioContactCenter center = new TwilioContactCenter(config, calls, patience);
        center.discovery.begin();
        return center;
    }

    @Override
    public boolean drivesVirtualAgent() {
        return config.routing() == Routing.STUDIO;
    }

    @Override
    public CompletionStage<ContactLink> open(ContactOpening wanted) {
        return told(discovery.sids().thenCompose(sids -> calls.make(client -> opening.open(client, sids, wanted))));
    }

    @Override
    public CompletionStage<ExternalRef> post(ContactLink link, ContactEntry entry) {
        return told(discovery.sids().thenCompose(sids -> {
            Function<TwilioRestClient, ExternalRef> posting = client -> post(client, sids, link, entry);
            return entry.files().isEmpty() ? calls.make(posting) : calls.makeLarge(posting);
        }));
    }

    private ExternalRef post(TwilioRestClient client, FlexSids sids, ContactLink link, ContactEntry entry) {
        if (entry.wakesVirtualAgent()) {
            studio.quiet(client, sids, link, entry.message().id().conversation(), entry.customer());
        }
        ExternalRef posted = mirror.post(client, sids, link, entry);
        if (entry.wakesVirtualAgent()) {
            wakes.posted(link.ref().value(), posted.value());
        }
        return posted;
    }

    /** Opens a file of an agent; blocks. */
    @Override
    public InputStream fetch(Attachment file, @Nullable ExternalRef messageOrNull) {
        return media.open(file.location());
    }

    @Override
    public CompletionStage<ContactLink> requestAgent(ContactLink link, AgentRequest request) {
        return told(discovery
                .sids()
                .thenCompose(sids -> config.routing() == Routing.STUDIO
                        ? studio.request(sids, link, request)
                        : calls.make(client -> interactions.request(client, sids, link, request))));
    }

    @Override
    public CompletionStage<Void> end(ContactLink link, CloseReason reason) {
        return told(discovery
                .sids()
                .thenCompose(sids -> calls.<Void>make(client -> {
                    interactions.end(client, sids, link);
                    studio.forget(link);
                    return null;
                })));
    }

    /**
     * Tells whether the account is known well enough to work with it.
     *
     * @return the check, named {@code twilio}; makes no call
     */
    public HealthCheck health() {
        return discovery;
    }

    /** Lets calls that are being made end, for some seconds. What comes later fails as retryable. */
    @Override
    public void close() {
        calls.close();
    }

    /** Stages wrap failures of earlier ones; the port promises a failure of its own kind. */
    private static <T> CompletableFuture<T> told(CompletionStage<T> stage) {
        CompletableFuture<T> result = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(TwilioErrors.map(failure));
            }
        });
        return result;
    }

    TwilioConfig config() {
        return config;
    }

    TwilioCalls calls() {
        return calls;
    }

    FlexDiscovery discovery() {
        return discovery;
    }

    StudioAsks asks() {
        return asks;
    }

    ArrivalOrder order() {
        return order;
    }

    WakeWatch wakes() {
        return wakes;
    }

    TaskSightings sightings() {
        return sightings;
    }
}
