package dev.guildline.sandbox.twilio;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flows, their revisions and executions. */
final class StudioRoutes {
    private final StudioFlows flows;
    private final StudioExecutions executions;
    private final StudioJson json;
    private final Paging paging = new Paging(1_000);

    StudioRoutes(StudioFlows flows, StudioExecutions executions, StudioJson json) {
        this.flows = flows;
        this.executions = executions;
        this.json = json;
    }

    void addTo(RouteTable routes) {
        String list = "/studio/v2/Flows";
        String one = list + "/{FlowSid}";
        String execution = one + "/Executions/{ExecutionSid}";
        routes.post(list + "/Validate", this::validate)
                .post(list, this::create)
                .get(list, this::list)
                .get(one, request -> RestReply.ok(json.flow(flow(request), true)))
                .post(one, this::update)
                .delete(one, this::delete)
                .get(one + "/Revisions", this::listRevisions)
                .get(one + "/Revisions/{Revision}", this::revision)
                .get(one + "/Executions", this::listExecutions)
                .get(execution, request -> RestReply.ok(json.execution(execution(request))))
                .post(execution, this::updateExecution)
                .get(execution + "/Context", request -> RestReply.ok(json.context(execution(request))))
                .get(execution + "/Steps", this::listSteps);
    }

    private RestReply validate(RestRequest request) {
        request.required("FriendlyName");
        StudioFlows.published(request.required("Status"));
        StudioFlows.checked(request.required("Definition"));
        return RestReply.ok(Json.object().put("valid", true));
    }

    private RestReply create(RestRequest request) {
        FlowRecord flow = flows.create(
                request.required("FriendlyName"),
                request.required("Status"),
                request.required("Definition"),
                request.form("CommitMessage"));
        return RestReply.created(json.flow(flow, true));
    }

    private RestReply list(RestRequest request) {
        return paging.page(request, "flows", StudioJson.HOST + "/Flows", flows.all(), flow -> json.flow(flow, false));
    }

    private RestReply update(RestRequest request) {
        FlowRecord flow = flow(request);
        flows.update(
                flow,
                request.form("FriendlyName"),
                request.required("Status"),
                request.form("Definition"),
                request.form("CommitMessage"));
        return RestReply.ok(json.flow(flow, true));
    }

    private RestReply delete(RestRequest request) {
        flows.delete(flow(request));
        return RestReply.noContent();
    }

    private RestReply listRevisions(RestRequest request) {
        FlowRecord flow = flow(request);
        List<FlowRecord.Revision> newestFirst = new ArrayList<>(flow.revisions);
        Collections.reverse(newestFirst);
        return paging.page(
                request,
                "revisions",
                StudioJson.url(flow) + "/Revisions",
                newestFirst,
                revision -> json.revision(flow, revision));
    }

    private RestReply revision(RestRequest request) {
        FlowRecord flow = flow(request);
        String wanted = request.sid("Revision");
        FlowRecord.@Nullable Revision found;
        if (wanted.equals("LatestRevision")) {
            found = flow.latest();
        } else if (wanted.equals("LatestPublished")) {
            found = flow.published();
        } else {
            found = flow.revisions.stream()
                    .filter(revision -> Integer.toString(revision.number()).equals(wanted))
                    .findFirst()
                    .orElse(null);
        }
        if (found == null) {
            throw TwilioError.notFound("/Flows/" + flow.sid + "/Revisions/" + wanted);
        }
        return RestReply.ok(json.revision(flow, found));
    }

    private RestReply listExecutions(RestRequest request) {
        FlowRecord flow = flow(request);
        List<ExecutionRecord> newestFirst = new ArrayList<>(executions.of(flow));
        Collections.reverse(newestFirst);
        return paging.page(request, "executions", StudioJson.url(flow) + "/Executions", newestFirst, json::execution);
    }

    private RestReply updateExecution(RestRequest request) {
        ExecutionRecord execution = execution(request);
        if (!request.required("Status").equals("ended")) {
            throw TwilioError.invalid("Status", "must be ended");
        }
        executions.end(execution);
        return RestReply.ok(json.execution(execution));
    }

    private RestReply listSteps(RestRequest request) {
        ExecutionRecord execution = execution(request);
        List<ExecutionRecord.Step> newestFirst = new ArrayList<>(execution.steps);
        Collections.reverse(newestFirst);
        return paging.page(
                request,
                "steps",
                StudioJson.url(execution) + "/Steps",
                newestFirst,
                step -> json.step(execution, step));
    }

    private FlowRecord flow(RestRequest request) {
        return flows.flow(request.sid("FlowSid"));
    }

    private ExecutionRecord execution(RestRequest request) {
        return executions.execution(flow(request), request.sid("ExecutionSid"));
    }
}
