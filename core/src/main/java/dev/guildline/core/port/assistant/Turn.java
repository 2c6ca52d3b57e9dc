package dev.guildline.core.port.assistant;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.Message;
import java.util.List;
import java.util.Locale;

/**
 * What the virtual agent is to answer.
 *
 * @param conversation in which conversation
 * @param text what the customer wrote since the last turn, messages separated by a line break
 * @param locale the language last seen for the customer
 * @param earlier the talk before, oldest first, at most the last 20 entries
 * @param abstentions how often in a row the virtual agent could not help
 */
public record Turn(ConversationId conversation, String text, Locale locale, List<Message> earlier, int abstentions) {
    /** Keeps an unchangeable copy. */
    public Turn {
        earlier = List.copyOf(earlier);
    }
}
