package dev.guildline.adapter.twilio;

import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.core.usecase.Conversations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What Twilio calls back: three endpoints, to be mounted by whatever serves HTTP. Every call has to be signed. Twilio
 * calls once: {@link #catchUp} finds what did not arrive. Thread-safe.
 *
 * <pre>{@code
 * TwilioContactCenter center = TwilioContactCenter.connect(config);
 * Guildline guildline = Guildline.builder().contactCenter(center)….build();
 * TwilioWebhooks webhooks = new TwilioWebhooks(center, guildline.conversations());
 * http.mount(webhooks.endpoints());
 * webhooks.catchUp();
 * }</pre>
 */
public final class TwilioWebhooks {
    /** What happens in conversations. Twilio waits five seconds. */
    static final String FORWARD = "/forward-to-discord";

    /** The Studio flow asks whose turn it is. Studio waits ten seconds. */
    static final String CHATBOT = "/chatbot-to-discord";

    /** What happens to tasks. TaskRouter waits fifteen seconds. */
    static final String EVENTS = "/twilio/events";

    private static final Duration FORWARD_LIMIT = Duration.ofSeconds(4);
    private static final Duration TURN_LIMIT = Duration.ofSeconds(8);
    private static final Duration CHATBOT_LIMIT = Duration.ofSeconds(9);
    private static final Duration EVENTS_LIMIT = Duration.ofSeconds(12);

    /** A lost webhook is made good after that time at the latest. */
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(2);

    private final List<WebhookEndpoint> endpoints;
    private final CatchUp catchUp;

    /**
     * Makes the endpoints.
     *
     * @param center the contact center that Twilio calls back about
     * @param conversations who is told
     */
    public TwilioWebhooks(TwilioContactCenter center, Conversations conversations) {
        this(center, conversations, TURN_LIMIT);
    }

    TwilioWebhooks(TwilioContactCenter center, Conversations conversations, Duration turnLimit) {
        TwilioConfig config = center.config();
        SignatureCheck signatures = new SignatureCheck(config);
        AgentNames names = new AgentNames(center.calls(), center.discovery());
        AgentWords words = new AgentWords(
                conversations,
                names,
                new AgentFiles(center.discovery()),
                center.order(),
                new Repeats(center.calls()::isClosed, Duration.ofMillis(200)));
        this.catchUp = new CatchUp(center, conversations, words, BETWEEN_SWEEPS, Duration.ofSeconds(1));
        center.order().askForMissing(catchUp::complete);
        ConversationEvents conversationEvents = new ConversationEvents(
                conversations,
                names,
                words,
                new Departures(center.calls(), center.discovery(), Duration.ofMillis(1_500)),
                center.order(),
                catchUp);
        StudioTurns turns = new StudioTurns(conversations, center.asks(), center.wakes(), turnLimit);
        TaskRouterEvents tasks = new TaskRouterEvents(conversations, names, center.sightings());
        this.endpoints = List.of(
                new SignedEndpoint(FORWARD, config, signatures, FORWARD_LIMIT, conversationEvents::happened),
                new SignedEndpoint(CHATBOT, config, signatures, CHATBOT_LIMIT, turns::asked),
                new SignedEndpoint(EVENTS, config, signatures, EVENTS_LIMIT, tasks::happened));
    }

    /**
     * The endpoints: {@code /forward-to-discord}, {@code /chatbot-to-discord} and {@code /twilio/events}.
     *
     * @return always the same
     */
    public List<WebhookEndpoint> endpoints() {
        return endpoints;
    }

    /**
     * Fetches what happened at Twilio while nobody took webhooks, and looks regularly from then on, until the contact
     * center is closed, for what a lost webhook should have told. To be called once, when the endpoints are served.
     *
     * @return completes with how many messages of agents were missing; never fails, what could not be fetched is tried
     *     again
     */
    public CompletionStage<Integer> catchUp() {
        return catchUp.begin();
    }

    /** One look more. */
    CompletionStage<Integer> sweep() {
        return catchUp.sweep();
    }
}
