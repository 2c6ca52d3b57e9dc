package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.sandbox.twilio.MessageView;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Edits and deletions through Flex, in both directions. */
@Timeout(120)
class ChangedMessagesTest {
    private final FlexRig rig = new FlexRig(Routing.DIRECT);
    private final SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");

    @AfterEach
    void stop() {
        rig.close();
    }

    private SandboxTask taken() {
        rig.customerSays("a person please");
        SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
        rig.awaitStatus(ConversationStatus.WITH_AGENT);
        return task;
    }

    private ChangeOutcome customerEdits(String message, String text) {
        Instant now = Instant.now();
        return rig.guildline
                .conversations()
                .customerEdited(new MessageEdit(
                        new InboxKey("test.edit", message + ":" + now), new ExternalRef(message), text, now))
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    private static Map<String, String> event(String type, SandboxTask task, MessageView message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("EventType", type);
        fields.put("Source", "SDK");
        fields.put("ConversationSid", task.conversationSid());
        fields.put("MessageSid", message.sid());
        fields.put("Index", Integer.toString(message.index()));
        fields.put("Author", message.author());
        fields.put("Body", String.valueOf(message.body()));
        return fields;
    }

    @Test
    void what_an_agent_edits_and_deletes_changes_for_the_customer() {
        SandboxTask task = taken();
        MessageView first = ada.say(task, "It costs 5");
        MessageView second = ada.say(task, "wrong window");
        ada.say(task, "Anything else?");
        rig.awaitShown("Anything else?");
        rig.sandbox.calls().clear();

        ada.edit(task, first, "It costs 50");
        ada.delete(task, second);

        rig.awaitShown("It costs 50");
        rig.awaitTrue("taken back", () -> !rig.shown().contains("wrong window"));
        assertThat(rig.shown()).doesNotContain("It costs 5").endsWith("It costs 50", "Anything else?");
        assertThat(rig.sandbox.calls().all()).as("calls for an edit").isEmpty();
    }

    @Test
    void an_agent_reads_what_the_customer_changed_and_none_of_it_comes_back() {
        SandboxTask task = taken();
        rig.customerSays("it is broken");
        rig.awaitTrue("told", () -> rig.farTexts().stream().anyMatch(text -> text.endsWith(": it is broken")));

        assertThat(customerEdits("m2", "it is quite broken")).isEqualTo(ChangeOutcome.DONE);
        rig.guildline
                .conversations()
                .customerDeleted(
                        new MessageDeletion(new InboxKey("test.delete", "m2"), new ExternalRef("m2"), Instant.now()));
        rig.awaitTrue(
                "told of the deletion",
                () -> rig.farTexts().stream().anyMatch(text -> text.contains("It said: it is quite broken")));

        assertThat(rig.farTexts())
                .anyMatch(text -> text.contains("Before: it is broken\nNow: it is quite broken"))
                .anyMatch(text -> text.endsWith(": it is broken"));
        ada.say(task, "I see");
        rig.awaitShown("I see");
        assertThat(rig.shown()).noneMatch(text -> text.contains("it is quite broken"));
    }

    @Test
    void an_edit_that_overtakes_its_message_is_told_in_its_place() {
        SandboxTask task = taken();
        MessageView known = ada.say(task, "hello");
        rig.awaitShown("hello");
        MessageView made = new MessageView(
                "IM" + "0".repeat(32),
                known.index() + 1,
                known.author(),
                known.authorName(),
                known.kind(),
                known.participantSid(),
                "edited at once",
                null,
                "{}",
                Instant.now(),
                true);

        assertThat(rig.deliver(TwilioWebhooks.FORWARD, event("onMessageUpdated", task, made)))
                .isEqualTo(204);
        Map<String, String> late = event("onMessageAdded", task, made);
        late.put("Body", "first words");
        assertThat(rig.deliver(TwilioWebhooks.FORWARD, late)).isEqualTo(204);

        ada.say(task, "bye");
        rig.awaitShown("bye");
        assertThat(rig.shown()).contains("edited at once").doesNotContain("first words");
    }

    @Test
    void a_message_that_was_deleted_before_it_was_told_is_not_told_any_more() {
        SandboxTask task = taken();
        MessageView known = ada.say(task, "hello");
        rig.awaitShown("hello");
        MessageView gone = new MessageView(
                "IM" + "1".repeat(32),
                known.index() + 1,
                known.author(),
                known.authorName(),
                known.kind(),
                known.participantSid(),
                "oops",
                null,
                "{}",
                Instant.now(),
                false);

        assertThat(rig.deliver(TwilioWebhooks.FORWARD, event("onMessageRemoved", task, gone)))
                .isEqualTo(204);
        assertThat(rig.deliver(TwilioWebhooks.FORWARD, event("onMessageAdded", task, gone)))
                .isEqualTo(204);

        ada.say(task, "bye");
        rig.awaitShown("bye");
        assertThat(rig.shown()).doesNotContain("oops");
    }

    @Test
    void a_message_is_as_old_as_twilio_says() {
        SandboxTask task = taken();
        MessageView known = ada.say(task, "hello");
        rig.awaitShown("hello");
        MessageView old = new MessageView(
                "IM" + "2".repeat(32),
                known.index() + 1,
                known.author(),
                known.authorName(),
                known.kind(),
                known.participantSid(),
                "said long ago",
                null,
                "{}",
                Instant.now(),
                false);
        Map<String, String> fields = event("onMessageAdded", task, old);
        fields.put("DateCreated", Instant.now().minusSeconds(600).toString());

        assertThat(rig.deliver(TwilioWebhooks.FORWARD, fields)).isEqualTo(204);

        rig.awaitShown("said long ago");
        assertThat(rig.channel.shown())
                .filteredOn(sent -> sent.smallPrint().isPresent())
                .extracting(sent -> sent.message().body().plainText())
                .containsExactly("said long ago");
    }

    @Test
    void nobody_changes_by_webhook_what_they_did_not_write() {
        SandboxTask task = taken();
        MessageView said = ada.say(task, "It costs 5");
        rig.awaitShown("It costs 5");
        Map<String, String> byApi = event("onMessageUpdated", task, said);
        byApi.put("Body", "It costs nothing");
        byApi.put("Source", "API");
        Map<String, String> nobodys = event("onMessageRemoved", task, said);
        nobodys.remove("Author");

        assertThat(rig.deliver(TwilioWebhooks.FORWARD, byApi)).isEqualTo(204);
        assertThat(rig.deliver(TwilioWebhooks.FORWARD, nobodys)).isEqualTo(204);

        ada.say(task, "bye");
        rig.awaitShown("bye");
        assertThat(rig.shown()).contains("It costs 5").doesNotContain("It costs nothing");
    }

    @Test
    void an_edit_that_no_webhook_told_is_found_in_the_history() {
        SandboxTask task = taken();
        MessageView said = ada.say(task, "It costs 5");
        rig.awaitShown("It costs 5");
        rig.sandbox.faults().onHook("onMessageUpdated").drop();
        // The history tells whole seconds, and an edit within the first one shows as none.
        rig.awaitTrue(
                "a second has passed",
                () -> Instant.now().isAfter(said.createdAt().plusMillis(1_100)));
        ada.edit(task, said, "It costs 50");

        rig.webhooks
                .catchUp()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        rig.awaitShown("It costs 50");
        assertThat(List.copyOf(rig.shown())).doesNotContain("It costs 5");
    }
}
