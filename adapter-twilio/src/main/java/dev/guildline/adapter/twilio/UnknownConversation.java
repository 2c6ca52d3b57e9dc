package dev.guildline.adapter.twilio;

import dev.guildline.core.port.webhook.WebhookReply;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The answer to a call about a conversation that is not ours. */
final class UnknownConversation {
    private UnknownConversation() {}

    static WebhookReply reply(Logger log, String path, String conversation) {
        log.log(Level.WARNING, "{0} was called for the unknown conversation {1}", path, conversation);
        return WebhookReply.problem(
                400, "Unknown conversation", "conversation " + conversation + " does not belong to this Guildline");
    }
}
