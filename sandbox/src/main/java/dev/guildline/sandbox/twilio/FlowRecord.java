package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildline.sandbox.twilio.studio.FlowDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Studio flow with its revisions. Guarded by the state's lock. */
final class FlowRecord {
    /**
     * One saved state of a flow.
     *
     * @param number 1 for the first
     * @param friendlyName its name then
     * @param published whether it runs
     * @param definition the JSON as given
     * @param parsed the checked definition
     * @param commitMessage what changed
     * @param at when it was saved
     */
    record Revision(
            int number,
            String friendlyName,
            boolean published,
            JsonNode definition,
            FlowDefinition parsed,
            @Nullable String commitMessage,
            Instant at) {}

    final String sid = Sids.next("FW");
    final Instant created;
    final List<Revision> revisions = new ArrayList<>();

    FlowRecord(Instant now) {
        this.created = now;
    }

    Revision latest() {
        return revisions.get(revisions.size() - 1);
    }

    /** The revision that runs; null where none was ever published. */
    @Nullable
    Revision published() {
        for (int at = revisions.size() - 1; at >= 0; at--) {
            if (revisions.get(at).published()) {
                return revisions.get(at);
            }
        }
        return null;
    }
}
