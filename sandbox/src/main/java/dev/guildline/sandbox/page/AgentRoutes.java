package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.discord.SandboxFile;
import dev.guildline.sandbox.twilio.ConversationView;
import dev.guildline.sandbox.twilio.MediaView;
import dev.guildline.sandbox.twilio.MessageView;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;

/** What an agent sees at the desk, and what they do there. */
final class AgentRoutes {
    private static final int LONGEST_MESSAGE = 32_768;

    private final TwilioSandbox twilio;
    private final UploadShelf uploads;
    private final DeskView view;

    AgentRoutes(TwilioSandbox twilio, UploadShelf uploads) {
        this.twilio = twilio;
        this.uploads = uploads;
        this.view = new DeskView(twilio);
    }

    void register(RoutesConfig routes) {
        String agent = "/api/agents/{agent}";
        String task = agent + "/tasks/{task}";
        routes.get(agent, this::show);
        routes.patch(agent, this::change);
        routes.get(task, this::showTask);
        act(routes, task + "/accept", SandboxAgent::accept);
        act(routes, task + "/reject", SandboxAgent::reject);
        act(routes, task + "/leave", SandboxAgent::leave);
        act(routes, task + "/end", SandboxAgent::endChat);
        act(routes, task + "/complete", SandboxAgent::complete);
        routes.post(task + "/transfer", this::transfer);
        routes.post(task + "/messages", this::say);
        routes.patch(task + "/messages/{message}", this::edit);
        routes.delete(task + "/messages/{message}", this::delete);
        routes.get(task + "/files/{file}", this::download);
    }

    private interface Act {
        SandboxTask on(SandboxAgent agent, SandboxTask task);
    }

    List<ObjectNode> summaries() {
        return twilio.agents().stream().map(view::agent).toList();
    }

    private void act(RoutesConfig routes, String path, Act act) {
        routes.post(path, context -> {
            SandboxAgent agent = agent(context);
            PageAnswer.json(context, view.task(act.on(agent, task(context, agent))));
        });
    }

    private void show(Context context) {
        SandboxAgent agent = agent(context);
        ObjectNode form = view.agent(agent);
        form.set("tasks", PageJson.array(agent.tasks(), view::task));
        PageAnswer.json(context, form);
    }

    private void change(Context context) {
        SandboxAgent agent = agent(context);
        agent.setAvailable(PageBody.of(context, "available").bool("available"));
        PageAnswer.json(context, view.agent(agent));
    }

    private void showTask(Context context) {
        SandboxAgent agent = agent(context);
        PageAnswer.json(context, view.taskWithTalk(agent, task(context, agent)));
    }

    private void transfer(Context context) {
        SandboxAgent agent = agent(context);
        SandboxTask task = task(context, agent);
        SandboxAgent other = agent("to", PageBody.of(context, "to").text("to", 40));
        if (other.workerSid().equals(agent.workerSid())) {
            throw PageProblem.badField("to", "\"to\" must be another agent.");
        }
        PageAnswer.json(context, view.task(agent.transferTo(task, other)));
    }

    private void say(Context context) {
        SandboxAgent agent = agent(context);
        SandboxTask task = task(context, agent);
        PageBody body = PageBody.of(context, "text", "file");
        if (body.has("text") == body.has("file")) {
            throw PageProblem.badField("text", "Send either \"text\" or \"file\": Flex sends files without text.");
        }
        MessageView said;
        if (body.has("file")) {
            SandboxFile file = uploads.file("file", body.text("file", 40));
            said = agent.sendFile(task, file.name(), file.contentType(), file.bytes());
        } else {
            said = agent.say(task, body.text("text", LONGEST_MESSAGE));
        }
        PageAnswer.json(context.status(201), PageJson.object().put("message", said.sid()));
    }

    private void edit(Context context) {
        SandboxAgent agent = agent(context);
        SandboxTask task = task(context, agent);
        String text = PageBody.of(context, "text").text("text", LONGEST_MESSAGE);
        agent.edit(task, message(context, task), text);
        context.status(204);
    }

    private void delete(Context context) {
        SandboxAgent agent = agent(context);
        SandboxTask task = task(context, agent);
        agent.delete(task, message(context, task));
        context.status(204);
    }

    private void download(Context context) {
        SandboxTask task = task(context, agent(context));
        String sid = context.pathParam("file");
        MediaView file = talk(task).messages().stream()
                .map(MessageView::media)
                .filter(Objects::nonNull)
                .filter(media -> media.sid().equals(sid))
                .findFirst()
                .orElseThrow(() -> PageProblem.unknown("file", "There is no such file in this conversation."));
        byte[] bytes = twilio.mediaContent(sid)
                .orElseThrow(() -> PageProblem.unknown("file", "This file is not kept any more."));
        String name = file.filename();
        PageAnswer.file(context, name == null ? sid : name, file.contentType(), bytes);
    }

    private MessageView message(Context context, SandboxTask task) {
        String sid = context.pathParam("message");
        return talk(task).messages().stream()
                .filter(candidate -> candidate.sid().equals(sid))
                .findFirst()
                .orElseThrow(() -> PageProblem.unknown("message", "There is no such message in this conversation."));
    }

    private ConversationView talk(SandboxTask task) {
        ConversationView conversation = view.conversation(task);
        if (conversation == null) {
            throw PageProblem.unknown("task", "This task has no conversation.");
        }
        return conversation;
    }

    private SandboxAgent agent(Context context) {
        return agent("agent", context.pathParam("agent"));
    }

    private SandboxAgent agent(String field, String sid) {
        return twilio.agents().stream()
                .filter(agent -> agent.workerSid().equals(sid))
                .findFirst()
                .orElseThrow(() -> PageProblem.unknown(field, "There is no agent with this id."));
    }

    private static SandboxTask task(Context context, SandboxAgent agent) {
        String id = context.pathParam("task");
        return agent.tasks().stream()
                .filter(task -> task.reservationSid().equals(id))
                .findFirst()
                .orElseThrow(() -> PageProblem.unknown("task", "This agent was never offered such a task."));
    }
}
