package dev.guildline.core.internal;

import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageBody.Text;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.participant.Customer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Puts together what agents are told beside the talk, in their language and not in the customer's. */
final class AgentNotes {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Phrases phrases;
    private final Locale language;

    AgentNotes(Phrases phrases, Locale language) {
        this.phrases = phrases;
        this.language = language;
    }

    /** The language that agents read. */
    Locale language() {
        return language;
    }

    /** A customer's message did not come with words that could say what they want. */
    String unknownSubject() {
        return text("case.subject.unknown");
    }

    /** What a customer wrote long before the agent reads it. */
    MessageBody late(MessageBody body, Instant at) {
        return new Text(body.plainText() + "\n" + text("late.for-agent", CLOCK.format(at)));
    }

    MessageBody notDelivered(boolean unreachable, Customer customer) {
        String reason = !unreachable
                ? "agent-note.failed"
                : customer.publicPlace().isPresent() ? "agent-note.no-other-way" : "agent-note.unreachable";
        return new Text(text("agent-note.not-delivered", text(reason)));
    }

    /** What was not delivered before is there now. */
    MessageBody arrived() {
        return new Text(text("agent-note.arrived"));
    }

    /** The talk goes on in a private thread. */
    MessageBody elsewhere() {
        return new Text(text("agent-note.elsewhere"));
    }

    /** A customer put a mark on something that was said. */
    MessageBody reacted(String reaction, MessageBody marked) {
        return new Text(text("agent-note.reacted", reaction, Enclosures.shortened(marked.plainText())));
    }

    /** What a customer has changed, and what it said before. */
    MessageBody changed(MessageBody before, MessageChange change) {
        String old = before.plainText();
        return new Text(
                change instanceof MessageChange.Edited edited
                        ? text("agent-note.edited", old, edited.body().plainText())
                        : text("agent-note.deleted", old));
    }

    /** The customer still sees what the agent has changed. */
    MessageBody changeNotShown(boolean deleted) {
        return new Text(text(deleted ? "agent-note.delete-failed" : "agent-note.edit-failed"));
    }

    /** Articles that may help to answer, with where to read them and what they say. */
    MessageBody suggestions(List<ArticleMatch> articles) {
        StringBuilder note = new StringBuilder(text("agent-note.suggestions"));
        for (ArticleMatch match : articles) {
            Article article = match.article();
            note.append("\n• ").append(article.title());
            article.url().ifPresent(url -> note.append(" – ").append(url));
            if (!match.excerpt().isBlank()) {
                note.append("\n  ").append(Enclosures.shortened(match.excerpt()));
            }
        }
        return new Text(note.toString());
    }

    boolean isSuggestions(String note) {
        return note.startsWith(text("agent-note.suggestions"));
    }

    private String text(String key, Object... arguments) {
        return phrases.text(language, key, arguments);
    }
}
