package dev.guildline.sandbox.twilio;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of a conversation. */
final class MessageRoutes {
    private static final String USUAL_AUTHOR = "system";

    private final Conversations conversations;
    private final Messages messages;
    private final WriteLimits limits;
    private final ConversationJson json;
    private final Paging paging = new Paging(100);

    MessageRoutes(Conversations conversations, Messages messages, WriteLimits limits, ConversationJson json) {
        this.conversations = conversations;
        this.messages = messages;
        this.limits = limits;
        this.json = json;
    }

    void addTo(RouteTable routes) {
        for (String base : ConversationRoutes.BASES) {
            String list = base + "/Conversations/{ConversationSid}/Messages";
            routes.post(list, this::create)
                    .get(list, this::list)
                    .get(list + "/{Sid}", this::fetch)
                    .post(list + "/{Sid}", this::update)
                    .delete(list + "/{Sid}", this::delete);
        }
    }

    private RestReply create(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        limits.writeTo(conversation.sid);
        @Nullable String author = request.form("Author");
        MessageRecord message = messages.add(
                conversation,
                author == null || author.isEmpty() ? USUAL_AUTHOR : author,
                request.form("Body"),
                request.form("Attributes"),
                request.form("MediaSid"),
                request.origin());
        return RestReply.created(json.message(conversation, message));
    }

    private RestReply list(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        List<MessageRecord> all = new ArrayList<>(conversation.messages);
        @Nullable String order = request.query("Order");
        if ("desc".equals(order)) {
            Collections.reverse(all);
        } else if (order != null && !order.equals("asc")) {
            throw TwilioError.invalid("Order", "must be asc or desc");
        }
        return paging.page(
                request,
                "messages",
                ConversationJson.url(conversation) + "/Messages",
                all,
                message -> json.message(conversation, message));
    }

    private RestReply fetch(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        return RestReply.ok(json.message(conversation, messages.message(conversation, request.sid("Sid"))));
    }

    private RestReply update(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        limits.writeTo(conversation.sid);
        MessageRecord message = messages.message(conversation, request.sid("Sid"));
        messages.update(
                conversation,
                message,
                request.form("Author"),
                request.form("Body"),
                request.form("Attributes"),
                request.origin());
        return RestReply.ok(json.message(conversation, message));
    }

    private RestReply delete(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        limits.writeTo(conversation.sid);
        messages.remove(conversation, messages.message(conversation, request.sid("Sid")), request.origin());
        return RestReply.noContent();
    }

    private ConversationRecord conversation(RestRequest request) {
        ChatService service = conversations.service(request.sidOr("ChatServiceSid", conversations.flexService().sid));
        return conversations.conversation(service, request.sid("ConversationSid"));
    }
}
