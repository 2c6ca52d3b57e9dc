package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What agents do in Flex, as changes of the state. */
final class AgentDesk {
    private final StateGuard guard;
    private final Conversations conversations;
    private final Participants participants;
    private final Messages messages;
    private final MediaStore media;
    private final TaskRouting tasks;
    private final Interactions interactions;
    private final Views views;
    private final int usualCapacity;

    AgentDesk(
            StateGuard guard,
            Conversations conversations,
            Participants participants,
            Messages messages,
            MediaStore media,
            TaskRouting tasks,
            Interactions interactions,
            Views views,
            int usualCapacity) {
        this.guard = guard;
        this.conversations = conversations;
        this.participants = participants;
        this.messages = messages;
        this.media = media;
        this.tasks = tasks;
        this.interactions = interactions;
        this.views = views;
        this.usualCapacity = usualCapacity;
    }

    /** The worker of this login name, made and available where there is none yet. */
    WorkerRecord worker(String loginName, String fullName) {
        return guard.within(() -> {
            WorkerRecord known = tasks.workspace().workerNamed(loginName);
            if (known != null) {
                return known;
            }
            String identity = WorkerRecord.identityOf(loginName);
            ObjectNode attributes = Json.object()
                    .put("full_name", fullName)
                    .put("contact_uri", "client:" + identity)
                    .put("email", loginName);
            attributes.putArray("roles").add("agent");
            UserRecord user = participants.user(conversations.flexService(), identity);
            user.friendlyName = fullName;
            return tasks.addWorker(loginName, attributes, tasks.workspace().available, usualCapacity);
        });
    }

    List<SandboxTask> tasksOf(WorkerRecord worker) {
        return guard.within(() -> views.tasksOf(worker));
    }

    SandboxTask act(WorkerRecord worker, SandboxTask task, Act act) {
        return guard.within(() -> {
            ReservationRecord reservation = reservation(worker, task);
            act.on(reservation);
            return views.task(reservation);
        });
    }

    /** Something an agent does with a reservation. */
    interface Act {
        void on(ReservationRecord reservation);
    }

    void accept(ReservationRecord reservation) {
        tasks.accept(reservation);
    }

    void reject(ReservationRecord reservation) {
        tasks.reject(reservation);
    }

    void endChat(ReservationRecord reservation) {
        requireWorking(reservation);
        interactions.endByAgent(reservation.task);
    }

    void complete(ReservationRecord reservation) {
        requireWorking(reservation);
        interactions.completeByAgent(reservation.task);
    }

    void leave(ReservationRecord reservation) {
        requireWorking(reservation);
        InteractionRecord interaction = interactions.of(reservation.task);
        if (interaction == null) {
            tasks.complete(reservation.task, "Agent left");
            return;
        }
        InteractionRecord.Member member = interaction.memberOf(reservation.task);
        if (interaction.openTasks().size() > 1 && member != null) {
            interactions.dismiss(interaction, member);
        } else {
            interactions.park(interaction);
        }
    }

    void transfer(ReservationRecord reservation, WorkerRecord target) {
        requireWorking(reservation);
        TaskRecord task = reservation.task;
        InteractionRecord interaction = interactions.of(task);
        InteractionRecord.Member member = interaction == null ? null : interaction.memberOf(task);
        if (interaction == null || member == null) {
            throw new IllegalStateException("task " + task.sid + " has no conversation to hand on");
        }
        ObjectNode routing = Json.object();
        ObjectNode properties = routing.putObject("properties")
                .put("workspace_sid", tasks.workspace().sid)
                .put("workflow_sid", task.workflow.sid)
                .put("worker_sid", target.sid)
                .put("task_channel_sid", task.channel.sid())
                .put("priority", task.priority);
        properties.set("attributes", task.attributes.deepCopy());
        tasks.events().task("task.transfer-initiated", "Transfer initiated", task, tasks.now());
        interactions.invite(interaction, routing, member);
        interactions.dismiss(interaction, member);
    }

    MessageView say(
            WorkerRecord worker,
            String conversationSid,
            @Nullable String text,
            @Nullable String filename,
            @Nullable String contentType,
            byte @Nullable [] bytes) {
        return guard.within(() -> {
            ConversationRecord conversation = joined(worker, conversationSid);
            @Nullable String mediaSid = null;
            if (bytes != null) {
                mediaSid = media.add(
                                conversation.service.sid,
                                contentType == null ? "application/octet-stream" : contentType,
                                filename,
                                bytes,
                                worker.identity())
                        .sid;
            }
            MessageRecord message =
                    messages.add(conversation, worker.identity(), text, null, mediaSid, Origin.sdk(worker.identity()));
            return views.message(conversation, message);
        });
    }

    MessageView edit(WorkerRecord worker, String conversationSid, String messageSid, String text) {
        return guard.within(() -> {
            ConversationRecord conversation = joined(worker, conversationSid);
            MessageRecord message = own(worker, conversation, messageSid);
            messages.update(conversation, message, null, text, null, Origin.sdk(worker.identity()));
            return views.message(conversation, message);
        });
    }

    void remove(WorkerRecord worker, String conversationSid, String messageSid) {
        guard.within(() -> {
            ConversationRecord conversation = joined(worker, conversationSid);
            messages.remove(conversation, own(worker, conversation, messageSid), Origin.sdk(worker.identity()));
        });
    }

    void setAvailable(WorkerRecord worker, boolean available) {
        guard.within(
                () -> tasks.setActivity(worker, available ? tasks.workspace().available : tasks.workspace().offline));
    }

    private ConversationRecord joined(WorkerRecord worker, String conversationSid) {
        ConversationRecord conversation = conversations.anywhere(conversationSid);
        if (conversation == null || conversation.participantWith(worker.identity()) == null) {
            throw new IllegalStateException(
                    worker.friendlyName + " is not in conversation " + conversationSid + "; accept its task first");
        }
        return conversation;
    }

    private MessageRecord own(WorkerRecord worker, ConversationRecord conversation, String messageSid) {
        MessageRecord message = messages.message(conversation, messageSid);
        if (!message.author.equals(worker.identity())) {
            throw new IllegalStateException(worker.friendlyName + " did not write message " + messageSid);
        }
        return message;
    }

    private ReservationRecord reservation(WorkerRecord worker, SandboxTask wanted) {
        TaskRecord task = tasks.workspace().tasks.get(wanted.sid());
        if (task != null) {
            for (ReservationRecord reservation : task.reservations) {
                if (reservation.sid.equals(wanted.reservationSid()) && reservation.worker == worker) {
                    return reservation;
                }
            }
        }
        throw new IllegalStateException(worker.friendlyName + " was never offered task " + wanted.sid());
    }

    private static void requireWorking(ReservationRecord reservation) {
        boolean working = reservation.status == ReservationRecord.Status.ACCEPTED
                || reservation.status == ReservationRecord.Status.WRAPPING;
        if (!working) {
            throw new IllegalStateException("task " + reservation.task.sid + " is " + reservation.status.text()
                    + " for " + reservation.worker.friendlyName);
        }
    }
}
