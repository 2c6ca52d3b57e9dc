package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The task attributes Flex adds to the caller's. */
final class FlexAttributes {
    private FlexAttributes() {}

    static void complete(ObjectNode attributes, InteractionRecord interaction, String inviteSid, String customer) {
        ConversationRecord conversation = interaction.conversation;
        String name = attributes.path("customerName").asText(displayName(conversation, customer));
        putMissing(attributes, "from", name);
        putMissing(attributes, "customerName", name);
        putMissing(attributes, "customerAddress", customer);
        putMissing(attributes, "channelType", interaction.type);
        attributes
                .put("conversationSid", conversation.sid)
                .put("flexInteractionSid", interaction.sid)
                .put("flexInteractionChannelSid", interaction.channelSid)
                .put("flexChannelInviteSid", inviteSid)
                .put("initiatedBy", interaction.initiatedBy)
                .put("direction", interaction.initiatedBy.equals("agent") ? "outbound" : "inbound");
        if (!attributes.has("customers")) {
            attributes.putObject("customers").put("name", name);
        }
        if (!attributes.has("conversations")) {
            ObjectNode history = attributes.putObject("conversations");
            history.put("conversation_id", interaction.sid).put("initiated_by", interaction.initiatedBy);
            history.putArray("media").addObject().put("type", "ChatTranscript").put("sid", conversation.sid);
        }
    }

    private static void putMissing(ObjectNode attributes, String name, String value) {
        if (!attributes.hasNonNull(name)) {
            attributes.put(name, value);
        }
    }

    private static String displayName(ConversationRecord conversation, String identity) {
        @Nullable UserRecord user = conversation.service.users.get(identity);
        return user == null || user.friendlyName == null ? identity : user.friendlyName;
    }
}
