package dev.guildline.sandbox.twilio;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Participants of a conversation. */
final class ParticipantRoutes {
    private final Conversations conversations;
    private final Participants participants;
    private final WriteLimits limits;
    private final ConversationJson json;
    private final Paging paging = new Paging(100);

    ParticipantRoutes(
            Conversations conversations, Participants participants, WriteLimits limits, ConversationJson json) {
        this.conversations = conversations;
        this.participants = participants;
        this.limits = limits;
        this.json = json;
    }

    void addTo(RouteTable routes) {
        for (String base : ConversationRoutes.BASES) {
            String list = base + "/Conversations/{ConversationSid}/Participants";
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
        @Nullable String identity = request.form("Identity");
        if (identity == null || identity.isEmpty()) {
            throw TwilioError.invalid("Identity", "must be given; this sandbox knows no messaging bindings");
        }
        ParticipantRecord participant = participants.add(
                conversation, identity, request.form("Attributes"), request.form("RoleSid"), request.origin());
        return RestReply.created(json.participant(conversation, participant));
    }

    private RestReply list(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        return paging.page(
                request,
                "participants",
                ConversationJson.url(conversation) + "/Participants",
                List.copyOf(conversation.participants.values()),
                participant -> json.participant(conversation, participant));
    }

    private RestReply fetch(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        return RestReply.ok(json.participant(conversation, participants.participant(conversation, request.sid("Sid"))));
    }

    private RestReply update(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        limits.writeTo(conversation.sid);
        ParticipantRecord participant = participants.participant(conversation, request.sid("Sid"));
        participants.update(
                conversation,
                participant,
                request.form("Attributes"),
                request.formNumber("LastReadMessageIndex"),
                request.origin());
        return RestReply.ok(json.participant(conversation, participant));
    }

    private RestReply delete(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        limits.writeTo(conversation.sid);
        participants.remove(conversation, participants.participant(conversation, request.sid("Sid")), request.origin());
        return RestReply.noContent();
    }

    private ConversationRecord conversation(RestRequest request) {
        ChatService service = conversations.service(request.sidOr("ChatServiceSid", conversations.flexService().sid));
        return conversations.conversation(service, request.sid("ConversationSid"));
    }
}
