package dev.guildline.core.port.assistant;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.Message;
import java.util.List;
import java.util.Locale;

/**
 * What the virtual agent is to answer.
 *
 * @param conversation in which conversation
 * @param text the customer's own words since the last turn, messages separated by a line break; as they were edited, and
 *     without what was deleted, quoted or forwarded. Never blank: what holds no words is seen to by core
 * @param locale the language to answer in: the one that the customer writes, else that of their client
 * @param earlier the talk before, as it reads now, oldest first, at most the last 20 entries
 * @param abstentions how often in a row the virtual agent could not help
 */
public record Turn(ConversationId conversation, String text, Locale locale, List<Message> earlier, int abstentions) {
    /** Keeps an unchangeable copy. */
    public Turn {
        earlier = List.copyOf(earlier);
    }
}
