package dev.guildline.sandbox.twilio;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook of one conversation. Guarded by the state's lock. */
final class ScopedWebhook {
    final String sid = Sids.next("WH");
    final String target;
    final Instant created;
    final @Nullable Integer replayAfter;

    @Nullable
    String url;

    String method = "POST";
    List<String> filters = List.of();
    List<String> triggers = List.of();

    @Nullable
    String flowSid;

    Instant updated;

    ScopedWebhook(String target, @Nullable Integer replayAfter, Instant now) {
        this.target = target;
        this.replayAfter = replayAfter;
        this.created = now;
        this.updated = now;
    }
}
