package dev.guildline.app;

import dev.guildline.core.Guildline;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.AgentPresence;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.sandbox.twilio.MessageView;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A live agent, wherever they work. */
interface AgentSide {
    void accepts(Player customer);

    void says(String text);

    /** Edits what they said. */
    void corrects(String said, String text);

    /** Deletes what they said. */
    void takesBack(String said);

    void reads(String text);

    /** Waits until they can see that the customer changed some words to others, which are empty for a deletion. */
    void seesChange(String before, String now);

    void completes();

    /** At Twilio Flex. */
    final class InFlex implements AgentSide {
        private final TwilioSandbox twilio;
        private final SandboxAgent agent;
        private final Map<String, MessageView> said = new HashMap<>();
        private SandboxTask task;

        InFlex(TwilioSandbox twilio, SandboxAgent agent) {
            this.twilio = twilio;
            this.agent = agent;
        }

        @Override
        public void accepts(Player customer) {
            SandboxTask offered = agent.awaitTask(
                    "task of " + customer.name(),
                    t -> t.from().equals(customer.name()) && t.status() == SandboxTask.Status.OFFERED,
                    Player.PATIENCE);
            task = agent.accept(offered);
        }

        @Override
        public void says(String text) {
            said.put(text, agent.say(task, text));
        }

        @Override
        public void corrects(String before, String text) {
            said.put(text, agent.edit(task, said.get(before), text));
        }

        @Override
        public void takesBack(String text) {
            agent.delete(task, said.get(text));
        }

        @Override
        public void reads(String text) {
            twilio.awaitConversation(
                    "conversation with the text",
                    c -> c.sid().equals(task.conversationSid())
                            && c.messages().stream().anyMatch(m -> text.equals(m.body())),
                    Player.PATIENCE);
        }

        @Override
        public void seesChange(String before, String now) {
            twilio.awaitConversation(
                    "conversation with a note of the change",
                    c -> c.sid().equals(task.conversationSid())
                            && c.messages().stream()
                                    .filter(m -> m.kind() != MessageView.Kind.CUSTOMER && m.body() != null)
                                    .anyMatch(m -> m.body().contains(before)
                                            && m.body().contains(now)),
                    Player.PATIENCE);
        }

        @Override
        public void completes() {
            agent.complete(task);
        }
    }

    /** Without Twilio: through the driving port, as the built-in desk does. */
    final class AtTheDesk implements AgentSide {
        private final Guildline guildline;
        private final Agent agent;
        private ConversationKey key;
        private final Map<String, ExternalRef> names = new HashMap<>();
        private int events;

        AtTheDesk(Guildline guildline, String id, String name) {
            this.guildline = guildline;
            this.agent = new Agent(new AgentId(id), name);
        }

        @Override
        public void accepts(Player customer) {
            List<Conversation> waiting =
                    done(guildline.conversations().list(Set.of(ConversationStatus.WAITING_FOR_AGENT), 10));
            key = ConversationKey.of(waiting.stream()
                    .filter(c -> c.customer().displayName().equals(customer.name()))
                    .findFirst()
                    .orElseThrow()
                    .id());
            done(guildline.conversations().agentJoined(new AgentPresence(event(), key, agent)));
        }

        @Override
        public void says(String text) {
            done(guildline
                    .conversations()
                    .agentWrote(new AgentMessage(event(), key, agent, text, List.of(), named(text))));
        }

        @Override
        public void corrects(String said, String text) {
            ExternalRef name = named(said);
            names.put(text, name);
            done(guildline.conversations().agentEdited(new MessageEdit(event(), name, text, Instant.now())));
        }

        @Override
        public void takesBack(String said) {
            done(guildline.conversations().agentDeleted(new MessageDeletion(event(), named(said), Instant.now())));
        }

        private ExternalRef named(String text) {
            return names.computeIfAbsent(text, t -> new ExternalRef("desk-" + agent.id() + "-" + names.size()));
        }

        @Override
        public void reads(String text) {
            ConversationKey.Own own = (ConversationKey.Own) Objects.requireNonNull(key);
            Waiting.until(
                    "the desk shows the customer's words",
                    () -> done(guildline.conversations().transcript(own.id())).stream()
                            .anyMatch(m -> m.author().kind() == AuthorKind.CUSTOMER
                                    && m.body().plainText().equals(text)));
        }

        @Override
        public void seesChange(String before, String now) {
            ConversationKey.Own own = (ConversationKey.Own) Objects.requireNonNull(key);
            Waiting.until(
                    "the desk shows the change",
                    () -> done(guildline.conversations().changes(own.id())).stream()
                            .anyMatch(change -> change instanceof MessageChange.Edited edited
                                    ? edited.body().plainText().equals(now)
                                    : now.isEmpty()));
        }

        @Override
        public void completes() {
            done(guildline.conversations().close(key, CloseReason.AGENT_ENDED));
        }

        private InboxKey event() {
            return new InboxKey("desk", agent.id() + "-" + ++events);
        }

        private static <T> T done(CompletionStage<T> stage) {
            return stage.toCompletableFuture().join();
        }
    }
}
