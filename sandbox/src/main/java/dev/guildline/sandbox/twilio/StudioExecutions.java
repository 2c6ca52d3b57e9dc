package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.studio.FlowRun;
import dev.guildline.sandbox.twilio.studio.FlowStep;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs flows for messages of conversations: one active execution per conversation. A message that comes meanwhile is
 * the reply a flow waits for, or it is passed over.
 */
final class StudioExecutions implements ConversationEvents.StudioTarget {
    private final String accountSid;
    private final InstantSource clock;
    private final StateGuard guard;
    private final Background background;
    private final StudioFlows flows;
    private final List<ExecutionRecord> executions = new ArrayList<>();
    private final Map<String, ExecutionRecord> activeByConversation = new HashMap<>();
    private @Nullable StudioWorld world;

    StudioExecutions(
            String accountSid, InstantSource clock, StateGuard guard, Background background, StudioFlows flows) {
        this.accountSid = accountSid;
        this.clock = clock;
        this.guard = guard;
        this.background = background;
        this.flows = flows;
    }

    /** Sets what flows act on; apart from the constructor because conversations need this first. */
    void actOn(StudioWorld newWorld) {
        this.world = newWorld;
    }

    List<ExecutionRecord> of(FlowRecord flow) {
        return executions.stream().filter(execution -> execution.flow == flow).toList();
    }

    ExecutionRecord execution(FlowRecord flow, String sid) {
        for (ExecutionRecord execution : executions) {
            if (execution.flow == flow && execution.sid.equals(sid)) {
                return execution;
            }
        }
        throw TwilioError.notFound("/Flows/" + flow.sid + "/Executions/" + sid);
    }

    @Override
    public void messageAdded(String flowSid, ConversationRecord conversation, MessageRecord message, Origin origin) {
        FlowRecord flow = flows.find(flowSid);
        FlowRecord.Revision revision = flow == null ? null : flow.published();
        if (flow == null || revision == null) {
            return;
        }
        ObjectNode conversationTrigger = trigger(conversation, message, origin);
        ExecutionRecord running = activeByConversation.get(conversation.sid);
        if (running != null) {
            if (running.waiting && running.reply == null) {
                running.reply = conversationTrigger;
                guard.changed(TwilioChange.Kind.EXECUTION, running.sid);
            }
            return;
        }
        ExecutionRecord execution = new ExecutionRecord(flow, revision, conversation.sid, clock.instant());
        executions.add(execution);
        activeByConversation.put(conversation.sid, execution);
        guard.changed(TwilioChange.Kind.EXECUTION, execution.sid);
        background.run(() -> run(execution, conversationTrigger));
    }

    /** Ends an execution from outside, wherever it is. */
    void end(ExecutionRecord execution) {
        finish(execution, "ended by request");
        Thread thread = execution.thread;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(ExecutionRecord execution, ObjectNode conversationTrigger) {
        StudioWorld acting = world;
        boolean begun = guard.within(() -> {
            execution.thread = Thread.currentThread();
            return execution.active;
        });
        if (!begun || acting == null) {
            return;
        }
        ObjectNode flow = Json.object().put("sid", execution.sid).put("flow_sid", execution.flow.sid);
        flow.putObject("channel").put("address", execution.conversationSid);
        ObjectNode trigger = Json.object();
        trigger.set("conversation", conversationTrigger);
        FlowRun run = new FlowRun(
                execution.revision.parsed(),
                flow,
                trigger,
                execution.conversationSid,
                acting.effectsFor(execution),
                step -> note(execution, step));
        FlowRun.Ending ending = run.run("incomingConversationMessage");
        guard.within(() -> {
            execution.thread = null;
            execution.context = run.context();
            finish(execution, ending.name());
        });
    }

    private void note(ExecutionRecord execution, FlowStep step) {
        guard.within(() -> {
            execution.steps.add(new ExecutionRecord.Step(Sids.next("FT"), step, clock.instant()));
            execution.updated = clock.instant();
        });
    }

    private void finish(ExecutionRecord execution, String ending) {
        if (execution.active) {
            execution.active = false;
            activeByConversation.remove(execution.conversationSid, execution);
            execution.ending = ending;
            execution.updated = clock.instant();
            guard.changed(TwilioChange.Kind.EXECUTION, execution.sid);
        }
    }

    private ObjectNode trigger(ConversationRecord conversation, MessageRecord message, Origin origin) {
        JsonNode attributes = Json.parse(conversation.attributes);
        ObjectNode trigger = Json.object()
                .put("AccountSid", accountSid)
                .put("Body", message.body == null ? "" : message.body)
                .put("ChannelSid", conversation.sid)
                .put("ConversationSid", conversation.sid)
                .put("ChatServiceSid", conversation.service.sid)
                .put("DateCreated", Json.dateMillis(message.created))
                .put("From", message.author)
                .put("Author", message.author)
                .put("MessageSid", message.sid)
                .put("MessagingServiceSid", "")
                .put("Index", Integer.toString(message.index))
                .put("Source", origin.source())
                .put("MessageAttributes", message.attributes);
        if (message.participantSid != null) {
            trigger.put("ParticipantSid", message.participantSid);
        }
        trigger.set("ChannelAttributes", attributes == null ? Json.object() : attributes);
        return trigger;
    }
}
