package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import com.twilio.rest.studio.v2.Flow;
import com.twilio.rest.studio.v2.FlowValidate;
import com.twilio.rest.studio.v2.flow.Execution;
import com.twilio.rest.studio.v2.flow.FlowRevision;
import com.twilio.rest.studio.v2.flow.execution.ExecutionStep;
import com.twilio.security.RequestValidator;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StudioTest extends SandboxTest {
    private static final String FORM = "application/x-www-form-urlencoded;charset=utf-8";
    private static final String JSON_TYPE = "application/json;charset=utf-8";

    @Test
    void a_message_is_asked_about_by_form_and_the_verdict_decides() {
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        String flow = publish(
                Flows.of(
                        "wants_agent",
                        Flows.split(
                                "wants_agent",
                                "{{trigger.conversation.ChannelAttributes.handoff}}",
                                "equal_to",
                                "requested",
                                "to_flex",
                                "ask_bot"),
                        ask("ask_bot", FORM, "success=verdict", "failed=to_flex"),
                        Flows.split("verdict", "{{widgets.ask_bot.parsed.action}}", "equal_to", "agent", "to_flex", ""),
                        sendToFlex(
                                "to_flex",
                                "{\\\"sourceChannel\\\":\\\"discord\\\",\\\"said\\\":{{trigger.conversation.Body | to_json}}}")));
        String sid = conversation();
        Conversation.updater(service, sid)
                .setAttributes("{\"pre_engagement_data\":{\"friendlyName\":\"Zed\"},\"discordUserId\":\"80\"}")
                .update(client);
        studioHook(sid, flow);

        hooks.answerJson("{\"action\":\"answered\"}");
        write(sid, "where is my \"sword\" & shield?");
        sandbox.awaitQuiet(LIMIT);

        HookReceiver.Received asked = hooks.received().get(0);
        assertThat(asked.form())
                .containsEntry("body", "where is my \"sword\" & shield?")
                .containsEntry("user", "80")
                .containsEntry("conversation", sid);
        assertThat(new RequestValidator(sandbox.authToken()).validate(asked.url(), asked.form(), asked.signature()))
                .isTrue();
        assertThat(ada.tasks()).isEmpty();
        assertThat(steps(flow, 0))
                .containsExactly(
                        "Trigger incomingConversationMessage",
                        "wants_agent noMatch",
                        "ask_bot success",
                        "verdict noMatch");

        Conversation.updater(service, sid)
                .setAttributes("{\"pre_engagement_data\":{\"friendlyName\":\"Zed\"},\"handoff\":\"requested\"}")
                .update(client);
        write(sid, "a person please");
        SandboxTask task = ada.awaitOffer(LIMIT);
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.received()).hasSize(1);
        assertThat(task.from()).isEqualTo("Zed");
        assertThat(task.attribute("channelType")).isEqualTo("web");
        assertThat(task.attribute("sourceChannel")).isEqualTo("discord");
        assertThat(task.attribute("customerName")).isEqualTo("Zed");
        assertThat(task.conversationSid()).isEqualTo(sid);
    }

    @Test
    void a_json_request_is_signed_by_the_hash_of_its_body() throws URISyntaxException {
        String flow = publish(Flows.of(
                "ask",
                Flows.state(
                        "ask",
                        "make-http-request",
                        "{\"method\":\"POST\",\"content_type\":\"" + JSON_TYPE + "\",\"url\":\""
                                + hooks.url("/chatbot-to-discord?x=1")
                                + "\",\"body\":\"{\\\"text\\\": {{trigger.conversation.Body | to_json}},"
                                + " \\\"flow\\\": \\\"{{flow.flow_sid}}\\\"}\"}",
                        "success",
                        "failed")));
        String sid = conversation();
        studioHook(sid, flow);
        write(sid, "say \"hi\"\nagain");
        sandbox.awaitQuiet(LIMIT);

        HookReceiver.Received asked = hooks.received().get(0);
        assertThat(Json.parse(asked.body()).path("text").asText()).isEqualTo("say \"hi\"\nagain");
        assertThat(Json.parse(asked.body()).path("flow").asText()).isEqualTo(flow);
        assertThat(asked.url()).contains("?x=1&bodySHA256=");
        RequestValidator validator = new RequestValidator(sandbox.authToken());
        assertThat(validator.validate(asked.url(), asked.body(), asked.signature()))
                .isTrue();
        assertThat(validator.validate(asked.url(), asked.body() + " ", asked.signature()))
                .isFalse();
    }

    @Test
    void failures_and_answers_that_are_too_long_or_no_object_are_told_apart() {
        String flow = publish(Flows.of(
                "ask",
                ask("ask", FORM, "success=parsed", "failed=note"),
                Flows.split("parsed", "{{widgets.ask.parsed.action}}", "is_blank", "", "no_object", ""),
                Flows.state("no_object", "set-variables", "{\"variables\":[]}", "next"),
                Flows.state("note", "set-variables", "{\"variables\":[]}", "next")));
        String sid = conversation();
        studioHook(sid, flow);

        hooks.answer(request -> new HookReceiver.Answer(500, "text/plain", "broken"));
        write(sid, "one");
        sandbox.awaitQuiet(LIMIT);
        hooks.answerJson("[\"a list\"]");
        write(sid, "two");
        sandbox.awaitQuiet(LIMIT);
        hooks.answerJson("{\"action\":\"" + "x".repeat(64 * 1024) + "\"}");
        write(sid, "three");
        sandbox.awaitQuiet(LIMIT);

        assertThat(steps(flow, 0)).contains("ask failed", "note next");
        assertThat(steps(flow, 1)).contains("ask success", "parsed match", "no_object next");
        assertThat(steps(flow, 2)).contains("ask failed");
    }

    @Test
    void one_execution_at_a_time_and_a_hung_one_can_be_ended() throws InterruptedException {
        String flow = publish(Flows.of("ask", ask("ask", FORM, "success", "failed")));
        String sid = conversation();
        studioHook(sid, flow);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        hooks.answer(request -> {
            asked.countDown();
            try {
                release.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new HookReceiver.Answer(200, "text/plain", "");
        });
        write(sid, "one");
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        write(sid, "swallowed");

        Execution running = executions(flow).get(0);
        assertThat(executions(flow)).hasSize(1);
        assertThat(running.getStatus()).isEqualTo(Execution.Status.ACTIVE);
        assertThat(running.getContactChannelAddress()).isEqualTo(sid);
        Execution.updater(flow, running.getSid(), Execution.Status.ENDED).update(client);
        release.countDown();
        sandbox.awaitQuiet(LIMIT);
        write(sid, "two");
        sandbox.awaitQuiet(LIMIT);

        assertThat(executions(flow))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.getStatus()).isEqualTo(Execution.Status.ENDED));
        assertThat(hooks.received())
                .extracting(request -> request.form().get("body"))
                .containsExactly("one", "two");
    }

    @Test
    void variables_are_kept_and_a_flow_that_goes_in_circles_is_stopped() {
        String flow = publish(Flows.of(
                "count",
                Flows.state(
                        "count",
                        "set-variables",
                        "{\"variables\":[{\"key\":\"seen\",\"value\":\"{{flow.variables.seen}}x\"}]}",
                        "next=ask"),
                ask("ask", FORM, "success=count", "failed=count")));
        String sid = conversation();
        studioHook(sid, flow);
        write(sid, "round and round");
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.received()).hasSize(10);
        assertThat(executions(flow).get(0).getStatus()).isEqualTo(Execution.Status.ENDED);
        assertThat(hooks.received().get(9).form()).containsEntry("seen", "x".repeat(10));
    }

    @Test
    void a_flow_can_write_and_wait_for_the_answer_without_any_webhook() {
        String flow = publish(Flows.of(
                "question",
                Flows.state(
                        "question",
                        "send-and-wait-for-reply",
                        "{\"from\":\"studio\",\"body\":\"Which sword, {{trigger.conversation.Author}}?\",\"timeout\":\"3600\"}",
                        "incomingMessage=ask",
                        "timeout",
                        "deliveryFailure"),
                Flows.state(
                        "ask",
                        "make-http-request",
                        "{\"method\":\"GET\",\"content_type\":\"" + FORM + "\",\"url\":\"" + hooks.url("/answer")
                                + "\",\"parameters\":[{\"key\":\"said\",\"value\":\"{{widgets.question.inbound.Body}}\"}]}",
                        "success",
                        "failed")));
        String sid = conversation();
        Webhook.creator(service, sid, Webhook.Target.WEBHOOK)
                .setConfigurationUrl(hooks.url("/messages"))
                .setConfigurationFilters("onMessageAdded")
                .create(client);
        studioHook(sid, flow);
        write(sid, "help");
        sandbox.awaitConversation("the question", seen -> seen.messages().size() == 2, LIMIT);
        sandbox.awaitQuiet(LIMIT);
        assertThat(executions(flow).get(0).getStatus()).isEqualTo(Execution.Status.ACTIVE);
        write(sid, "the long & sharp one");
        sandbox.awaitQuiet(LIMIT);

        assertThat(sandbox.conversation(sid).orElseThrow().messages())
                .extracting(MessageView::body)
                .containsExactly("help", "Which sword, " + CUSTOMER + "?", "the long & sharp one");
        assertThat(hooks.received())
                .filteredOn(request -> request.method().equals("POST"))
                .as("Studio's own message fires no hook")
                .hasSize(2);
        HookReceiver.Received get = hooks.received().stream()
                .filter(request -> request.method().equals("GET"))
                .findFirst()
                .orElseThrow();
        assertThat(get.url()).endsWith("/answer?said=the+long+%26+sharp+one");
        assertThat(new RequestValidator(sandbox.authToken())
                        .validate(get.url(), Collections.emptyMap(), get.signature()))
                .isTrue();
        assertThat(executions(flow)).hasSize(1);
    }

    @Test
    void too_many_attributes_fail_and_a_second_hand_over_makes_no_second_task() {
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        String flow = publish(
                Flows.of("to_flex", sendToFlex("to_flex", "{\\\"said\\\":\\\"{{trigger.conversation.Body}}\\\"}")));
        String sid = conversation();
        studioHook(sid, flow);
        write(sid, "x".repeat(1024));
        sandbox.awaitQuiet(LIMIT);
        assertThat(steps(flow, 0)).contains("to_flex failedToEnqueue");
        assertThat(ada.tasks()).isEmpty();

        write(sid, "short");
        ada.awaitOffer(LIMIT);
        write(sid, "again");
        sandbox.awaitQuiet(LIMIT);

        assertThat(ada.tasks()).hasSize(1);
        assertThat(executions(flow)).hasSize(3);
    }

    @Test
    void only_marked_messages_start_a_published_flow() {
        String draft = Flow.creator("bot", Flow.Status.DRAFT, Flows.of("ask", ask("ask", FORM, "success", "failed")))
                .create(client)
                .getSid();
        String sid = conversation();
        studioHook(sid, draft);
        write(sid, "to a draft");
        sandbox.awaitQuiet(LIMIT);
        assertThat(hooks.received()).isEmpty();

        Flow.updater(draft, Flow.Status.PUBLISHED).setCommitMessage("go").update(client);
        com.twilio.rest.conversations.v1.service.conversation.Message.creator(service, sid)
                .setAuthor(CUSTOMER)
                .setBody("unmarked")
                .create(client);
        sandbox.awaitQuiet(LIMIT);
        assertThat(hooks.received()).isEmpty();
        write(sid, "marked");
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.received()).hasSize(1);
        assertThat(FlowRevision.fetcher(draft, "LatestPublished").fetch(client).getRevision())
                .isEqualTo(2);
    }

    @Test
    void a_bad_definition_is_refused_with_every_fault_in_it() {
        String bad = Flows.of(
                "nowhere",
                Flows.state("ask", "make-http-request", "{\"method\":\"PUT\",\"content_type\":\"x\"}", "success=gone"),
                Flows.state("ask", "say-play", "{}"));
        assertThatThrownBy(() -> FlowValidate.updater("bot", FlowValidate.Status.PUBLISHED, bad)
                        .update(client))
                .isInstanceOfSatisfying(ApiException.class, error -> {
                    assertThat(error.getCode()).isEqualTo(81022);
                    assertThat(error.getDetails().toString())
                            .contains("'nowhere' names no state")
                            .contains("#/states/1/properties/url")
                            .contains("must be GET or POST")
                            .contains("'gone' names no state")
                            .contains("'say-play' is not a widget")
                            .contains("used twice");
                });
        assertRefused(
                81022,
                () -> Flow.creator("bot", Flow.Status.PUBLISHED, "not json").create(client));
        assertThatThrownBy(() -> sandbox.publishFlow(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThat(FlowValidate.updater("bot", FlowValidate.Status.PUBLISHED, Flows.endsAtOnce())
                        .update(client)
                        .getValid())
                .isTrue();
    }

    private String publish(String definition) {
        return Flow.creator("bot", Flow.Status.PUBLISHED, definition)
                .create(client)
                .getSid();
    }

    private void studioHook(String conversation, String flow) {
        Webhook.creator(service, conversation, Webhook.Target.STUDIO)
                .setConfigurationFlowSid(flow)
                .create(client);
    }

    private String ask(String name, String contentType, String... transitions) {
        return Flows.state(
                name,
                "make-http-request",
                "{\"method\":\"POST\",\"content_type\":\"" + contentType + "\",\"url\":\""
                        + hooks.url("/chatbot-to-discord")
                        + "\",\"parameters\":["
                        + "{\"key\":\"body\",\"value\":\"{{trigger.conversation.Body}}\"},"
                        + "{\"key\":\"user\",\"value\":\"{{trigger.conversation.ChannelAttributes.discordUserId}}\"},"
                        + "{\"key\":\"seen\",\"value\":\"{{flow.variables.seen | default: '-'}}\"},"
                        + "{\"key\":\"conversation\",\"value\":\"{{contact.channel.address}}\"}]}",
                transitions);
    }

    private String sendToFlex(String name, String attributes) {
        return Flows.state(
                name,
                "send-to-flex",
                "{\"workflow\":\"" + sandbox.workflowSid() + "\",\"channel\":\"" + sandbox.chatChannelSid()
                        + "\",\"attributes\":\"" + attributes + "\"}",
                "callComplete",
                "failedToEnqueue",
                "callFailure");
    }

    /** The executions, oldest first. */
    private List<Execution> executions(String flow) {
        List<Execution> all = new ArrayList<>();
        Execution.reader(flow).read(client).forEach(all::add);
        Collections.reverse(all);
        return all;
    }

    /** The steps of one execution, first to last. */
    private List<String> steps(String flow, int execution) {
        List<String> steps = new ArrayList<>();
        ExecutionStep.reader(flow, executions(flow).get(execution).getSid())
                .read(client)
                .forEach(step -> steps.add(step.getTransitionedFrom() + " " + step.getName()));
        Collections.reverse(steps);
        return steps;
    }
}
