package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.core.usecase.SignalOutcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What agents write, told to core in order and once, whichever way it was learned: by a webhook or from the history.
 * Thread-safe.
 */
final class AgentWords {
    private static final int REMEMBERED = 20_000;

    private final Conversations conversations;
    private final AgentNames names;
    private final AgentFiles files;
    private final ArrivalOrder order;
    private final Repeats repeats;

    /** Core knows repetitions by itself; this spares it most of them. */
    private final Map<String, Boolean> told = newest(REMEMBERED);

    /** Who the customer of a conversation is, by their identity there: that never changes. */
    private final Map<String, String> customers = newest(REMEMBERED);

    AgentWords(Conversations conversations, AgentNames names, AgentFiles files, ArrivalOrder order, Repeats repeats) {
        this.conversations = conversations;
        this.names = names;
        this.files = files;
        this.order = order;
        this.repeats = repeats;
    }

    /**
     * One message.
     *
     * @param conversation the sid of the conversation
     * @param index its place there
     * @param sid its own sid
     * @param author the identity of who wrote it
     * @param text what; may be empty
     * @param media the files, as a webhook tells them
     * @param saidAtOrNull when, by Twilio's clock; null if it does not tell
     */
    record Words(
            String conversation,
            int index,
            String sid,
            String author,
            String text,
            JsonNode media,
            @Nullable Instant saidAtOrNull) {}

    /**
     * Completes when it is kept. A store that is down is waited for, and with it what was said later in the same
     * conversation: Twilio does not tell it again, and the later words must not come first.
     */
    CompletionStage<SignalOutcome> said(Words words) {
        return order.inOrder(words.conversation(), words.index(), () -> repeats.untilDone(() -> tell(words)));
    }

    /**
     * A message as it was edited. Told before the message itself, it is told in its place: its first words were read by
     * nobody here.
     */
    CompletionStage<SignalOutcome> edited(Words words, String edit, Instant at) {
        MessageEdit change = new MessageEdit(
                new InboxKey("twilio.message.edit", words.sid() + ":" + edit),
                new ExternalRef(words.sid()),
                words.text(),
                at);
        return order.inOrder(
                words.conversation(),
                words.index(),
                () -> conversations
                        .agentEdited(change)
                        .thenCompose(outcome -> outcome == ChangeOutcome.UNKNOWN_MESSAGE
                                ? tell(words)
                                : CompletableFuture.completedFuture(SignalOutcome.DONE)));
    }

    /** A message that was deleted. Told before the message itself, that is not told any more. */
    CompletionStage<SignalOutcome> deleted(String conversation, int index, String sid, Instant at) {
        MessageDeletion deletion =
                new MessageDeletion(new InboxKey("twilio.message.delete", sid), new ExternalRef(sid), at);
        return order.inOrder(
                conversation,
                index,
                () -> conversations.agentDeleted(deletion).thenApply(outcome -> kept(sid, SignalOutcome.DONE)));
    }

    private CompletionStage<SignalOutcome> tell(Words words) {
        if (isTold(words.sid())) {
            return CompletableFuture.completedFuture(SignalOutcome.DUPLICATE);
        }
        Optional<Agent> agent = names.knownAgent(words.author());
        String customer = customerOf(words.conversation());
        if (customer != null && agent.isPresent() && !customer.equals(words.author())) {
            return tell(CompletableFuture.completedFuture(agent.get()), words);
        }
        return conversations.find(key(words)).thenCompose(found -> tell(found, words));
    }

    private CompletionStage<SignalOutcome> tell(Optional<Conversation> found, Words words) {
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(SignalOutcome.UNKNOWN_CONVERSATION);
        }
        String customer = Identities.of(found.get().customer().id());
        synchronized (customers) {
            customers.put(words.conversation(), customer);
        }
        return customer.equals(words.author())
                ? CompletableFuture.completedFuture(SignalOutcome.IGNORED)
                : tell(names.agent(words.author(), found.get()), words);
    }

    private CompletionStage<SignalOutcome> tell(CompletableFuture<Agent> known, Words words) {
        return known.thenCombine(
                        files.of(words.media()),
                        (agent, media) -> new AgentMessage(
                                new InboxKey("twilio.message", words.sid()),
                                key(words),
                                agent,
                                media.with(words.text()),
                                media.attachments(),
                                new ExternalRef(words.sid()),
                                words.saidAtOrNull()))
                .thenCompose(conversations::agentWrote)
                .thenApply(outcome -> kept(words.sid(), outcome));
    }

    private static ConversationKey key(Words words) {
        return ConversationKey.linked(new ExternalRef(words.conversation()));
    }

    private @Nullable String customerOf(String conversation) {
        synchronized (customers) {
            return customers.get(conversation);
        }
    }

    private static <V> Map<String, V> newest(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    private SignalOutcome kept(String sid, SignalOutcome outcome) {
        synchronized (told) {
            told.put(sid, true);
        }
        return outcome;
    }

    private boolean isTold(String sid) {
        synchronized (told) {
            return told.containsKey(sid);
        }
    }
}
