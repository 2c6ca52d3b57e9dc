package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import com.twilio.rest.flexapi.v1.Interaction;
import com.twilio.rest.flexapi.v1.interaction.InteractionChannel;
import com.twilio.rest.flexapi.v1.interaction.interactionchannel.InteractionChannelInvite;
import com.twilio.rest.flexapi.v1.interaction.interactionchannel.InteractionChannelParticipant;
import com.twilio.rest.taskrouter.v1.Workspace;
import com.twilio.rest.taskrouter.v1.workspace.Task;
import com.twilio.rest.taskrouter.v1.workspace.Worker;
import com.twilio.security.RequestValidator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentsTest extends SandboxTest {
    private SandboxAgent ada;
    private SandboxAgent bob;

    @Override
    TwilioSandboxSettings settings() {
        return TwilioSandboxSettings.defaults().withChatCapacity(1);
    }

    @BeforeEach
    void hire() {
        ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        bob = sandbox.agent("bob@example.com", "Bob Babbage");
        Workspace.updater(sandbox.workspaceSid())
                .setEventCallbackUrl(hooks.url("/twilio/events"))
                .update(client);
    }

    @Test
    void events_of_the_workspace_are_signed_and_complete() {
        String sid = conversation();
        interaction(sid);
        ada.accept(ada.awaitOffer(LIMIT));
        sandbox.awaitQuiet(LIMIT);

        HookReceiver.Received created = hooks.received("task.created").get(0);
        assertThat(created.form())
                .containsEntry("AccountSid", sandbox.accountSid())
                .containsEntry("WorkspaceSid", sandbox.workspaceSid())
                .containsEntry("ResourceType", "task")
                .containsEntry("WorkflowSid", sandbox.workflowSid())
                .containsEntry("TaskChannelUniqueName", "chat")
                .containsEntry("TaskPriority", "0")
                .containsKeys("WorkspaceName", "EventDescription", "ResourceSid", "Timestamp", "TaskSid", "TaskAge")
                .containsKeys("TaskAttributes", "TaskAssignmentStatus", "TaskQueueSid", "TaskChannelSid");
        assertThat(new RequestValidator(sandbox.authToken())
                        .validate(created.url(), created.form(), created.signature()))
                .isTrue();
        HookReceiver.Received accepted = hooks.received("reservation.accepted").get(0);
        assertThat(accepted.form())
                .containsEntry("ResourceType", "reservation")
                .containsEntry("TaskAssignmentStatus", "assigned")
                .containsEntry("WorkerSid", ada.workerSid())
                .containsEntry("WorkerActivityName", "Available");
        assertThat(Json.parse(accepted.form().get("TaskAttributes"))
                        .path("conversationSid")
                        .asText())
                .isEqualTo(sid);
    }

    @Test
    void the_events_filter_holds() {
        Workspace.updater(sandbox.workspaceSid())
                .setEventsFilter("reservation.accepted, task.completed")
                .update(client);
        interaction(conversation());
        ada.complete(ada.accept(ada.awaitOffer(LIMIT)));
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.events()).containsExactlyInAnyOrder("reservation.accepted", "task.completed");
    }

    @Test
    void a_declined_offer_goes_to_the_next_agent_and_capacity_is_kept() {
        interaction(conversation());
        SandboxTask declined = ada.reject(ada.awaitOffer(LIMIT));
        SandboxTask taken = bob.accept(bob.awaitOffer(LIMIT));
        interaction(conversation());
        SandboxTask second = ada.awaitOffer(LIMIT);
        interaction(conversation());
        sandbox.awaitQuiet(LIMIT);

        assertThat(declined.status()).isEqualTo(SandboxTask.Status.GONE);
        assertThat(taken.sid()).isEqualTo(declined.sid());
        assertThat(second.sid()).isNotEqualTo(taken.sid());
        assertThat(ada.tasks()).hasSize(2);
        assertThat(bob.tasks()).as("one chat at a time").hasSize(1);

        bob.complete(taken);
        assertThat(bob.awaitOffer(LIMIT).status()).isEqualTo(SandboxTask.Status.OFFERED);
    }

    @Test
    void a_transfer_makes_a_second_task_for_the_same_conversation() {
        String sid = conversation();
        hook(sid);
        interaction(sid);
        SandboxTask first = ada.accept(ada.awaitOffer(LIMIT));
        assertThat(ada.transferTo(first, bob).status()).isEqualTo(SandboxTask.Status.COMPLETED);
        SandboxTask second = bob.accept(bob.awaitOffer(LIMIT));
        bob.say(second, "Bob here");
        sandbox.awaitQuiet(LIMIT);

        assertThat(second.sid()).isNotEqualTo(first.sid());
        assertThat(second.conversationSid()).isEqualTo(sid);
        assertThat(second.interactionSid()).isEqualTo(first.interactionSid());
        assertThat(second.from()).isEqualTo("Zed");
        ConversationView seen = sandbox.conversation(sid).orElseThrow();
        assertThat(seen.state()).isEqualTo("active");
        assertThat(seen.agents()).containsExactly("Bob Babbage");
        assertThat(hooks.received("onParticipantAdded")).hasSize(2);
        assertThat(hooks.received("onParticipantRemoved"))
                .singleElement()
                .satisfies(told -> assertThat(told.form()).containsEntry("Identity", ada.identity()));
        assertThat(hooks.events()).contains("task.transfer-initiated", "task.transfer-completed", "task.completed");
        assertThatThrownBy(() -> ada.say(first, "me again")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_declined_transfer_is_cancelled_and_nobody_is_left() {
        String sid = conversation();
        interaction(sid);
        SandboxTask first = ada.accept(ada.awaitOffer(LIMIT));
        ada.transferTo(first, bob);
        bob.reject(bob.awaitOffer(LIMIT));
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.events()).contains("task.transfer-failed", "task.canceled");
        ConversationView seen = sandbox.conversation(sid).orElseThrow();
        assertThat(seen.state()).isEqualTo("active");
        assertThat(seen.agents()).isEmpty();
    }

    @Test
    void leaving_parks_the_conversation_and_a_message_wakes_it() {
        String sid = conversation();
        Interaction first = interaction(sid);
        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));
        ada.leave(task);

        assertThat(sandbox.conversation(sid).orElseThrow())
                .satisfies(seen -> assertThat(seen.state()).isEqualTo("inactive"))
                .satisfies(seen -> assertThat(seen.agents()).isEmpty());
        assertThat(InteractionChannel.fetcher(first.getSid(), task.channelSid())
                        .fetch(client)
                        .getStatus())
                .isEqualTo(InteractionChannel.ChannelStatus.INACTIVE);
        write(sid, "one more thing");
        assertThat(sandbox.conversation(sid).orElseThrow().state()).isEqualTo("active");
        interaction(sid);
        assertThat(ada.awaitOffer(LIMIT).conversationSid()).isEqualTo(sid);
    }

    @Test
    void an_agent_may_end_first_and_write_up_later() {
        String sid = conversation();
        interaction(sid);
        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));

        assertThat(ada.endChat(task).status()).isEqualTo(SandboxTask.Status.WRAPPING);
        assertThat(sandbox.conversation(sid).orElseThrow().state()).isEqualTo("closed");
        assertThat(ada.complete(task).status()).isEqualTo(SandboxTask.Status.COMPLETED);
        assertThatThrownBy(() -> ada.complete(task)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_invited_agent_joins_and_one_may_be_dismissed() {
        String sid = conversation();
        Interaction interaction = interaction(sid);
        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));
        InteractionChannelInvite.creator(
                        interaction.getSid(), task.channelSid(), routing(Map.of("from", "Zed", "note", "second")))
                .create(client);
        SandboxTask invited = bob.accept(bob.awaitOffer(LIMIT));
        assertThat(invited.attribute("note")).isEqualTo("second");
        assertThat(sandbox.conversation(sid).orElseThrow().agents()).hasSize(2);

        List<InteractionChannelParticipant> members = new ArrayList<>();
        InteractionChannelParticipant.reader(interaction.getSid(), task.channelSid())
                .read(client)
                .forEach(members::add);
        assertThat(members)
                .extracting(InteractionChannelParticipant::getType)
                .containsExactly(
                        InteractionChannelParticipant.Type.CUSTOMER,
                        InteractionChannelParticipant.Type.AGENT,
                        InteractionChannelParticipant.Type.AGENT);
        InteractionChannelParticipant.updater(
                        interaction.getSid(),
                        task.channelSid(),
                        members.get(1).getSid(),
                        InteractionChannelParticipant.Status.CLOSED)
                .update(client);

        assertThat(sandbox.conversation(sid).orElseThrow().agents()).containsExactly("Bob Babbage");
        assertThat(ada.tasks()).extracting(SandboxTask::status).containsExactly(SandboxTask.Status.COMPLETED);
        assertThat(sandbox.conversation(sid).orElseThrow().state()).isEqualTo("active");
    }

    @Test
    void closing_without_wrap_up_completes_and_parking_needs_routing() {
        String sid = conversation();
        Interaction interaction = interaction(sid);
        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));
        assertRefused(
                20001,
                () -> InteractionChannel.updater(
                                interaction.getSid(),
                                task.channelSid(),
                                InteractionChannel.UpdateChannelStatus.INACTIVE)
                        .update(client));

        InteractionChannel.updater(
                        interaction.getSid(), task.channelSid(), InteractionChannel.UpdateChannelStatus.CLOSED)
                .setRouting(Map.of("status", "closed"))
                .update(client);

        assertThat(ada.tasks()).extracting(SandboxTask::status).containsExactly(SandboxTask.Status.COMPLETED);
        assertRefused(
                45354,
                () -> InteractionChannel.updater(
                                interaction.getSid(), task.channelSid(), InteractionChannel.UpdateChannelStatus.CLOSED)
                        .update(client));
    }

    @Test
    void closing_before_anybody_accepted_calls_the_offer_off() {
        Interaction interaction = interaction(conversation());
        SandboxTask offer = ada.awaitOffer(LIMIT);
        InteractionChannel.updater(
                        interaction.getSid(), offer.channelSid(), InteractionChannel.UpdateChannelStatus.CLOSED)
                .update(client);
        sandbox.awaitQuiet(LIMIT);

        assertThat(ada.tasks()).extracting(SandboxTask::status).containsExactly(SandboxTask.Status.GONE);
        assertThat(hooks.events()).contains("task.canceled", "reservation.canceled");
        assertThatThrownBy(() -> ada.accept(offer)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_interaction_may_fail_after_it_was_accepted() {
        sandbox.faults().failInteractions(1);
        Interaction interaction = interaction(conversation());
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.events()).contains("task.canceled").doesNotContain("reservation.created");
        assertThat(InteractionChannel.reader(interaction.getSid())
                        .read(client)
                        .iterator()
                        .next()
                        .getStatus())
                .isEqualTo(InteractionChannel.ChannelStatus.FAILED);
    }

    @Test
    void bad_routing_and_bad_channels_are_refused() {
        String sid = conversation();
        assertRefused(
                20001,
                () -> Interaction.creator(Map.of("type", "custom", "initiated_by", "customer"))
                        .setRouting(routing(Map.of()))
                        .create(client));
        assertRefused(20001, () -> Interaction.creator("not json").create(client));
        assertRefused(
                20001,
                () -> Interaction.creator(channel(sid))
                        .setRouting(Map.of("properties", Map.of("workspace_sid", "WS" + "0".repeat(32))))
                        .create(client));
        assertRefused(
                20404,
                () -> Interaction.creator(channel("CH" + "0".repeat(32)))
                        .setRouting(routing(Map.of()))
                        .create(client));
    }

    @Test
    void ending_a_task_behind_flexs_back_orphans_the_conversation() {
        String sid = conversation();
        interaction(sid);
        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));
        Task.updater(sandbox.workspaceSid(), task.sid())
                .setAssignmentStatus(Task.Status.COMPLETED)
                .update(client);

        assertThat(sandbox.conversation(sid).orElseThrow())
                .satisfies(seen -> assertThat(seen.state()).isEqualTo("active"))
                .satisfies(seen -> assertThat(seen.agents()).isEmpty());
    }

    @Test
    void agents_are_workers_with_names_customers_may_be_told() {
        Worker worker = Worker.fetcher(sandbox.workspaceSid(), ada.workerSid()).fetch(client);

        assertThat(ada.identity()).isEqualTo("ada_40example_2Ecom");
        assertThat(worker.getFriendlyName()).isEqualTo("ada@example.com");
        assertThat(Json.parse(worker.getAttributes()).path("full_name").asText())
                .isEqualTo("Ada Lovelace");
        assertThat(sandbox.agent("ada@example.com", "ignored").workerSid()).isEqualTo(ada.workerSid());
        assertThat(sandbox.agents()).extracting(SandboxAgent::fullName).containsExactly("Ada Lovelace", "Bob Babbage");
    }

    @Test
    void an_agents_edits_and_deletions_are_told_as_the_agents() {
        String sid = conversation();
        hook(sid);
        interaction(sid);
        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));
        MessageView said = ada.say(task, "helo");
        MessageView edited = ada.edit(task, said, "hello");
        ada.delete(task, edited);
        sandbox.awaitQuiet(LIMIT);

        assertThat(edited.edited()).isTrue();
        assertThat(hooks.received("onMessageUpdated").get(0).form())
                .containsEntry("Body", "hello")
                .containsEntry("Source", "SDK");
        assertThat(hooks.received("onMessageRemoved")).hasSize(1);
        assertThat(sandbox.conversation(sid).orElseThrow().messages()).isEmpty();
    }

    @Test
    void listeners_hear_of_changes_and_waiting_in_vain_tells_what_there_was() throws Exception {
        List<TwilioChange.Kind> heard = new CopyOnWriteArrayList<>();
        String sid;
        try (AutoCloseable listening = sandbox.listen(change -> heard.add(change.kind()))) {
            sid = conversation();
            write(sid, "hello");
            sandbox.awaitQuiet(LIMIT);
        }
        sandbox.await("the listener", () -> heard.contains(TwilioChange.Kind.MESSAGE) ? heard : null, LIMIT);

        assertThat(heard).contains(TwilioChange.Kind.CONVERSATION, TwilioChange.Kind.PARTICIPANT);
        assertThatThrownBy(() -> sandbox.awaitConversation(
                        "a closed conversation", seen -> seen.state().equals("closed"), Duration.ofMillis(50)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a closed conversation")
                .hasMessageContaining(sid);
    }

    private void hook(String conversation) {
        Webhook.creator(service, conversation, Webhook.Target.WEBHOOK)
                .setConfigurationUrl(hooks.url("/forward-to-discord"))
                .setConfigurationFilters(
                        List.of("onParticipantAdded", "onParticipantRemoved", "onMessageUpdated", "onMessageRemoved"))
                .create(client);
    }
}
