package dev.guildline.sandbox.twilio;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Flex workspace: who works, on what, by which rules. Guarded by the state's lock. */
final class Workspace {
    /**
     * What a worker may be doing.
     *
     * @param sid WA sid
     * @param friendlyName its name
     * @param available whether tasks are offered meanwhile
     */
    record Activity(String sid, String friendlyName, boolean available) {}

    /**
     * A kind of work.
     *
     * @param sid TC sid
     * @param friendlyName its name
     * @param uniqueName how it is addressed
     */
    record TaskChannel(String sid, String friendlyName, String uniqueName) {}

    /** Where tasks wait. */
    static final class TaskQueue {
        final String sid;
        String friendlyName;
        String targetWorkers;

        TaskQueue(String sid, String friendlyName, String targetWorkers) {
            this.sid = sid;
            this.friendlyName = friendlyName;
            this.targetWorkers = targetWorkers;
        }
    }

    /** How tasks reach a queue. */
    static final class Workflow {
        final String sid;
        String friendlyName;
        String configuration;
        int reservationTimeoutSeconds = 120;

        @Nullable
        String assignmentCallbackUrl;

        final TaskQueue queue;

        Workflow(String sid, String friendlyName, String configuration, TaskQueue queue) {
            this.sid = sid;
            this.friendlyName = friendlyName;
            this.configuration = configuration;
            this.queue = queue;
        }
    }

    final String sid;
    final Instant created;
    final Activity offline = new Activity(Sids.next("WA"), "Offline", false);
    final Activity available = new Activity(Sids.next("WA"), "Available", true);
    final Activity unavailable = new Activity(Sids.next("WA"), "Unavailable", false);
    final Activity pause = new Activity(Sids.next("WA"), "Break", false);
    final TaskQueue everyone = new TaskQueue(Sids.next("WQ"), "Everyone", "1==1");
    final TaskChannel chat = new TaskChannel(Sids.next("TC"), "Programmable Chat", "chat");
    final Map<String, TaskQueue> queues = new LinkedHashMap<>();
    final Map<String, Workflow> workflows = new LinkedHashMap<>();
    final Map<String, TaskChannel> channels = new LinkedHashMap<>();
    final Map<String, WorkerRecord> workers = new LinkedHashMap<>();
    final Map<String, TaskRecord> tasks = new LinkedHashMap<>();

    String friendlyName = "Flex Task Assignment";

    @Nullable
    String eventCallbackUrl;

    String eventsFilter = "";
    Instant updated;

    Workspace(String sid, String workflowSid, Instant now) {
        this.sid = sid;
        this.created = now;
        this.updated = now;
        queues.put(everyone.sid, everyone);
        Workflow toAnyone = new Workflow(
                workflowSid,
                "Assign to Anyone",
                "{\"task_routing\":{\"filters\":[],\"default_filter\":{\"queue\":\"" + everyone.sid + "\"}}}",
                everyone);
        workflows.put(workflowSid, toAnyone);
        for (TaskChannel channel : List.of(
                new TaskChannel(Sids.next("TC"), "Default", "default"),
                new TaskChannel(Sids.next("TC"), "Voice", "voice"),
                chat,
                new TaskChannel(Sids.next("TC"), "SMS", "sms"))) {
            channels.put(channel.sid, channel);
        }
    }

    List<Activity> activities() {
        return List.of(offline, available, unavailable, pause);
    }

    @Nullable
    TaskChannel channel(String sidOrName) {
        for (TaskChannel channel : channels.values()) {
            if (channel.sid().equals(sidOrName) || channel.uniqueName().equals(sidOrName)) {
                return channel;
            }
        }
        return null;
    }

    @Nullable
    WorkerRecord workerNamed(String friendlyName) {
        for (WorkerRecord worker : workers.values()) {
            if (worker.friendlyName.equals(friendlyName)) {
                return worker;
            }
        }
        return null;
    }

    @Nullable
    WorkerRecord workerWith(String identity) {
        for (WorkerRecord worker : workers.values()) {
            if (worker.identity().equals(identity)) {
                return worker;
            }
        }
        return null;
    }
}
