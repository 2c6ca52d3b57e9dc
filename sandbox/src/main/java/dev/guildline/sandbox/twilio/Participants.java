package dev.guildline.sandbox.twilio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules about who is in a conversation, and about users. Every method runs under the state's lock. */
final class Participants {
    private final Conversations conversations;
    private final StateGuard guard;

    Participants(Conversations conversations, StateGuard guard) {
        this.conversations = conversations;
        this.guard = guard;
    }

    ParticipantRecord add(
            ConversationRecord conversation,
            String identity,
            @Nullable String attributes,
            @Nullable String roleSid,
            Origin origin) {
        requireOpen(conversation);
        Limits.name("Identity", identity);
        if (conversation.participantWith(identity) != null) {
            throw new TwilioError(409, 50433, "Participant already exists");
        }
        if (conversation.participants.size() >= Limits.PARTICIPANTS) {
            throw new TwilioError(400, 50417, "Conversation has reached the limit of its participants");
        }
        ChatService service = conversation.service;
        user(service, identity);
        ParticipantRecord participant = new ParticipantRecord(
                identity,
                attributes == null ? "{}" : Limits.attributes(attributes, Limits.SMALL_ATTRIBUTES),
                roleSid == null ? service.participantRoleSid : roleSid,
                conversations.now());
        conversation.participants.put(participant.sid, participant);
        conversation.updated = conversations.now();
        conversations.events().participantAdded(conversation, participant, origin);
        guard.changed(TwilioChange.Kind.PARTICIPANT, conversation.sid);
        return participant;
    }

    ParticipantRecord participant(ConversationRecord conversation, String sidOrIdentity) {
        ParticipantRecord participant = conversation.participants.get(sidOrIdentity);
        if (participant == null) {
            participant = conversation.participantWith(sidOrIdentity);
        }
        if (participant == null) {
            throw TwilioError.notFound("/Conversations/" + conversation.sid + "/Participants/" + sidOrIdentity);
        }
        return participant;
    }

    void update(
            ConversationRecord conversation,
            ParticipantRecord participant,
            @Nullable String attributes,
            @Nullable Integer lastRead,
            Origin origin) {
        requireOpen(conversation);
        if (attributes != null) {
            participant.attributes = Limits.attributes(attributes, Limits.SMALL_ATTRIBUTES);
        }
        if (lastRead != null) {
            participant.lastReadIndex = lastRead;
        }
        participant.updated = conversations.now();
        conversations.events().participantUpdated(conversation, participant, origin);
        guard.changed(TwilioChange.Kind.PARTICIPANT, conversation.sid);
    }

    void remove(ConversationRecord conversation, ParticipantRecord participant, Origin origin) {
        if (conversation.participants.remove(participant.sid) != null) {
            conversations.events().participantRemoved(conversation, participant, conversations.now(), origin);
            guard.changed(TwilioChange.Kind.PARTICIPANT, conversation.sid);
        }
    }

    /** The user of an identity, made where there is none yet. */
    UserRecord user(ChatService service, String identity) {
        return service.users.computeIfAbsent(
                identity, absent -> new UserRecord(identity, service.serviceRoleSid, conversations.now()));
    }

    List<ConversationRecord> conversationsOf(ChatService service, String identity) {
        return service.conversations.values().stream()
                .filter(conversation -> conversation.participantWith(identity) != null)
                .toList();
    }

    private static void requireOpen(ConversationRecord conversation) {
        if (conversation.state == ConversationRecord.State.CLOSED) {
            throw Conversations.closed();
        }
    }
}
