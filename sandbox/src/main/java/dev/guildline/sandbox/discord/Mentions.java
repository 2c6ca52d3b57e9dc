package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out whom a message pings, given what its sender allowed. */
final class Mentions {
    private static final Pattern USER = Pattern.compile("<@!?(\\d+)>");
    private static final Pattern EVERYONE = Pattern.compile("@(everyone|here)\\b");

    /** What is allowed where the sender said nothing. */
    enum Default {
        EVERYTHING,
        ONLY_USERS
    }

    private Mentions() {}

    static void apply(
            Message message, @Nullable JsonNode allowed, Default unsaid, boolean mayPingEveryone, World world) {
        Set<Account> pinged = new LinkedHashSet<>();
        Matcher matcher = USER.matcher(message.content);
        while (matcher.find()) {
            Account account = world.accounts.get(Long.parseUnsignedLong(matcher.group(1)));
            if (account != null && allowsUser(allowed, account)) {
                pinged.add(account);
            }
        }
        if (message.repliesTo != null
                && (allowed == null || allowed.path("replied_user").asBoolean())) {
            pinged.add(message.repliesTo.author);
        }
        message.mentions = List.copyOf(pinged);
        boolean wanted = allowed == null ? unsaid == Default.EVERYTHING : parses(allowed, "everyone");
        message.mentionsEveryone = wanted
                && mayPingEveryone
                && message.channel.guild != null
                && EVERYONE.matcher(message.content).find();
    }

    private static boolean allowsUser(@Nullable JsonNode allowed, Account account) {
        if (allowed == null || parses(allowed, "users")) {
            return true;
        }
        List<String> ids = new ArrayList<>();
        Json.list(allowed, "users").forEach(id -> ids.add(id.asText()));
        return ids.contains(Long.toUnsignedString(account.id));
    }

    private static boolean parses(JsonNode allowed, String kind) {
        for (JsonNode parse : Json.list(allowed, "parse")) {
            if (parse.asText().equals(kind)) {
                return true;
            }
        }
        return false;
    }
}
