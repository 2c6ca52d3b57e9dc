package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.flexapi.v1.Interaction;
import com.twilio.rest.flexapi.v1.interaction.InteractionChannel;
import com.twilio.rest.flexapi.v1.interaction.interactionchannel.InteractionChannelInvite;
import com.twilio.rest.taskrouter.v1.workspace.Task;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.port.contactcenter.AgentRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What brings a conversation to an agent in Flex, and what ends it there. */
final class FlexInteractions {
    /** The task channel whose tasks Flex draws as chats without a plugin. */
    static final String TASK_CHANNEL = "chat";

    private static final long PAGE = 50L;

    /**
     * Asks by API: one call, two where the conversation was with the agents before.
     *
     * @return the link with the interaction and its task
     */
    ContactLink request(TwilioRestClient client, FlexSids sids, ContactLink link, AgentRequest request) {
        Optional<ContactLink> again = again(client, sids, link, request);
        if (again.isPresent()) {
            return again.get();
        }
        String conversation = link.ref().value();
        try {
            Interaction made = Interaction.creator(channel(conversation))
                    .setRouting(routing(sids, request))
                    .create(client);
            return link.with(detailsOf(made.getRouting())
                    .or(() -> openTask(client, sids, conversation))
                    .orElseGet(Map::of));
        } catch (RefusedCall refused) {
            if (!refused.isOneOf(TwilioErrors.INTERACTION_EXISTS)) {
                throw refused;
            }
            return link.with(openTask(client, sids, conversation).orElseGet(Map::of));
        }
    }

    /**
     * Asks again where there may be a task, or was one: a conversation has one interaction in its life, and Flex drops
     * a second. So a task that waits is left alone, and for the next one the interaction gets an invite. No call if
     * there never was anything.
     *
     * @return the link, or nothing if it has to be asked for the first time
     */
    Optional<ContactLink> again(TwilioRestClient client, FlexSids sids, ContactLink link, AgentRequest request) {
        Optional<String> interaction = LinkDetails.of(link, LinkDetails.INTERACTION);
        Optional<String> channel = LinkDetails.of(link, LinkDetails.CHANNEL);
        if (!request.doubtful() && interaction.isEmpty()) {
            return Optional.empty();
        }
        Optional<Map<String, String>> open = openTask(client, sids, link.ref().value());
        if (open.isPresent()) {
            return Optional.of(link.with(open.get()));
        } else if (interaction.isEmpty() || channel.isEmpty()) {
            return Optional.empty();
        }
        try {
            InteractionChannelInvite invite = InteractionChannelInvite.creator(
                            interaction.get(), channel.get(), routing(sids, request))
                    .create(client);
            return Optional.of(link.with(detailsOf(invite.getRouting()).orElseGet(Map::of)));
        } catch (RefusedCall refused) {
            boolean noSuchInteraction = (refused.status() == 400 || refused.status() == 404)
                    && !refused.isOneOf(TwilioErrors.CHANNEL_CLOSED, TwilioErrors.CONVERSATION_CLOSED);
            if (!noSuchInteraction) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /** The task that waits for an agent or has one, of a conversation. */
    Optional<Map<String, String>> openTask(TwilioRestClient client, FlexSids sids, String conversation) {
        return Task.reader(sids.workspace())
                .setEvaluateTaskAttributes("conversationSid == \"" + conversation + "\"")
                .setPageSize(PAGE)
                .firstPage(client)
                .getRecords()
                .stream()
                .filter(FlexInteractions::isOpen)
                .filter(task -> Json.readIfPossible(task.getAttributes())
                        .path("conversationSid")
                        .asText("")
                        .equals(conversation))
                .findFirst()
                .map(task -> LinkDetails.ofTask(task.getSid(), Json.readIfPossible(task.getAttributes())));
    }

    /** Ends the interaction if there is one, else the conversation alone. One call. */
    void end(TwilioRestClient client, FlexSids sids, ContactLink link) {
        Optional<String> interaction = LinkDetails.of(link, LinkDetails.INTERACTION);
        Optional<String> channel = LinkDetails.of(link, LinkDetails.CHANNEL);
        if (interaction.isPresent() && channel.isPresent()) {
            try {
                InteractionChannel.updater(
                                interaction.get(), channel.get(), InteractionChannel.UpdateChannelStatus.CLOSED)
                        .update(client);
                return;
            } catch (RefusedCall refused) {
                if (refused.isOneOf(TwilioErrors.CHANNEL_CLOSED, TwilioErrors.CONVERSATION_CLOSED)) {
                    return;
                } else if (refused.status() != 404) {
                    throw refused;
                }
            }
        }
        try {
            Conversation.updater(sids.chatService(), link.ref().value())
                    .setState(Conversation.State.CLOSED)
                    .update(client);
        } catch (RefusedCall refused) {
            if (refused.status() != 404 && !refused.isOneOf(TwilioErrors.CONVERSATION_CLOSED)) {
                throw refused;
            }
        }
    }

    private static boolean isOpen(Task task) {
        return task.getAssignmentStatus() == Task.Status.PENDING
                || task.getAssignmentStatus() == Task.Status.RESERVED
                || task.getAssignmentStatus() == Task.Status.ASSIGNED;
    }

    /** There is no channel type of one's own: {@code web} is the one for custom channels. */
    private static Map<String, Object> channel(String conversation) {
        return Map.of(
                "type", "web", "initiated_by", "customer", "properties", Map.of("media_channel_sid", conversation));
    }

    private static Map<String, Object> routing(FlexSids sids, AgentRequest request) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("from", request.customer().displayName());
        attributes.put("customerName", request.customer().displayName());
        attributes.put("sourceChannel", request.customer().address().channel().value());
        attributes.put("sessionId", request.conversation().value());
        attributes.put("caseNumber", ConversationAttributes.caseNumber(request));
        attributes.put("subject", request.subject());
        attributes.put("handoffReason", ConversationAttributes.name(request.reason()));
        return Map.of(
                "properties",
                Map.of(
                        "workspace_sid",
                        sids.workspace(),
                        "workflow_sid",
                        sids.workflow(),
                        "task_channel_unique_name",
                        TASK_CHANNEL,
                        "attributes",
                        attributes));
    }

    private static Optional<Map<String, String>> detailsOf(@Nullable Object routing) {
        JsonNode properties = Json.of(routing).path("properties");
        JsonNode attributes = properties.path("attributes");
        JsonNode read = attributes.isTextual() ? Json.readIfPossible(attributes.asText()) : attributes;
        String task = properties.path("sid").asText("");
        if (task.isBlank() || read.path("flexInteractionChannelSid").asText("").isBlank()) {
            return Optional.empty();
        }
        return Optional.of(LinkDetails.ofTask(task, read));
    }
}
