package dev.guildline.sandbox.twilio;

import dev.guildline.sandbox.twilio.ConversationRecord.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of Conversations: services, conversations, states, timers. Every method runs under the state's lock. */
final class Conversations {
    private static final Duration SHORTEST_INACTIVE = Duration.ofMinutes(1);
    private static final Duration SHORTEST_CLOSED = Duration.ofMinutes(10);

    private final Map<String, ChatService> services = new LinkedHashMap<>();
    private final ChatService flexService;
    private final InstantSource clock;
    private final StateGuard guard;
    private final ConversationEvents events;

    Conversations(String flexServiceSid, InstantSource clock, StateGuard guard, ConversationEvents events) {
        this.clock = clock;
        this.guard = guard;
        this.events = events;
        this.flexService = new ChatService(flexServiceSid, "Flex Chat Service", clock.instant());
        services.put(flexServiceSid, flexService);
    }

    ChatService flexService() {
        return flexService;
    }

    ConversationEvents events() {
        return events;
    }

    Instant now() {
        return clock.instant();
    }

    List<ChatService> services() {
        return List.copyOf(services.values());
    }

    ChatService service(String sid) {
        ChatService service = services.get(sid);
        if (service == null) {
            throw TwilioError.notFound("/Services/" + sid);
        }
        return service;
    }

    ChatService addService(String friendlyName) {
        ChatService service = new ChatService(Sids.next("IS"), Limits.name("FriendlyName", friendlyName), now());
        services.put(service.sid, service);
        return service;
    }

    void removeService(ChatService service) {
        if (service == flexService) {
            throw new TwilioError(400, 20001, "The Flex chat service cannot be deleted");
        }
        services.remove(service.sid);
    }

    ConversationRecord conversation(ChatService service, String sidOrName) {
        ConversationRecord conversation = service.find(sidOrName);
        if (conversation == null) {
            throw TwilioError.notFound("/Services/" + service.sid + "/Conversations/" + sidOrName);
        }
        return conversation;
    }

    /** The conversation wherever it is, or null. */
    @Nullable
    ConversationRecord anywhere(String sidOrName) {
        for (ChatService service : services.values()) {
            ConversationRecord found = service.find(sidOrName);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    List<ConversationRecord> all() {
        List<ConversationRecord> all = new ArrayList<>();
        services.values().forEach(service -> all.addAll(service.conversations.values()));
        return all;
    }

    /**
     * What can be set when a conversation is made or updated; null leaves a thing as it is.
     *
     * @param friendlyName the name people see
     * @param attributes JSON text
     * @param state the state to move to
     * @param inactiveAfter idle time before it becomes inactive
     * @param closedAfter idle time before it is closed
     */
    record Wish(
            @Nullable String friendlyName,
            @Nullable String attributes,
            @Nullable State state,
            @Nullable Duration inactiveAfter,
            @Nullable Duration closedAfter) {}

    ConversationRecord create(ChatService service, @Nullable String uniqueName, Wish wish, Origin origin) {
        if (uniqueName != null && !uniqueName.isEmpty()) {
            if (Sids.looksLike("CH", uniqueName)) {
                throw new TwilioError(400, 50390, "Conversation unique name must not look like a sid");
            }
            Limits.name("UniqueName", uniqueName);
            if (service.byUniqueName.containsKey(uniqueName)) {
                throw new TwilioError(409, 50353, "Conversation with provided unique name already exists");
            }
        }
        if (wish.state() == State.CLOSED) {
            throw new TwilioError(400, 50384, "A conversation cannot be closed from the start");
        }
        if (wish.state() == null && (wish.inactiveAfter() != null || wish.closedAfter() != null)) {
            throw new TwilioError(400, 50382, "Timers need the conversation's State in the same request");
        }
        String name = uniqueName == null || uniqueName.isEmpty() ? null : uniqueName;
        ConversationRecord conversation = new ConversationRecord(service, name, now());
        apply(conversation, wish);
        if (wish.state() != null) {
            conversation.state = wish.state();
        }
        service.conversations.put(conversation.sid, conversation);
        if (name != null) {
            service.byUniqueName.put(name, conversation);
        }
        events.conversationAdded(conversation, origin);
        guard.changed(TwilioChange.Kind.CONVERSATION, conversation.sid);
        return conversation;
    }

    void update(ConversationRecord conversation, Wish wish, Origin origin) {
        if (conversation.state == State.CLOSED) {
            throw closed();
        }
        apply(conversation, wish);
        conversation.updated = now();
        boolean others = wish.friendlyName() != null || wish.attributes() != null;
        if (wish.state() != null && wish.state() != conversation.state) {
            move(conversation, wish.state(), "API", origin);
        }
        if (others) {
            events.conversationUpdated(conversation, origin);
        }
        guard.changed(TwilioChange.Kind.CONVERSATION, conversation.sid);
    }

    void delete(ConversationRecord conversation, Origin origin) {
        conversation.service.conversations.remove(conversation.sid);
        if (conversation.uniqueName != null) {
            conversation.service.byUniqueName.remove(conversation.uniqueName);
        }
        events.conversationRemoved(conversation, origin);
        guard.changed(TwilioChange.Kind.CONVERSATION, conversation.sid);
    }

    /** Moves to another state and tells the webhooks why. */
    void move(ConversationRecord conversation, State to, String reason, Origin origin) {
        if (conversation.state == to) {
            return;
        }
        State from = conversation.state;
        conversation.state = to;
        conversation.updated = now();
        if (to == State.ACTIVE) {
            conversation.lastActivity = now();
        }
        events.stateUpdated(conversation, from, reason, origin);
        guard.changed(TwilioChange.Kind.CONVERSATION, conversation.sid);
    }

    /** A message keeps a conversation awake and wakes an inactive one. */
    void touch(ConversationRecord conversation, Origin origin) {
        conversation.lastActivity = now();
        if (conversation.state == State.INACTIVE) {
            move(conversation, State.ACTIVE, "EVENT", origin);
        }
    }

    void runTimers() {
        Instant now = now();
        for (ConversationRecord conversation : all()) {
            Instant closedAt = conversation.closedAt();
            Instant inactiveAt = conversation.inactiveAt();
            if (closedAt != null && !now.isBefore(closedAt)) {
                move(conversation, State.CLOSED, "TIMER", Origin.api(true));
            } else if (inactiveAt != null && !now.isBefore(inactiveAt)) {
                move(conversation, State.INACTIVE, "TIMER", Origin.api(true));
            }
        }
    }

    static TwilioError closed() {
        return new TwilioError(400, 50377, "Conversation is closed");
    }

    private static void apply(ConversationRecord conversation, Wish wish) {
        if (wish.friendlyName() != null) {
            conversation.friendlyName = Limits.name("FriendlyName", wish.friendlyName());
            conversation.named = true;
        }
        if (wish.attributes() != null) {
            conversation.attributes = Limits.attributes(wish.attributes(), Limits.LARGE_ATTRIBUTES);
        }
        if (wish.inactiveAfter() != null) {
            if (wish.inactiveAfter().compareTo(SHORTEST_INACTIVE) < 0) {
                throw new TwilioError(400, 50375, "Timers.Inactive must be at least 1 minute");
            }
            conversation.inactiveAfter = wish.inactiveAfter();
        }
        if (wish.closedAfter() != null) {
            if (wish.closedAfter().compareTo(SHORTEST_CLOSED) < 0) {
                throw TwilioError.invalid("Timers.Closed", "must be at least 10 minutes");
            }
            conversation.closedAfter = wish.closedAfter();
        }
    }
}
