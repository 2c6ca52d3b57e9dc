package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.InteractionRecord.Invite;
import dev.guildline.sandbox.twilio.InteractionRecord.Member;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Flex API: interactions with their channels, invites and participants. */
final class FlexRoutes {
    private static final Set<String> MEMBER_TYPES = Set.of("supervisor", "customer", "external", "agent", "unknown");

    private final Interactions interactions;
    private final WriteLimits limits;
    private final FlexJson json;
    private final Paging paging = new Paging(100);

    FlexRoutes(Interactions interactions, WriteLimits limits, FlexJson json) {
        this.interactions = interactions;
        this.limits = limits;
        this.json = json;
    }

    void addTo(RouteTable routes) {
        String one = "/flex-api/v1/Interactions/{InteractionSid}";
        String channel = one + "/Channels/{ChannelSid}";
        routes.post("/flex-api/v1/Interactions", this::create)
                .get(one, request -> RestReply.ok(json.interaction(interaction(request))))
                .post(one, this::update)
                .get(one + "/Channels", this::listChannels)
                .get(channel, request -> RestReply.ok(json.channel(withChannel(request))))
                .post(channel, this::updateChannel)
                .get(channel + "/Invites", this::listInvites)
                .post(channel + "/Invites", this::invite)
                .get(channel + "/Participants", this::listMembers)
                .post(channel + "/Participants", this::addMember)
                .post(channel + "/Participants/{Sid}", this::updateMember);
    }

    private RestReply create(RestRequest request) {
        limits.interactions("Interactions");
        ObjectNode channel = request.requiredObject("Channel");
        InteractionRecord interaction = interactions.create(channel, request.optionalObject("Routing"));
        interaction.webhookTtid = request.form("WebhookTtid");
        return RestReply.ok(json.interaction(interaction));
    }

    private RestReply update(RestRequest request) {
        InteractionRecord interaction = interaction(request);
        interaction.webhookTtid = request.form("WebhookTtid");
        return RestReply.ok(json.interaction(interaction));
    }

    private RestReply listChannels(RestRequest request) {
        InteractionRecord interaction = interaction(request);
        return paging.page(
                request, "channels", FlexJson.url(interaction) + "/Channels", List.of(interaction), json::channel);
    }

    private RestReply updateChannel(RestRequest request) {
        limits.interactions("Channels");
        InteractionRecord interaction = withChannel(request);
        String status = request.required("Status");
        @Nullable ObjectNode routing = request.optionalObject("Routing");
        String routingStatus = routing == null ? "" : routing.path("status").asText("");
        switch (status) {
            case "closed" -> interactions.close(interaction, routingStatus.equals("closed"));
            case "inactive" -> {
                if (!routingStatus.equals("closed")) {
                    throw TwilioError.invalid("Routing", "must be {\"status\":\"closed\"} with Status inactive");
                }
                interactions.park(interaction);
            }
            default -> throw TwilioError.invalid("Status", "must be closed or inactive");
        }
        return RestReply.ok(json.channel(interaction));
    }

    private RestReply listInvites(RestRequest request) {
        InteractionRecord interaction = withChannel(request);
        return paging.page(
                request,
                "invites",
                FlexJson.channelUrl(interaction) + "/Invites",
                interaction.invites,
                invite -> json.invite(interaction, invite));
    }

    private RestReply invite(RestRequest request) {
        limits.interactions("Invites");
        InteractionRecord interaction = withChannel(request);
        Invite invite = interactions.invite(interaction, request.requiredObject("Routing"), null);
        return RestReply.ok(json.invite(interaction, invite));
    }

    private RestReply listMembers(RestRequest request) {
        InteractionRecord interaction = withChannel(request);
        return paging.page(
                request,
                "participants",
                FlexJson.channelUrl(interaction) + "/Participants",
                List.copyOf(interaction.members.values()),
                member -> json.member(interaction, member));
    }

    private RestReply addMember(RestRequest request) {
        InteractionRecord interaction = withChannel(request);
        String type = request.required("Type");
        if (!MEMBER_TYPES.contains(type)) {
            throw TwilioError.invalid("Type", "is no type of participant");
        }
        JsonNode identity = request.requiredObject("MediaProperties").path("identity");
        if (!identity.isTextual()) {
            throw TwilioError.invalid("MediaProperties", "needs an identity");
        }
        Member member = interactions.add(interaction, type, identity.textValue());
        return RestReply.ok(json.member(interaction, member));
    }

    private RestReply updateMember(RestRequest request) {
        InteractionRecord interaction = withChannel(request);
        Member member = interaction.members.get(request.sid("Sid"));
        if (member == null) {
            throw TwilioError.notFound(FlexJson.channelUrl(interaction) + "/Participants/" + request.sid("Sid"));
        }
        switch (request.required("Status")) {
            case "closed" -> interactions.dismiss(interaction, member);
            case "wrapup" -> interactions.wrapUp(member);
            default -> throw TwilioError.invalid("Status", "must be closed or wrapup");
        }
        return RestReply.ok(json.member(interaction, member));
    }

    private InteractionRecord interaction(RestRequest request) {
        return interactions.interaction(request.sid("InteractionSid"));
    }

    private InteractionRecord withChannel(RestRequest request) {
        return interactions.withChannel(request.sid("InteractionSid"), request.sid("ChannelSid"));
    }
}
