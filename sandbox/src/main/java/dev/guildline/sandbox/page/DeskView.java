package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.ConversationView;
import dev.guildline.sandbox.twilio.MediaView;
import dev.guildline.sandbox.twilio.MessageView;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an agent's desk shows, as JSON. */
final class DeskView {
    private final TwilioSandbox twilio;

    DeskView(TwilioSandbox twilio) {
        this.twilio = twilio;
    }

    ObjectNode agent(SandboxAgent agent) {
        List<SandboxTask> tasks = agent.tasks();
        return PageJson.object()
                .put("id", agent.workerSid())
                .put("name", agent.name())
                .put("fullName", agent.fullName())
                .put("available", agent.available())
                .put("offered", count(tasks, SandboxTask.Status.OFFERED))
                .put("active", count(tasks, SandboxTask.Status.ACCEPTED));
    }

    private static int count(List<SandboxTask> tasks, SandboxTask.Status status) {
        return (int) tasks.stream().filter(task -> task.status() == status).count();
    }

    ObjectNode task(SandboxTask task) {
        ObjectNode form = PageJson.object()
                .put("id", task.reservationSid())
                .put("task", task.sid())
                .put("status", task.status().name())
                .put("from", task.from())
                .put("conversation", task.conversationSid())
                .put("priority", task.priority())
                .put("offeredAt", task.offeredAt().toString());
        form.set("attributes", PageJson.lenient(task.attributes()));
        ConversationView conversation = conversation(task);
        List<MessageView> messages = conversation == null ? List.of() : conversation.messages();
        MessageView last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
        if (last != null) {
            form.put("lastText", last.body())
                    .put("lastKind", kind(last))
                    .put("lastAt", last.createdAt().toString())
                    .put("lastIndex", last.index());
        }
        return form;
    }

    ObjectNode taskWithTalk(SandboxAgent agent, SandboxTask task) {
        ObjectNode form = task(task);
        ConversationView conversation = conversation(task);
        if (conversation == null) {
            form.putNull("talk");
            return form;
        }
        ObjectNode talk = form.putObject("talk")
                .put("conversation", conversation.sid())
                .put("uniqueName", conversation.uniqueName())
                .put("state", conversation.state())
                .put("startedAt", conversation.createdAt().toString());
        talk.set("attributes", PageJson.lenient(conversation.attributes()));
        talk.set("agents", PageJson.texts(conversation.agents()));
        talk.set("messages", PageJson.array(conversation.messages(), message -> message(agent, task, message)));
        return form;
    }

    private ObjectNode message(SandboxAgent agent, SandboxTask task, MessageView message) {
        ObjectNode form = PageJson.object()
                .put("id", message.sid())
                .put("index", message.index())
                .put("kind", kind(message))
                .put("author", message.authorName())
                .put("mine", message.author().equals(agent.identity()))
                .put("text", message.body())
                .put("edited", message.edited())
                .put("sentAt", message.createdAt().toString());
        form.set("attributes", PageJson.lenient(message.attributes()));
        MediaView media = message.media();
        if (media != null) {
            String name = media.filename();
            form.putObject("file")
                    .put("name", name == null ? media.sid() : name)
                    .put("size", media.size())
                    .put("picture", PageAnswer.isPicture(media.contentType()))
                    .put(
                            "url",
                            "/api/agents/" + agent.workerSid() + "/tasks/" + task.reservationSid() + "/files/"
                                    + media.sid());
        }
        return form;
    }

    private static String kind(MessageView message) {
        return message.kind().name().toLowerCase(Locale.ROOT);
    }

    @Nullable
    ConversationView conversation(SandboxTask task) {
        return task.conversationSid().isEmpty()
                ? null
                : twilio.conversation(task.conversationSid()).orElse(null);
    }
}
