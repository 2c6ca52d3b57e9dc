package dev.guildline.sandbox.twilio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules about messages. Every method runs under the state's lock. */
final class Messages {
    private final Conversations conversations;
    private final MediaStore media;
    private final FaultPlan faults;
    private final StateGuard guard;

    Messages(Conversations conversations, MediaStore media, FaultPlan faults, StateGuard guard) {
        this.conversations = conversations;
        this.media = media;
        this.faults = faults;
        this.guard = guard;
    }

    MessageRecord add(
            ConversationRecord conversation,
            String author,
            @Nullable String body,
            @Nullable String attributes,
            @Nullable String mediaSid,
            Origin origin) {
        if (conversation.state == ConversationRecord.State.CLOSED) {
            throw Conversations.closed();
        }
        String checkedBody = body == null ? null : Limits.body(body);
        String checkedAttributes = attributes == null ? "{}" : Limits.attributes(attributes, Limits.SMALL_ATTRIBUTES);
        MediaItem item = mediaSid == null ? null : media.take(conversation.service.sid, mediaSid);
        if (faults.skipsIndex()) {
            conversation.nextIndex++;
        }
        ParticipantRecord participant = conversation.participantWith(author);
        MessageRecord message = new MessageRecord(
                conversation.nextIndex++,
                author,
                participant == null ? null : participant.sid,
                checkedBody,
                checkedAttributes,
                item,
                conversations.now());
        if (item != null) {
            item.messageSid = message.sid;
            item.conversationSid = conversation.sid;
        }
        conversation.messages.add(message);
        conversation.updated = conversations.now();
        conversations.touch(conversation, origin);
        conversations.events().messageAdded(conversation, message, origin);
        guard.changed(TwilioChange.Kind.MESSAGE, conversation.sid);
        return message;
    }

    MessageRecord message(ConversationRecord conversation, String sid) {
        for (MessageRecord message : conversation.messages) {
            if (message.sid.equals(sid)) {
                return message;
            }
        }
        throw TwilioError.notFound("/Conversations/" + conversation.sid + "/Messages/" + sid);
    }

    void update(
            ConversationRecord conversation,
            MessageRecord message,
            @Nullable String author,
            @Nullable String body,
            @Nullable String attributes,
            Origin origin) {
        if (conversation.state == ConversationRecord.State.CLOSED) {
            throw Conversations.closed();
        }
        String checkedAttributes =
                attributes == null ? message.attributes : Limits.attributes(attributes, Limits.SMALL_ATTRIBUTES);
        if (body != null) {
            message.body = Limits.body(body);
        }
        if (author != null) {
            ParticipantRecord participant = conversation.participantWith(author);
            message.author = author;
            message.participantSid = participant == null ? null : participant.sid;
        }
        message.attributes = checkedAttributes;
        message.updated = conversations.now();
        message.edited = true;
        conversations.events().messageUpdated(conversation, message, origin);
        guard.changed(TwilioChange.Kind.MESSAGE, conversation.sid);
    }

    void remove(ConversationRecord conversation, MessageRecord message, Origin origin) {
        if (conversation.messages.remove(message)) {
            Instant now = conversations.now();
            conversations.events().messageRemoved(conversation, message, now, origin);
            guard.changed(TwilioChange.Kind.MESSAGE, conversation.sid);
        }
    }
}
