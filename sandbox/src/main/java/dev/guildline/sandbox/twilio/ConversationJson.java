package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Conversations resources as REST shows them. URLs name the real host, as the original's do. */
final class ConversationJson {
    static final String HOST = "https://conversations.twilio.com/v1";

    private final String accountSid;

    ConversationJson(String accountSid) {
        this.accountSid = accountSid;
    }

    static String url(ChatService service) {
        return HOST + "/Services/" + service.sid;
    }

    static String url(ConversationRecord conversation) {
        return url(conversation.service) + "/Conversations/" + conversation.sid;
    }

    ObjectNode service(ChatService service) {
        String url = url(service);
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("sid", service.sid)
                .put("friendly_name", service.friendlyName)
                .put("date_created", Json.date(service.created))
                .put("date_updated", Json.date(service.created))
                .put("url", url);
        json.putObject("links")
                .put("conversations", url + "/Conversations")
                .put("users", url + "/Users")
                .put("roles", url + "/Roles")
                .put("bindings", url + "/Bindings")
                .put("configuration", url + "/Configuration")
                .put("participant_conversations", url + "/ParticipantConversations")
                .put("conversation_with_participants", url + "/ConversationWithParticipants");
        return json;
    }

    ObjectNode conversation(ConversationRecord conversation) {
        String url = url(conversation);
        ObjectNode json = Json.object()
                .put("sid", conversation.sid)
                .put("account_sid", accountSid)
                .put("chat_service_sid", conversation.service.sid)
                .putNull("messaging_service_sid")
                .put("friendly_name", conversation.named ? conversation.friendlyName : null)
                .put("unique_name", conversation.uniqueName)
                .put("attributes", conversation.attributes)
                .put("state", conversation.state.text())
                .put("date_created", Json.date(conversation.created))
                .put("date_updated", Json.date(conversation.updated));
        json.set("timers", timers(conversation));
        json.put("url", url);
        json.putObject("links")
                .put("participants", url + "/Participants")
                .put("messages", url + "/Messages")
                .put("webhooks", url + "/Webhooks");
        json.putNull("bindings");
        return json;
    }

    private static ObjectNode timers(ConversationRecord conversation) {
        ObjectNode timers = Json.object();
        putDate(timers, "date_inactive", conversation.inactiveAt());
        putDate(timers, "date_closed", conversation.closedAt());
        return timers;
    }

    private static void putDate(ObjectNode json, String name, @Nullable Instant at) {
        if (at != null) {
            json.put(name, Json.date(at));
        }
    }

    ObjectNode participant(ConversationRecord conversation, ParticipantRecord participant) {
        return Json.object()
                .put("sid", participant.sid)
                .put("account_sid", accountSid)
                .put("chat_service_sid", conversation.service.sid)
                .put("conversation_sid", conversation.sid)
                .put("identity", participant.identity)
                .put("attributes", participant.attributes)
                .putNull("messaging_binding")
                .put("role_sid", participant.roleSid)
                .put("date_created", Json.date(participant.created))
                .put("date_updated", Json.date(participant.updated))
                .put("last_read_message_index", participant.lastReadIndex)
                .putNull("last_read_timestamp")
                .put("url", url(conversation) + "/Participants/" + participant.sid);
    }

    ObjectNode message(ConversationRecord conversation, MessageRecord message) {
        String url = url(conversation) + "/Messages/" + message.sid;
        ObjectNode json = Json.object()
                .put("sid", message.sid)
                .put("account_sid", accountSid)
                .put("chat_service_sid", conversation.service.sid)
                .put("conversation_sid", conversation.sid)
                .put("index", message.index)
                .put("author", message.author)
                .put("body", message.body);
        MediaItem media = message.media;
        if (media == null) {
            json.putNull("media");
        } else {
            json.putArray("media").add(media(media));
        }
        json.put("attributes", message.attributes)
                .put("participant_sid", message.participantSid)
                .put("date_created", Json.date(message.created))
                .put("date_updated", Json.date(message.updated))
                .putNull("delivery")
                .putNull("content_sid")
                .put("url", url);
        json.putObject("links")
                .put("delivery_receipts", url + "/Receipts")
                .put("channel_metadata", url + "/ChannelMetadata");
        return json;
    }

