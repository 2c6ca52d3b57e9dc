package dev.guildline.sandbox.twilio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Snapshots of the state for people and tests. Every method runs under the state's lock. */
final class Views {
    private final Workspace workspace;

    Views(Workspace workspace) {
        this.workspace = workspace;
    }

    ConversationView conversation(ConversationRecord conversation) {
        List<String> identities = new ArrayList<>();
        List<String> agents = new ArrayList<>();
        for (ParticipantRecord participant : conversation.participants.values()) {
            identities.add(participant.identity);
            WorkerRecord worker = workspace.workerWith(participant.identity);
            if (worker != null) {
                agents.add(worker.fullName());
            }
        }
        return new ConversationView(
                conversation.sid,
                conversation.service.sid,
                conversation.uniqueName,
                conversation.named ? conversation.friendlyName : null,
                conversation.state.text(),
                conversation.attributes,
                identities,
                agents,
                conversation.messages.stream()
                        .map(message -> message(conversation, message))
                        .toList(),
                conversation.webhooks.size(),
                conversation.created);
    }

    MessageView message(ConversationRecord conversation, MessageRecord message) {
        @Nullable WorkerRecord worker = workspace.workerWith(message.author);
        MediaItem media = message.media;
        return new MessageView(
                message.sid,
                message.index,
                message.author,
                worker != null ? worker.fullName() : displayName(conversation, message.author),
                kind(worker, message),
                message.participantSid,
                message.body,
                media == null ? null : new MediaView(media.sid, media.contentType, media.filename, media.bytes.length),
                message.attributes,
                message.created,
                message.edited);
    }

    SandboxTask task(ReservationRecord reservation) {
        TaskRecord task = reservation.task;
        return new SandboxTask(
                task.sid,
                reservation.sid,
                status(reservation),
                task.attributes.path("conversationSid").asText(""),
                task.attributes.path("flexInteractionSid").asText(""),
                task.attributes.path("flexInteractionChannelSid").asText(""),
                task.attributes.path("from").asText(task.attributes.path("name").asText("")),
                Json.text(task.attributes),
                task.priority,
                reservation.created);
    }

    List<SandboxTask> tasksOf(WorkerRecord worker) {
        List<SandboxTask> tasks = new ArrayList<>();
        for (TaskRecord task : workspace.tasks.values()) {
            for (ReservationRecord reservation : task.reservations) {
                if (reservation.worker == worker) {
                    tasks.add(task(reservation));
                }
            }
        }
        return tasks;
    }

    private static SandboxTask.Status status(ReservationRecord reservation) {
        return switch (reservation.status) {
            case PENDING -> SandboxTask.Status.OFFERED;
            case ACCEPTED -> SandboxTask.Status.ACCEPTED;
            case WRAPPING -> SandboxTask.Status.WRAPPING;
            case COMPLETED -> SandboxTask.Status.COMPLETED;
            case REJECTED, TIMEOUT, CANCELED, RESCINDED -> SandboxTask.Status.GONE;
        };
    }

    private static MessageView.Kind kind(@Nullable WorkerRecord worker, MessageRecord message) {
        if (worker != null) {
            return MessageView.Kind.AGENT;
        }
        if (message.participantSid != null) {
            return MessageView.Kind.CUSTOMER;
        }
        return message.author.equals("system") ? MessageView.Kind.SYSTEM : MessageView.Kind.BOT;
    }

    private static String displayName(ConversationRecord conversation, String identity) {
        UserRecord user = conversation.service.users.get(identity);
        return user == null || user.friendlyName == null ? identity : user.friendlyName;
    }
}
