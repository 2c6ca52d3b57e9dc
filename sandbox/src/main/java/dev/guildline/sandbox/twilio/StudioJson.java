package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Studio resources as REST shows them. */
final class StudioJson {
    static final String HOST = "https://studio.twilio.com/v2";

    private final String accountSid;

    StudioJson(String accountSid) {
        this.accountSid = accountSid;
    }

    static String url(FlowRecord flow) {
        return HOST + "/Flows/" + flow.sid;
    }

    static String url(ExecutionRecord execution) {
        return url(execution.flow) + "/Executions/" + execution.sid;
    }

    /** A flow; lists leave the definition out. */
    ObjectNode flow(FlowRecord flow, boolean withDefinition) {
        FlowRecord.Revision latest = flow.latest();
        ObjectNode json = Json.object()
                .put("sid", flow.sid)
                .put("account_sid", accountSid)
                .putNull("author_sid")
                .put("friendly_name", latest.friendlyName())
                .put("status", latest.published() ? "published" : "draft")
                .put("revision", latest.number())
                .put("commit_message", latest.commitMessage())
                .put("valid", true)
                .put("date_created", Json.date(flow.created))
                .put("date_updated", Json.date(latest.at()))
                .put("webhook_url", "https://webhooks.twilio.com/v1/Accounts/" + accountSid + "/Flows/" + flow.sid)
                .put("url", url(flow));
        json.set("definition", withDefinition ? latest.definition() : json.nullNode());
        json.putArray("errors");
        json.putArray("warnings");
        json.putObject("links")
                .put("executions", url(flow) + "/Executions")
                .put("revisions", url(flow) + "/Revisions")
                .put("test_users", url(flow) + "/TestUsers");
        return json;
    }

    ObjectNode revision(FlowRecord flow, FlowRecord.Revision revision) {
        ObjectNode json = Json.object()
                .put("sid", flow.sid)
                .put("account_sid", accountSid)
                .putNull("author_sid")
                .put("friendly_name", revision.friendlyName())
                .put("status", revision.published() ? "published" : "draft")
                .put("revision", revision.number())
                .put("commit_message", revision.commitMessage())
                .put("valid", true)
                .put("date_created", Json.date(flow.created))
                .put("date_updated", Json.date(revision.at()))
                .put("url", url(flow) + "/Revisions/" + revision.number());
        json.set("definition", revision.definition());
        json.putArray("errors");
        return json;
    }

    ObjectNode execution(ExecutionRecord execution) {
        String url = url(execution);
        ObjectNode json = Json.object()
                .put("sid", execution.sid)
                .put("account_sid", accountSid)
                .put("flow_sid", execution.flow.sid)
                .put("flow_version", execution.revision.number())
                .put("contact_sid", execution.contactSid)
                .put("contact_channel_address", execution.conversationSid)
                .put("status", execution.active ? "active" : "ended")
                .put("initiated_by", "incomingConversationMessage")
                .put("date_created", Json.date(execution.created))
                .put("date_updated", Json.date(execution.updated))
                .put("url", url);
        json.putObject("context");
        json.putObject("links").put("steps", url + "/Steps").put("execution_context", url + "/Context");
        return json;
    }

    ObjectNode context(ExecutionRecord execution) {
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("flow_sid", execution.flow.sid)
                .put("execution_sid", execution.sid)
                .put("url", url(execution) + "/Context");
        json.set("context", execution.context);
        return json;
    }

    ObjectNode step(ExecutionRecord execution, ExecutionRecord.Step step) {
        String url = url(execution) + "/Steps/" + step.sid();
        ObjectNode json = Json.object()
                .put("sid", step.sid())
                .put("account_sid", accountSid)
                .put("flow_sid", execution.flow.sid)
                .put("execution_sid", execution.sid)
                .putNull("parent_step_sid")
                .put("name", step.step().event())
                .put("transitioned_from", step.step().widget())
                .put(
                        "transitioned_to",
                        step.step().next() == null ? "Ended" : step.step().next())
                .put("date_created", Json.date(step.at()))
                .put("date_updated", Json.date(step.at()))
                .put("url", url);
        json.putObject("context");
        json.putObject("links").put("step_context", url + "/Context");
        return json;
    }
}
