package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.conversation.Participant;
import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import com.twilio.rest.taskrouter.v1.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimersTest extends SandboxTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));

    @Override
    TwilioSandboxSettings settings() {
        InstantSource clock = now::get;
        return TwilioSandboxSettings.defaults().withClock(clock);
    }

    @Test
    void a_quiet_conversation_becomes_inactive_then_closed() {
        String sid = Conversation.creator(service)
                .setState(Conversation.State.ACTIVE)
                .setTimersInactive("PT10M")
                .setTimersClosed("PT1H")
                .create(client)
                .getSid();
        Participant.creator(service, sid).setIdentity(CUSTOMER).create(client);
        Webhook.creator(service, sid, Webhook.Target.WEBHOOK)
                .setConfigurationUrl(hooks.url("/"))
                .setConfigurationFilters(List.of("onConversationStateUpdated"))
                .create(client);
        pass(Duration.ofMinutes(9));
        assertThat(state(sid)).isEqualTo("active");
        write(sid, "still here");
        pass(Duration.ofMinutes(9));
        assertThat(state(sid)).as("a message starts the timer again").isEqualTo("active");
        pass(Duration.ofMinutes(1));
        assertThat(state(sid)).isEqualTo("inactive");
        write(sid, "awake again");
        assertThat(state(sid)).isEqualTo("active");
        pass(Duration.ofHours(1));
        assertThat(state(sid)).isEqualTo("closed");
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.received())
                .extracting(
                        told -> told.form().get("StateTo") + " " + told.form().get("Reason"))
                .containsExactlyInAnyOrder("inactive TIMER", "active EVENT", "closed TIMER");
    }

    @Test
    void an_offer_times_out_the_agent_goes_offline_and_another_is_asked() {
        Workspace.updater(sandbox.workspaceSid())
                .setEventCallbackUrl(hooks.url("/twilio/events"))
                .setEventsFilter("reservation.timeout,reservation.created")
                .update(client);
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        SandboxAgent bob = sandbox.agent("bob@example.com", "Bob");
        interaction(conversation());
        ada.awaitOffer(LIMIT);

        pass(Duration.ofMinutes(2));

        SandboxTask offered = bob.awaitOffer(LIMIT);
        assertThat(ada.available()).isFalse();
        assertThat(ada.tasks()).extracting(SandboxTask::status).containsExactly(SandboxTask.Status.GONE);
        assertThat(offered.from()).isEqualTo("Zed");
        sandbox.awaitQuiet(LIMIT);
        assertThat(hooks.events())
                .containsExactlyInAnyOrder("reservation.created", "reservation.timeout", "reservation.created");
    }

    @Test
    void a_task_nobody_takes_is_cancelled_and_leaves_its_conversation_open() {
        Workspace.updater(sandbox.workspaceSid())
                .setEventCallbackUrl(hooks.url("/twilio/events"))
                .update(client);
        String sid = conversation();
        interaction(sid);
        sandbox.awaitQuiet(LIMIT);

        pass(Duration.ofDays(1));
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.received("task.canceled"))
                .singleElement()
                .satisfies(told -> assertThat(told.form())
                        .containsEntry("TaskCanceledReason", "Task TTL Exceeded")
                        .containsEntry("TaskAge", "86400"));
        assertThat(hooks.received("workflow.timeout")).hasSize(1);
        assertThat(state(sid)).isEqualTo("active");
    }

    private String state(String sid) {
        return sandbox.conversation(sid).orElseThrow().state();
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
        sandbox.runTimers();
    }
}
