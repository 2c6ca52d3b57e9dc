package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.ConversationRecord.State;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Post-event webhooks of Conversations: who is told what. The service's hook and the conversation's own ones get the
 * same fields; a conversation's hook to Studio starts a flow instead.
 */
final class ConversationEvents {
    /** Starts a flow for a message, as a scoped webhook with target studio does. */
    interface StudioTarget {
        void messageAdded(String flowSid, ConversationRecord conversation, MessageRecord message, Origin origin);
    }

    static final List<String> SCOPED_FILTERS = List.of(
            "onMessageAdded",
            "onMessageUpdated",
            "onMessageRemoved",
            "onConversationUpdated",
            "onConversationStateUpdated",
            "onConversationRemoved",
            "onParticipantAdded",
            "onParticipantUpdated",
            "onParticipantRemoved",
            "onDeliveryUpdated");

    private final String accountSid;
    private final HookDispatcher hooks;
    private final StudioTarget studio;

    ConversationEvents(String accountSid, HookDispatcher hooks, StudioTarget studio) {
        this.accountSid = accountSid;
        this.hooks = hooks;
        this.studio = studio;
    }

    void conversationAdded(ConversationRecord conversation, Origin origin) {
        fire("onConversationAdded", conversation, origin, conversationFields(conversation));
    }

    void conversationUpdated(ConversationRecord conversation, Origin origin) {
        fire("onConversationUpdated", conversation, origin, conversationFields(conversation));
    }

    void conversationRemoved(ConversationRecord conversation, Origin origin) {
        fire("onConversationRemoved", conversation, origin, conversationFields(conversation));
    }

