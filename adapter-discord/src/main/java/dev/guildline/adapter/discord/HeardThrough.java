package dev.guildline.adapter.discord;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Through when a customer has certainly been heard. That is not when their conversation last changed: an agent may have
 * written or ended it meanwhile, or an earlier catch-up may have ended half-way. It is the beginning of their last
 * conversation that was over before the silence began, and as long as there is none, the beginning of the first. Its end
 * would not do: it may lie in an earlier silence, with words before it that a catch-up which was killed never got to.
 */
final class HeardThrough {
    /** For clocks that differ, and a connection that was dead before anybody noticed. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private HeardThrough() {}

    /**
     * By user, in the order of the conversations, of which the last changed comes first.
     *
     * @param recognisedSince what is older is not looked for: core would not know it again
     */
    static Map<Long, Instant> byUser(List<Conversation> conversations, Instant silentSince, Instant recognisedSince) {
        Map<Long, Instant> through = byUser(conversations, silentSince);
        through.replaceAll((user, from) -> from.isBefore(recognisedSince) ? recognisedSince : from);
        return through;
    }

    private static Map<Long, Instant> byUser(List<Conversation> conversations, Instant silentSince) {
        Map<Long, Instant> through = new LinkedHashMap<>();
        Set<Long> certain = new HashSet<>();
        for (Conversation conversation : conversations) {
            OptionalLong address = UserAddress.userIfAny(conversation.customer().address());
            if (address.isEmpty() || certain.contains(address.getAsLong())) {
                continue;
            }
            long user = address.getAsLong();
            if (conversation.status() == ConversationStatus.CLOSED
                    && conversation.updatedAt().isBefore(silentSince)) {
                certain.add(user);
                through.put(user, conversation.openedAt().minus(OVERLAP));
            } else {
                through.merge(
                        user,
                        conversation.openedAt().minus(OVERLAP),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return through;
    }
}
