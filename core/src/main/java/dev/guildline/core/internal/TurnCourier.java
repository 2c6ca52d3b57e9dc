package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody.ChoiceMade;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.ShowsTyping;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets the virtual agent answer what the customer wrote since its last turn. */
final class TurnCourier implements Courier {
    private static final System.Logger LOG = System.getLogger(TurnCourier.class.getName());
    private static final int REMEMBERED = 20;

    private final VirtualAgent virtualAgent;
    private final Map<ChannelId, ChatChannel> channels;
    private final Turns turns;
    private final JournalWriter writer;
    private final Executor executor;

    TurnCourier(
            VirtualAgent virtualAgent,
            Map<ChannelId, ChatChannel> channels,
            Turns turns,
            JournalWriter writer,
            Executor executor) {
        this.virtualAgent = virtualAgent;
        this.channels = Map.copyOf(channels);
        this.turns = turns;
        this.writer = writer;
        this.executor = executor;
    }

    @Override
    public CompletionStage<Keep> carry(Load load) {
        return writer.read(step -> unanswered(step, load.conversation())).thenCompose(asked -> {
            if (asked.entries().isEmpty()) {
                return CompletableFuture.completedFuture(step -> {});
            }
            if (asked.text().isBlank()) {
                return CompletableFuture.completedFuture(step -> keep(step, load.conversation(), asked, null));
            }
            showTyping(load.conversation());
            return CompletableFuture.supplyAsync(() -> ask(asked), executor)
                    .thenApply(reply -> step -> keep(step, load.conversation(), asked, reply));
        });
    }

    /** What the virtual agent has not answered yet. */
    private record Asked(Conversation conversation, List<Message> entries, List<Message> earlier, int changes) {
        String text() {
            return entries.stream()
                    .map(m -> m.body().words())
                    .filter(words -> !words.isBlank())
                    .collect(Collectors.joining("\n"));
        }

        long through() {
            return entries.get(entries.size() - 1).id().sequence();
        }
    }

    /** Whether the customer wrote something that the virtual agent has not looked at. */
    static boolean hasUnanswered(Step step, Conversation conversation) {
        return conversation.lastSequence() > conversation.answeredThrough()
                && !unanswered(step, conversation).entries().isEmpty();
    }

    private static Asked unanswered(Step step, Conversation asOf) {
        Conversation conversation = step.tx().conversations().find(asOf.id()).orElse(asOf);
        long answered = conversation.answeredThrough();
        long from = Math.max(0, answered - REMEMBERED);
        Journal journal = step.tx().journal();
        List<MessageChange> changes = journal.changes(conversation.id(), from);
        List<Message> talk = Revisions.applied(journal.read(conversation.id(), from), changes);
        List<Message> entries = talk.stream()
                .filter(m -> m.id().sequence() > answered)
                .filter(m -> m.author().kind() == AuthorKind.CUSTOMER)
                .filter(m -> !(m.body() instanceof ChoiceMade))
                .toList();
        List<Message> earlier = talk.stream().filter(m -> !entries.contains(m)).toList();
        return new Asked(
                conversation, entries, earlier.subList(Math.max(0, earlier.size() - REMEMBERED), earlier.size()), (int)
                        changes.stream()
                                .filter(change -> change.message().sequence() > answered)
                                .count());
    }

    private static int changes(Step step, ConversationId conversation, long answered) {
        return step.tx().journal().changes(conversation, answered).size();
    }

    private VirtualAgentReply ask(Asked asked) {
        Conversation conversation = asked.conversation();
        try {
            return virtualAgent.reply(new Turn(
                    conversation.id(),
                    asked.text(),
                    conversation.customer().language(),
                    asked.earlier(),
                    conversation.abstentions()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the virtual agent failed in conversation " + conversation.id(), e);
            return new VirtualAgentReply.Abstain();
        }
    }

    private void keep(Step step, Conversation asOf, Asked asked, @Nullable VirtualAgentReply reply) {
        Conversation now = step.tx().conversations().find(asOf.id()).orElse(asOf);
        // Somebody else took over while the virtual agent was thinking: it keeps silent.
        if (now.epoch().equals(asked.conversation().epoch())
                && now.status() == ConversationStatus.WITH_VIRTUAL_AGENT
                && asked.through() > now.answeredThrough()) {
            if (changes(step, now.id(), asked.conversation().answeredThrough()) == asked.changes()) {
                step.save(
                        reply == null
                                ? turns.wordless(step, now, asked.entries(), asked.earlier())
                                : turns.apply(step, now, reply, asked.through()));
            } else {
                // The customer has put it differently meanwhile: that is what is to be answered.
                step.promise(new NewDelivery(now.id(), Side.VIRTUAL_AGENT, new Errand.TakeTurn(), now.epoch()), null);
            }
        }
    }

    private void showTyping(Conversation conversation) {
        if (channels.get(conversation.customer().address().channel()) instanceof ShowsTyping typing) {
            typing.showTyping(conversation.customer().address());
        }
    }

    @Override
    public void failed(Step step, Load load, @Nullable Refusal reason) {
        // A turn fails only with the store. Given up after many attempts, it is still wanted; out of date, it is not.
        if (reason == null) {
            step.tx()
                    .conversations()
                    .find(load.delivery().conversation())
                    .filter(c -> c.status() == ConversationStatus.WITH_VIRTUAL_AGENT && hasUnanswered(step, c))
                    .ifPresent(c -> step.promise(
                            new NewDelivery(c.id(), Side.VIRTUAL_AGENT, new Errand.TakeTurn(), c.epoch()), null));
        }
    }
}
