package dev.guildline.sandbox.twilio;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A conversation service and what it holds. Guarded by the state's lock. */
final class ChatService {
    final String sid;
    final String friendlyName;
    final Instant created;

    /** The roles every service has; the names are the stock ones. */
    final String creatorRoleSid = Sids.next("RL");

    final String participantRoleSid = Sids.next("RL");
    final String serviceRoleSid = Sids.next("RL");

    final Map<String, ConversationRecord> conversations = new LinkedHashMap<>();
    final Map<String, ConversationRecord> byUniqueName = new LinkedHashMap<>();
    final Map<String, UserRecord> users = new LinkedHashMap<>();

    @Nullable
    String preWebhookUrl;

    @Nullable
    String postWebhookUrl;

    String webhookMethod = "POST";
    List<String> webhookFilters = List.of();

    ChatService(String sid, String friendlyName, Instant now) {
        this.sid = sid;
        this.friendlyName = friendlyName;
        this.created = now;
    }

    /** The conversation with this sid or unique name. */
    @Nullable
    ConversationRecord find(String sidOrName) {
        ConversationRecord bySid = conversations.get(sidOrName);
        return bySid != null ? bySid : byUniqueName.get(sidOrName);
    }

    /** The user with this sid or identity. */
    @Nullable
    UserRecord findUser(String sidOrIdentity) {
        UserRecord byIdentity = users.get(sidOrIdentity);
        if (byIdentity != null) {
            return byIdentity;
        }
        return users.values().stream()
                .filter(user -> user.sid.equals(sidOrIdentity))
                .findFirst()
                .orElse(null);
    }
}
