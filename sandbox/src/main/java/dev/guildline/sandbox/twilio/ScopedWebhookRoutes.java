package dev.guildline.sandbox.twilio;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Webhooks of one conversation. */
final class ScopedWebhookRoutes {
    private static final Set<String> TARGETS = Set.of("webhook", "trigger", "studio");

    private final Conversations conversations;
    private final ConversationJson json;
    private final Paging paging = new Paging(100);

    ScopedWebhookRoutes(Conversations conversations, ConversationJson json) {
        this.conversations = conversations;
        this.json = json;
    }

    void addTo(RouteTable routes) {
        for (String base : ConversationRoutes.BASES) {
            String list = base + "/Conversations/{ConversationSid}/Webhooks";
            routes.post(list, this::create)
                    .get(list, this::list)
                    .get(list + "/{Sid}", this::fetch)
                    .post(list + "/{Sid}", this::update)
                    .delete(list + "/{Sid}", this::delete);
        }
    }

    private RestReply create(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        String target = request.required("Target");
        if (!TARGETS.contains(target)) {
            throw TwilioError.invalid("Target", "must be webhook, trigger or studio");
        }
        if (conversation.state == ConversationRecord.State.CLOSED) {
            throw Conversations.closed();
        }
        if (conversation.webhooks.size() >= Limits.SCOPED_WEBHOOKS) {
            throw new TwilioError(400, 50361, "Conversation has its limit of 5 webhooks already");
        }
        ScopedWebhook webhook =
                new ScopedWebhook(target, request.formNumber("Configuration.ReplayAfter"), conversations.now());
        if (target.equals("studio")) {
            webhook.filters = List.of("onMessageAdded");
        }
        apply(request, webhook);
        requireComplete(webhook);
        conversation.webhooks.put(webhook.sid, webhook);
        conversations.events().replay(webhook, conversation);
        return RestReply.created(json.webhook(conversation, webhook));
    }

    private RestReply list(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        return paging.page(
                request,
                "webhooks",
                ConversationJson.url(conversation) + "/Webhooks",
                List.copyOf(conversation.webhooks.values()),
                webhook -> json.webhook(conversation, webhook));
    }

    private RestReply fetch(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        return RestReply.ok(json.webhook(conversation, webhook(request, conversation)));
    }

    private RestReply update(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        ScopedWebhook webhook = webhook(request, conversation);
        apply(request, webhook);
        requireComplete(webhook);
        webhook.updated = conversations.now();
        return RestReply.ok(json.webhook(conversation, webhook));
    }

    private RestReply delete(RestRequest request) {
        ConversationRecord conversation = conversation(request);
        conversation.webhooks.remove(webhook(request, conversation).sid);
        return RestReply.noContent();
    }

    private static void apply(RestRequest request, ScopedWebhook webhook) {
        if (request.has("Configuration.Url")) {
            webhook.url = request.required("Configuration.Url");
        }
        @Nullable String method = request.form("Configuration.Method");
        if (method != null) {
            String upper = method.toUpperCase(Locale.ROOT);
            if (!upper.equals("GET") && !upper.equals("POST")) {
                throw TwilioError.invalid("Configuration.Method", "must be get or post");
            }
            webhook.method = upper;
        }
        if (request.has("Configuration.Filters")) {
            List<String> filters = request.forms("Configuration.Filters");
            for (String filter : filters) {
                if (!ConversationEvents.SCOPED_FILTERS.contains(filter)) {
                    throw TwilioError.invalid(
                            "Configuration.Filters", "'" + filter + "' is no event of a conversation");
                }
            }
            webhook.filters = List.copyOf(filters);
        }
        if (request.has("Configuration.Triggers")) {
            List<String> triggers = request.forms("Configuration.Triggers");
            if (triggers.size() > Limits.TRIGGER_WORDS) {
                throw new TwilioError(400, 50362, "A webhook may have 5 trigger words at most");
            }
            webhook.triggers = List.copyOf(triggers);
        }
        if (request.has("Configuration.FlowSid")) {
            String flow = request.required("Configuration.FlowSid");
            if (!Sids.looksLike("FW", flow)) {
                throw TwilioError.invalid("Configuration.FlowSid", "not the sid of a Studio flow");
            }
            webhook.flowSid = flow;
        }
    }

    private static void requireComplete(ScopedWebhook webhook) {
        if (webhook.target.equals("studio")) {
            if (webhook.flowSid == null) {
                throw TwilioError.missing("Configuration.FlowSid");
            }
        } else if (webhook.url == null) {
            throw TwilioError.missing("Configuration.Url");
        }
        if (webhook.target.equals("trigger") && webhook.triggers.isEmpty()) {
            throw TwilioError.missing("Configuration.Triggers");
        }
    }

    private static ScopedWebhook webhook(RestRequest request, ConversationRecord conversation) {
        ScopedWebhook webhook = conversation.webhooks.get(request.sid("Sid"));
        if (webhook == null) {
            throw TwilioError.notFound("/Conversations/" + conversation.sid + "/Webhooks/" + request.sid("Sid"));
        }
        return webhook;
    }

    private ConversationRecord conversation(RestRequest request) {
        ChatService service = conversations.service(request.sidOr("ChatServiceSid", conversations.flexService().sid));
        return conversations.conversation(service, request.sid("ConversationSid"));
    }
}