    void stateUpdated(ConversationRecord conversation, State from, String reason, Origin origin) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ConversationSid", conversation.sid);
        fields.put("StateFrom", from.text());
        fields.put("StateTo", conversation.state.text());
        fields.put("StateUpdated", Json.dateMillis(conversation.updated));
        fields.put("Reason", reason);
        fire("onConversationStateUpdated", conversation, origin, fields);
    }

    void participantAdded(ConversationRecord conversation, ParticipantRecord participant, Origin origin) {
        fire("onParticipantAdded", conversation, origin, participantFields(conversation, participant));
    }

    void participantUpdated(ConversationRecord conversation, ParticipantRecord participant, Origin origin) {
        Map<String, String> fields = participantFields(conversation, participant);
        fields.put("DateUpdated", Json.dateMillis(participant.updated));
        if (participant.lastReadIndex != null) {
            fields.put("LastReadMessageIndex", Integer.toString(participant.lastReadIndex));
        }
        fire("onParticipantUpdated", conversation, origin, fields);
    }

    void participantRemoved(
            ConversationRecord conversation, ParticipantRecord participant, Instant now, Origin origin) {
        Map<String, String> fields = participantFields(conversation, participant);
        fields.put("DateUpdated", Json.dateMillis(participant.updated));
        fields.put("DateRemoved", Json.dateMillis(now));
        fire("onParticipantRemoved", conversation, origin, fields);
    }

    void messageUpdated(ConversationRecord conversation, MessageRecord message, Origin origin) {
        Map<String, String> fields = messageFields(conversation, message);
        fields.put("DateUpdated", Json.dateMillis(message.updated));
        fire("onMessageUpdated", conversation, origin, fields);
    }

    void messageRemoved(ConversationRecord conversation, MessageRecord message, Instant now, Origin origin) {
        Map<String, String> fields = messageFields(conversation, message);
        fields.put("DateRemoved", Json.dateMillis(now));
        fire("onMessageRemoved", conversation, origin, fields);
    }

    void messageAdded(ConversationRecord conversation, MessageRecord message, Origin origin) {
        fire("onMessageAdded", conversation, origin, messageFields(conversation, message));
        if (!origin.firesHooks()) {
            return;
        }
        for (ScopedWebhook webhook : List.copyOf(conversation.webhooks.values())) {
            tellOwnTarget(webhook, conversation, message, origin);
        }
    }

    /** Tells a new webhook the messages it asked to have replayed. */
    void replay(ScopedWebhook webhook, ConversationRecord conversation) {
        Integer from = webhook.replayAfter;
        if (from == null) {
            return;
        }
        for (MessageRecord message : List.copyOf(conversation.messages)) {
            if (message.index >= from) {
                Origin origin = Origin.api(true);
                tellOwnTarget(webhook, conversation, message, origin);
                if (webhook.target.equals("webhook") && webhook.filters.contains("onMessageAdded")) {
                    call(webhook, "onMessageAdded", conversation, origin, messageFields(conversation, message));
                }
            }
        }
    }

    private void tellOwnTarget(
            ScopedWebhook webhook, ConversationRecord conversation, MessageRecord message, Origin origin) {
        if (webhook.target.equals("studio") && webhook.flowSid != null) {
            studio.messageAdded(webhook.flowSid, conversation, message, origin);
        } else if (webhook.target.equals("trigger") && hasTriggerWord(webhook, message.body)) {
            call(webhook, "onMessageAdded", conversation, origin, messageFields(conversation, message));
        }
    }

    private static boolean hasTriggerWord(ScopedWebhook webhook, @Nullable String body) {
        String text = body == null ? "" : body.toLowerCase(Locale.ROOT);
        return webhook.triggers.stream().anyMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
    }

    private void fire(String event, ConversationRecord conversation, Origin origin, Map<String, String> fields) {
        if (!origin.firesHooks()) {
            return;
        }
        ChatService service = conversation.service;
        if (service.postWebhookUrl != null
                && !service.postWebhookUrl.isEmpty()
                && service.webhookFilters.contains(event)) {
            dispatch(service.postWebhookUrl, service.webhookMethod, event, conversation, origin, fields);
        }
        for (ScopedWebhook webhook : conversation.webhooks.values()) {
            if (webhook.target.equals("webhook") && webhook.filters.contains(event)) {
                call(webhook, event, conversation, origin, fields);
            }
        }
    }

    private void call(
            ScopedWebhook webhook,
            String event,
            ConversationRecord conversation,
            Origin origin,
            Map<String, String> fields) {
        if (webhook.url != null) {
            dispatch(webhook.url, webhook.method, event, conversation, origin, fields);
        }
    }

    private void dispatch(
            String url,
            String method,
            String event,
            ConversationRecord conversation,
            Origin origin,
            Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("EventType", event);
        all.put("AccountSid", accountSid);
        all.put("ChatServiceSid", conversation.service.sid);
        all.put("Source", origin.source());
        if (origin.clientIdentity() != null) {
            all.put("ClientIdentity", origin.clientIdentity());
        }
        all.put("RetryCount", "0");
        all.putAll(fields);
        hooks.dispatch(
                new HookDispatcher.Hook(url, method, event, conversation.sid, all, HookDispatcher.CONVERSATIONS_LIMIT));
    }

    private static Map<String, String> conversationFields(ConversationRecord conversation) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ConversationSid", conversation.sid);
        fields.put("DateCreated", Json.dateMillis(conversation.created));
        fields.put("DateUpdated", Json.dateMillis(conversation.updated));
        if (conversation.named) {
            fields.put("FriendlyName", conversation.friendlyName);
        }
        if (conversation.uniqueName != null) {
            fields.put("UniqueName", conversation.uniqueName);
        }
        fields.put("Attributes", conversation.attributes);
        fields.put("State", conversation.state.text());
        return fields;
    }

    private static Map<String, String> participantFields(
            ConversationRecord conversation, ParticipantRecord participant) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ConversationSid", conversation.sid);
        fields.put("ParticipantSid", participant.sid);
        fields.put("DateCreated", Json.dateMillis(participant.created));
        fields.put("Identity", participant.identity);
        fields.put("RoleSid", participant.roleSid);
        fields.put("Attributes", participant.attributes);
        return fields;
    }

    private static Map<String, String> messageFields(ConversationRecord conversation, MessageRecord message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ConversationSid", conversation.sid);
        fields.put("MessageSid", message.sid);
        fields.put("Index", Integer.toString(message.index));
        fields.put("DateCreated", Json.dateMillis(message.created));
        if (message.body != null) {
            fields.put("Body", message.body);
        }
        fields.put("Author", message.author);
        if (message.participantSid != null) {
            fields.put("ParticipantSid", message.participantSid);
        }
        fields.put("Attributes", message.attributes);
        MediaItem media = message.media;
        if (media != null) {
            ObjectNode item = Json.object()
                    .put("Sid", media.sid)
                    .put("ContentType", media.contentType)
                    .put("Filename", media.filename)
                    .put("Size", media.bytes.length);
            fields.put("Media", Json.text(Json.array().add(item)));
        }
        return fields;
    }
}
