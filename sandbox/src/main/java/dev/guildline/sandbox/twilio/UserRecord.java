package dev.guildline.sandbox.twilio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user of a chat service: made with the first participant of an identity. Guarded by the state's lock. */
final class UserRecord {
    final String sid = Sids.next("US");
    final String identity;
    final Instant created;

    @Nullable
    String friendlyName;

    String attributes = "{}";
    String roleSid;
    Instant updated;

    UserRecord(String identity, String roleSid, Instant now) {
        this.identity = identity;
        this.roleSid = roleSid;
        this.created = now;
        this.updated = now;
    }
}
