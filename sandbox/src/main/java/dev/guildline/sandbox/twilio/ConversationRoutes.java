package dev.guildline.sandbox.twilio;

import dev.guildline.sandbox.twilio.ConversationRecord.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services, conversations and the look-up by participant. */
final class ConversationRoutes {
    /** Where a service's resources live; the short form means the account's default service, which is Flex's. */
    static final List<String> BASES = List.of("/conversations/v1/Services/{ChatServiceSid}", "/conversations/v1");

    private final Conversations conversations;
    private final Participants participants;
    private final WriteLimits limits;
    private final ConversationJson json;
    private final Paging paging = new Paging(100);
    private final Paging narrowPaging = new Paging(50);

    ConversationRoutes(
            Conversations conversations, Participants participants, WriteLimits limits, ConversationJson json) {
        this.conversations = conversations;
        this.participants = participants;
        this.limits = limits;
        this.json = json;
    }

    void addTo(RouteTable routes) {
        routes.get("/conversations/v1/Services", this::listServices)
                .post("/conversations/v1/Services", this::createService)
                .get(
                        "/conversations/v1/Services/{Sid}",
                        request -> RestReply.ok(json.service(conversations.service(request.sid("Sid")))))
                .delete("/conversations/v1/Services/{Sid}", this::deleteService);
        for (String base : BASES) {
            routes.post(base + "/Conversations", this::create)
                    .get(base + "/Conversations", this::list)
                    .get(base + "/Conversations/{ConversationSid}", this::fetch)
                    .post(base + "/Conversations/{ConversationSid}", this::update)
                    .delete(base + "/Conversations/{ConversationSid}", this::delete)
                    .get(base + "/ParticipantConversations", this::byParticipant);
        }
    }

    private RestReply listServices(RestRequest request) {
        return paging.page(
                request, "services", ConversationJson.HOST + "/Services", conversations.services(), json::service);
    }

    private RestReply createService(RestRequest request) {
        return RestReply.created(json.service(conversations.addService(request.required("FriendlyName"))));
    }

    private RestReply deleteService(RestRequest request) {
        conversations.removeService(conversations.service(request.sid("Sid")));
        return RestReply.noContent();
    }

    private RestReply create(RestRequest request) {
        ChatService service = service(request);
        limits.writeTo(service.sid);
        ConversationRecord conversation =
                conversations.create(service, request.form("UniqueName"), wish(request), request.origin());
        return RestReply.created(json.conversation(conversation));
    }

    private RestReply list(RestRequest request) {
        ChatService service = service(request);
        @Nullable String state = request.query("State");
        List<ConversationRecord> all = new ArrayList<>(service.conversations.values());
        if (state != null) {
            State wanted = State.of("State", state);
            all.removeIf(conversation -> conversation.state != wanted);
        }
        return paging.page(
                request, "conversations", ConversationJson.url(service) + "/Conversations", all, json::conversation);
    }

    private RestReply fetch(RestRequest request) {
        return RestReply.ok(json.conversation(conversation(request)));
    }

    private RestReply update(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        limits.writeTo(conversation.sid);
        conversations.update(conversation, wish(request), request.origin());
        return RestReply.ok(json.conversation(conversation));
    }

    private RestReply delete(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        limits.writeTo(conversation.service.sid);
        conversations.delete(conversation, request.origin());
        return RestReply.noContent();
    }

    private RestReply byParticipant(RestRequest request) {
        ChatService service = service(request);
        @Nullable String identity = request.query("Identity");
        if (identity == null || identity.isEmpty()) {
            throw TwilioError.invalid("Identity", "must be given; this sandbox knows no addresses");
        }
        return narrowPaging.page(
                request,
                "conversations",
                ConversationJson.url(service) + "/ParticipantConversations",
                participants.conversationsOf(service, identity),
                conversation -> json.participantConversation(
                        conversation,
                        participants.participant(conversation, identity),
                        participants.user(service, identity)));
    }

    private ChatService service(RestRequest request) {
        return conversations.service(request.sidOr("ChatServiceSid", conversations.flexService().sid));
    }

    private ConversationRecord conversation(RestRequest request) {
        return conversations.conversation(service(request), request.sid("ConversationSid"));
    }

    private static Conversations.Wish wish(RestRequest request) {
        @Nullable String state = request.form("State");
        return new Conversations.Wish(
                request.form("FriendlyName"),
                request.form("Attributes"),
                state == null || state.isEmpty() ? null : State.of("State", state),
                request.formDuration("Timers.Inactive"),
                request.formDuration("Timers.Closed"));
    }
}
