package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.contactcenter.AgentRequest;
import java.util.Locale;

/**
 * What is kept with the Twilio conversation, for Studio and for the agent. Studio sees it parsed. Nothing else writes
 * there, so it is always written whole.
 */
final class ConversationAttributes {
    private static final int LONGEST = 40;

    private ConversationAttributes() {}

    /** Nobody asked for an agent. */
    static String quiet(ConversationId conversation, Customer customer) {
        ObjectNode root = base(conversation, customer);
        root.putObject("guildline").put("handoff", "no");
        return root.toString();
    }

    /** The flow is to send the conversation to Flex, whatever is said. */
    static String handoffRequested(AgentRequest request) {
        ObjectNode root = base(request.conversation(), request.customer());
        root.putObject("guildline")
                .put("handoff", LinkDetails.REQUESTED)
                .put("caseNumber", caseNumber(request))
                .put("subject", shortened(request.subject()))
                .put("reason", name(request.reason()));
        return root.toString();
    }

    static String caseNumber(AgentRequest request) {
        return request.caseNumber().map(Object::toString).orElse("");
    }

    static String name(HandoffReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode base(ConversationId conversation, Customer customer) {
        ObjectNode root = Json.object();
        root.putObject("pre_engagement_data")
                .put("friendlyName", shortened(customer.displayName()))
                .put("locale", customer.language().toLanguageTag());
        return root.put("sourceChannel", customer.address().channel().value())
                .put("customerId", customer.id().value())
                .put("sessionId", conversation.value());
    }

    /** The task attributes that Studio makes of this may have 1,024 characters in all, however they are escaped. */
    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