    private static ObjectNode media(MediaItem media) {
        return Json.object()
                .put("sid", media.sid)
                .put("size", media.bytes.length)
                .put("content_type", media.contentType)
                .put("filename", media.filename);
    }

    ObjectNode webhook(ConversationRecord conversation, ScopedWebhook webhook) {
        ObjectNode configuration = Json.object();
        if (webhook.target.equals("studio")) {
            configuration.put("flow_sid", webhook.flowSid);
        } else {
            configuration.put("url", webhook.url).put("method", webhook.method);
        }
        if (webhook.target.equals("trigger")) {
            ArrayNode triggers = configuration.putArray("triggers");
            webhook.triggers.forEach(triggers::add);
        } else {
            ArrayNode filters = configuration.putArray("filters");
            webhook.filters.forEach(filters::add);
        }
        if (webhook.replayAfter != null) {
            configuration.put("replay_after", webhook.replayAfter);
        }
        ObjectNode json = Json.object()
                .put("sid", webhook.sid)
                .put("account_sid", accountSid)
                .put("chat_service_sid", conversation.service.sid)
                .put("conversation_sid", conversation.sid)
                .put("target", webhook.target)
                .put("date_created", Json.date(webhook.created))
                .put("date_updated", Json.date(webhook.updated))
                .put("url", url(conversation) + "/Webhooks/" + webhook.sid);
        json.set("configuration", configuration);
        return json;
    }

    ObjectNode user(ChatService service, UserRecord user) {
        String url = url(service) + "/Users/" + user.sid;
        ObjectNode json = Json.object()
                .put("sid", user.sid)
                .put("account_sid", accountSid)
                .put("chat_service_sid", service.sid)
                .put("role_sid", user.roleSid)
                .put("identity", user.identity)
                .put("friendly_name", user.friendlyName)
                .put("attributes", user.attributes)
                .putNull("is_online")
                .putNull("is_notifiable")
                .put("date_created", Json.date(user.created))
                .put("date_updated", Json.date(user.updated))
                .put("url", url);
        json.putObject("links").put("user_conversations", url + "/Conversations");
        return json;
    }

    ObjectNode participantConversation(
            ConversationRecord conversation, ParticipantRecord participant, UserRecord user) {
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("chat_service_sid", conversation.service.sid)
                .put("participant_sid", participant.sid)
                .put("participant_user_sid", user.sid)
                .put("participant_identity", participant.identity)
                .putNull("participant_messaging_binding")
                .put("conversation_sid", conversation.sid)
                .put("conversation_unique_name", conversation.uniqueName)
                .put("conversation_friendly_name", conversation.named ? conversation.friendlyName : null)
                .put("conversation_attributes", conversation.attributes)
                .put("conversation_date_created", Json.date(conversation.created))
                .put("conversation_date_updated", Json.date(conversation.updated))
                .put("conversation_created_by", "system")
                .put("conversation_state", conversation.state.text());
        json.set("conversation_timers", timers(conversation));
        json.putObject("links")
                .put("participant", url(conversation) + "/Participants/" + participant.sid)
                .put("conversation", url(conversation));
        return json;
    }

    ObjectNode webhookConfiguration(ChatService service) {
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("chat_service_sid", service.sid)
                .put("pre_webhook_url", service.preWebhookUrl)
                .put("post_webhook_url", service.postWebhookUrl)
                .put("method", service.webhookMethod)
                .put("url", url(service) + "/Configuration/Webhooks");
        ArrayNode filters = json.putArray("filters");
        service.webhookFilters.forEach(filters::add);
        return json;
    }

    ObjectNode configuration(ChatService service) {
        String url = url(service) + "/Configuration";
        ObjectNode json = Json.object()
                .put("chat_service_sid", service.sid)
                .put("default_conversation_creator_role_sid", service.creatorRoleSid)
                .put("default_conversation_role_sid", service.participantRoleSid)
                .put("default_chat_service_role_sid", service.serviceRoleSid)
                .put("reachability_enabled", false)
                .put("url", url);
        json.putObject("links").put("notifications", url + "/Notifications").put("webhooks", url + "/Webhooks");
        return json;
    }
}
