package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conversation and all that is in it. Guarded by the state's lock. */
final class ConversationRecord {
    /** The state names of the API. */
    enum State {
        ACTIVE("active"),
        INACTIVE("inactive"),
        CLOSED("closed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static State of(String parameter, String value) {
            for (State state : values()) {
                if (state.text.equals(value)) {
                    return state;
                }
            }
            throw TwilioError.invalid(parameter, "must be active, inactive or closed");
        }
    }

    final String sid = Sids.next("CH");
    final ChatService service;
    final @Nullable String uniqueName;
    final Instant created;
    final Map<String, ParticipantRecord> participants = new LinkedHashMap<>();
    final List<MessageRecord> messages = new ArrayList<>();
    final Map<String, ScopedWebhook> webhooks = new LinkedHashMap<>();

    String friendlyName = "";
    boolean named;
    String attributes = "{}";
    State state = State.ACTIVE;
    Instant updated;
    int nextIndex;

    /** How long after the last activity the state moves; null for never. */
    @Nullable
    Duration inactiveAfter;

    @Nullable
    Duration closedAfter;

    Instant lastActivity;

    ConversationRecord(ChatService service, @Nullable String uniqueName, Instant now) {
        this.service = service;
        this.uniqueName = uniqueName;
        this.created = now;
        this.updated = now;
        this.lastActivity = now;
    }

    @Nullable
    ParticipantRecord participantWith(String identity) {
        for (ParticipantRecord participant : participants.values()) {
            if (participant.identity.equals(identity)) {
                return participant;
            }
        }
        return null;
    }

    @Nullable
    Instant inactiveAt() {
        return inactiveAfter == null || state != State.ACTIVE ? null : lastActivity.plus(inactiveAfter);
    }

    @Nullable
    Instant closedAt() {
        return closedAfter == null || state == State.CLOSED ? null : lastActivity.plus(closedAfter);
    }
}
