package dev.guildline.sandbox.twilio;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Users of a chat service and the service's own configuration. */
final class UserRoutes {
    private final Conversations conversations;
    private final Participants participants;
    private final WriteLimits limits;
    private final ConversationJson json;
    private final Paging paging = new Paging(100);

    UserRoutes(Conversations conversations, Participants participants, WriteLimits limits, ConversationJson json) {
        this.conversations = conversations;
        this.participants = participants;
        this.limits = limits;
        this.json = json;
    }

    void addTo(RouteTable routes) {
        for (String base : ConversationRoutes.BASES) {
            routes.post(base + "/Users", this::create)
                    .get(base + "/Users", this::list)
                    .get(base + "/Users/{Sid}", this::fetch)
                    .post(base + "/Users/{Sid}", this::update)
                    .delete(base + "/Users/{Sid}", this::delete)
                    .get(base + "/Configuration/Webhooks", this::fetchWebhooks)
                    .post(base + "/Configuration/Webhooks", this::updateWebhooks);
        }
        routes.get(
                ConversationRoutes.BASES.get(0) + "/Configuration",
                request -> RestReply.ok(json.configuration(service(request))));
    }

    private RestReply create(RestRequest request) {
        ChatService service = service(request);
        limits.writeTo(service.sid);
        String identity = Limits.name("Identity", request.required("Identity"));
        if (service.users.containsKey(identity)) {
            throw new TwilioError(409, 50201, "User already exists");
        }
        UserRecord user = participants.user(service, identity);
        apply(request, user);
        return RestReply.created(json.user(service, user));
    }

    private RestReply list(RestRequest request) {
        ChatService service = service(request);
        return paging.page(
                request,
                "users",
                ConversationJson.url(service) + "/Users",
                List.copyOf(service.users.values()),
                user -> json.user(service, user));
    }

    private RestReply fetch(RestRequest request) {
        ChatService service = service(request);
        return RestReply.ok(json.user(service, user(request, service)));
    }

    private RestReply update(RestRequest request) {
        ChatService service = service(request);
        limits.writeTo(service.sid);
        UserRecord user = user(request, service);
        apply(request, user);
        user.updated = conversations.now();
        return RestReply.ok(json.user(service, user));
    }

    private RestReply delete(RestRequest request) {
        ChatService service = service(request);
        limits.writeTo(service.sid);
        UserRecord user = user(request, service);
        for (ConversationRecord conversation : participants.conversationsOf(service, user.identity)) {
            participants.remove(conversation, participants.participant(conversation, user.identity), request.origin());
        }
        service.users.remove(user.identity);
        return RestReply.noContent();
    }

    private RestReply fetchWebhooks(RestRequest request) {
        return RestReply.ok(json.webhookConfiguration(service(request)));
    }

    private RestReply updateWebhooks(RestRequest request) {
        ChatService service = service(request);
        if (request.has("PreWebhookUrl")) {
            service.preWebhookUrl = request.form("PreWebhookUrl");
        }
        if (request.has("PostWebhookUrl")) {
            service.postWebhookUrl = request.form("PostWebhookUrl");
        }
        @Nullable String method = request.form("Method");
        if (method != null) {
            service.webhookMethod = method.toUpperCase(Locale.ROOT);
        }
        if (request.has("Filters")) {
            service.webhookFilters = List.copyOf(request.forms("Filters"));
        }
        return RestReply.ok(json.webhookConfiguration(service));
    }

    private static void apply(RestRequest request, UserRecord user) {
        @Nullable String friendlyName = request.form("FriendlyName");
        if (friendlyName != null) {
            user.friendlyName = Limits.name("FriendlyName", friendlyName);
        }
        @Nullable String attributes = request.form("Attributes");
        if (attributes != null) {
            user.attributes = Limits.attributes(attributes, Limits.LARGE_ATTRIBUTES);
        }
        @Nullable String role = request.form("RoleSid");
        if (role != null) {
            user.roleSid = role;
        }
    }

    private static UserRecord user(RestRequest request, ChatService service) {
        UserRecord user = service.findUser(request.sid("Sid"));
        if (user == null) {
            throw TwilioError.notFound("/Services/" + service.sid + "/Users/" + request.sid("Sid"));
        }
        return user;
    }

    private ChatService service(RestRequest request) {
        return conversations.service(request.sidOr("ChatServiceSid", conversations.flexService().sid));
    }
}
