package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.studio.FlowDefinition;
import dev.guildline.sandbox.twilio.studio.FlowProblem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account's flows. Every method runs under the state's lock. */
final class StudioFlows {
    private final Map<String, FlowRecord> flows = new LinkedHashMap<>();
    private final InstantSource clock;

    StudioFlows(InstantSource clock) {
        this.clock = clock;
    }

    List<FlowRecord> all() {
        return List.copyOf(flows.values());
    }

    @Nullable
    FlowRecord find(String sid) {
        return flows.get(sid);
    }

    FlowRecord flow(String sid) {
        FlowRecord flow = flows.get(sid);
        if (flow == null) {
            throw TwilioError.notFound("/Flows/" + sid);
        }
        return flow;
    }

    FlowRecord create(String friendlyName, String status, String definition, @Nullable String commitMessage) {
        boolean published = published(status);
        JsonNode json = checked(definition);
        Instant now = clock.instant();
        FlowRecord flow = new FlowRecord(now);
        flow.revisions.add(new FlowRecord.Revision(
                1, friendlyName, published, json, FlowDefinition.read(json), commitMessage, now));
        flows.put(flow.sid, flow);
        return flow;
    }

    void update(
            FlowRecord flow,
            @Nullable String friendlyName,
            String status,
            @Nullable String definition,
            @Nullable String commitMessage) {
        FlowRecord.Revision before = flow.latest();
        JsonNode json = definition == null ? before.definition() : checked(definition);
        flow.revisions.add(new FlowRecord.Revision(
                before.number() + 1,
                friendlyName == null ? before.friendlyName() : friendlyName,
                published(status),
                json,
                FlowDefinition.read(json),
                commitMessage,
                clock.instant()));
    }

    void delete(FlowRecord flow) {
        flows.remove(flow.sid);
    }

    /** The definition's JSON; refused with 81022 and a list of what is wrong where it cannot be used. */
    static JsonNode checked(String definition) {
        JsonNode json = Json.parse(definition);
        List<FlowProblem> problems =
                json == null ? List.of(new FlowProblem("#", "the definition is not JSON")) : FlowDefinition.check(json);
        if (json != null && problems.isEmpty()) {
            return json;
        }
        ObjectNode details = Json.object();
        ArrayNode errors = details.putArray("errors");
        problems.forEach(problem ->
                errors.addObject().put("property_path", problem.path()).put("message", problem.message()));
        details.putArray("warnings");
        throw new TwilioError(400, 81022, "Flow definition is invalid", details);
    }

    static boolean published(String status) {
        if (!status.equals("draft") && !status.equals("published")) {
            throw TwilioError.invalid("Status", "must be draft or published");
        }
        return status.equals("published");
    }
}
