package dev.guildline.sandbox.twilio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody in a conversation. Guarded by the state's lock. */
final class ParticipantRecord {
    final String sid = Sids.next("MB");
    final String identity;
    final Instant created;
    String attributes;
    String roleSid;
    Instant updated;

    @Nullable
    Integer lastReadIndex;

    ParticipantRecord(String identity, String attributes, String roleSid, Instant now) {
        this.identity = identity;
        this.attributes = attributes;
        this.roleSid = roleSid;
        this.created = now;
        this.updated = now;
    }
}
