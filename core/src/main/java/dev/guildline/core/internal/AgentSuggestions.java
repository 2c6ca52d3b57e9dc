package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageBody.Text;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** The articles that fit what a customer said, for the agent who answers. Searches on the virtual agent's threads. */
final class AgentSuggestions {
    private static final System.Logger LOG = System.getLogger(AgentSuggestions.class.getName());
    private static final int SUGGESTED = 3;
    /** More notes than this are not prepared at once: customers who wait for the virtual agent come first. */
    private static final int MOST_AT_ONCE = 16;
    /** How far back the last suggestions are looked for. */
    private static final int LOOKED_BACK = 30;

    private final KnowledgeBase knowledge;
    private final JournalWriter writer;
    private final Speech speech;
    private final AgentNotes notes;
    private final Executor executor;
    private final AtomicInteger underWay = new AtomicInteger();

    AgentSuggestions(
            KnowledgeBase knowledge, JournalWriter writer, Speech speech, AgentNotes notes, Executor executor) {
        this.knowledge = knowledge;
        this.writer = writer;
        this.speech = speech;
        this.notes = notes;
        this.executor = executor;
    }

    /** What is looked for: the customer's own words and language. */
    private record Sought(String words, Locale language) {}

    /** For what a customer said in an entry, as it reads now; none for any other entry. */
    CompletionStage<List<ArticleMatch>> suggestionsFor(MessageId message) {
        return writer.read(step -> sought(step, message))
                .thenApplyAsync(sought -> sought.map(this::found).orElse(List.of()), executor);
    }

    /** The agent has got a customer's message: articles follow in a note, if there are any. Does not block. */
    void noteBehind(Conversation conversation, Message entry) {
        if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            return;
        }
        try {
            executor.execute(() -> {
                try {
                    prepareNote(conversation, entry);
                } finally {
                    underWay.decrementAndGet();
                }
            });
        } catch (RuntimeException e) {
            // The executor is shut down; a suggestion is nobody's right.
            underWay.decrementAndGet();
        }
    }

    private void prepareNote(Conversation conversation, Message entry) {
        List<ArticleMatch> found;
        try {
            found = found(
                    new Sought(entry.body().words(), conversation.customer().language()));
        } catch (RuntimeException e) {
            // Not the exception itself: what it says may quote the customer.
            LOG.log(
                    System.Logger.Level.INFO,
                    "no suggestions for the agent in conversation {0}: {1}",
                    conversation.id(),
                    e.getClass().getName());
            return;
        }
        if (!found.isEmpty()) {
            CompletionStage<Boolean> unused = writer.writeOfRelay(step -> note(step, conversation.id(), found));
        }
    }

    private boolean note(Step step, ConversationId id, List<ArticleMatch> found) {
        Optional<Conversation> now = step.tx()
                .conversations()
                .find(id)
                .filter(conversation -> conversation.status() == ConversationStatus.WITH_AGENT);
        if (now.isEmpty()) {
            return false;
        }
        MessageBody note = notes.suggestions(found);
        if (lastNote(step, now.get()).equals(Optional.of(note))) {
            return false;
        }
        step.save(speech.noteForAgent(step, now.get(), note));
        return true;
    }

    private Optional<MessageBody> lastNote(Step step, Conversation conversation) {
        long from = Math.max(0, conversation.lastSequence() - LOOKED_BACK);
        return step.tx().journal().read(conversation.id(), from).stream()
                .filter(entry -> entry.author().kind() == AuthorKind.SYSTEM)
                .map(Message::body)
                .filter(body -> body instanceof Text text && notes.isSuggestions(text.text()))
                .reduce((earlier, later) -> later);
    }

    private static Optional<Sought> sought(Step step, MessageId id) {
        List<MessageChange> changes = step.tx().journal().changes(id.conversation(), id.sequence() - 1).stream()
                .filter(change -> change.message().equals(id))
                .toList();
        return step.tx()
                .journal()
                .find(id)
                .flatMap(entry -> Revisions.applied(entry, changes))
                .filter(SmallTalk::isExceededBy)
                .flatMap(entry -> step.tx()
                        .conversations()
                        .find(id.conversation())
                        .map(conversation -> new Sought(
                                entry.body().words(), conversation.customer().language())));
    }

    private List<ArticleMatch> found(Sought sought) {
        return knowledge.search(new KnowledgeQuery(sought.words(), sought.language(), SUGGESTED))
                        instanceof SearchResult.Matches matches
                ? matches.best()
                : List.of();
    }
}
