package dev.guildline.adapter.twilio;

import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.core.usecase.Conversations;
import java.time.Duration;
import java.util.List;

/**
 * What Twilio calls back: three endpoints, to be mounted by whatever serves HTTP. Every call has to be signed. Immutable
 * and thread-safe.
 *
 * <pre>{@code
 * TwilioContactCenter center = TwilioContactCenter.connect(config);
 * Guildline guildline = Guildline.builder().contactCenter(center)….build();
 * http.mount(new TwilioWebhooks(center, guildline.conversations()).endpoints());
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

    private final List<WebhookEndpoint> endpoints;

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
        ConversationEvents conversationEvents = new ConversationEvents(
                conversations,
                names,
                new AgentFiles(center.calls(), center.discovery()),
                new Departures(center.calls(), center.discovery(), Duration.ofMillis(1_500)),
                center.order());
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
}
