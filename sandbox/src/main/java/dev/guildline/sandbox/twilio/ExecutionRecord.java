package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.studio.FlowStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a flow for a conversation. Guarded by the state's lock. */
final class ExecutionRecord {
    /**
     * A step with what the API shows of it.
     *
     * @param sid FT sid
     * @param step what happened
     * @param at when
     */
    record Step(String sid, FlowStep step, Instant at) {}

    final String sid = Sids.next("FN");
    final String contactSid = Sids.next("FC");
    final FlowRecord flow;
    final FlowRecord.Revision revision;
    final String conversationSid;
    final Instant created;
    final List<Step> steps = new ArrayList<>();
    boolean active = true;

    @Nullable
    String ending;

    Instant updated;
    ObjectNode context = Json.object();

    /** Whether it waits for the customer's next message. */
    boolean waiting;

    @Nullable
    ObjectNode reply;

    @Nullable
    Thread thread;

    ExecutionRecord(FlowRecord flow, FlowRecord.Revision revision, String conversationSid, Instant now) {
        this.flow = flow;
        this.revision = revision;
        this.conversationSid = conversationSid;
        this.created = now;
        this.updated = now;
    }
}
