package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message as the server keeps it. Guarded by the world's lock. */
final class Message {
    static final int DEFAULT = 0;
    static final int REPLY = 19;
    static final int CHAT_INPUT_COMMAND = 20;
    static final int CONTEXT_MENU_COMMAND = 23;

    static final int FLAG_CROSSPOSTED = 1;
    static final int FLAG_SUPPRESS_EMBEDS = 1 << 2;
    static final int FLAG_EPHEMERAL = 1 << 6;
    static final int FLAG_LOADING = 1 << 7;
    static final int FLAG_SUPPRESS_NOTIFICATIONS = 1 << 12;
    static final int FLAG_VOICE = 1 << 13;
    static final int FLAG_COMPONENTS_V2 = 1 << 15;

    final long id;
    final Channel channel;
    final Account author;
    final Instant sentAt;
    int type = DEFAULT;
    String content = "";
    ArrayNode embeds = Json.array();
    ArrayNode components = Json.array();
    List<StoredFile> attachments = new ArrayList<>();
    List<Account> mentions = List.of();
    List<String> stickers = List.of();
    boolean mentionsEveryone;
    boolean tts;
    int flags;

    @Nullable
    JsonNode nonce;

    @Nullable
    Instant editedAt;

    @Nullable
    Message repliesTo;

    @Nullable
    ObjectNode poll;

    @Nullable
    Message forwards;

    @Nullable
    Interaction interaction;

    @Nullable
    Account ephemeralFor;

    @Nullable
    Channel startedThread;

    final Map<String, Set<Long>> reactions = new LinkedHashMap<>();

    Message(long id, Channel channel, Account author, Instant sentAt) {
        this.id = id;
        this.channel = channel;
        this.author = author;
        this.sentAt = sentAt;
    }

    boolean isLoading() {
        return (flags & FLAG_LOADING) != 0;
    }

    boolean isEphemeral() {
        return ephemeralFor != null;
    }
}
