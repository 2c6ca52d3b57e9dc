package dev.guildline.app;

import dev.guildline.core.Guildline;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.AgentPresence;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A live agent, wherever they work. */
interface AgentSide {
    void accepts(Player customer);

    void says(String text);

    void reads(String text);

    void completes();

    /** At Twilio Flex. */
    final class InFlex implements AgentSide {
        private final TwilioSandbox twilio;
        private final SandboxAgent agent;
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
            agent.say(task, text);
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
        public void completes() {
            agent.complete(task);
        }
    }

    /** Without Twilio: through the driving port, as the built-in desk does. */
    final class AtTheDesk implements AgentSide {
        private final Guildline guildline;
        private final Agent agent;
        private ConversationKey key;
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
            done(guildline.conversations().agentWrote(new AgentMessage(event(), key, agent, text, List.of(), null)));
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
