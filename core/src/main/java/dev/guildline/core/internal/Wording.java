package dev.guildline.core.internal;

import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.ChoiceStyle;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.ChoicePrompt;
import dev.guildline.core.message.MessageBody.Text;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.KeptAttachment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts together what customers are told, in their language. */
final class Wording {
    private static final int MOST_SUGGESTIONS = 4;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long KILOBYTE = 1L << 10;
    private static final long MEGABYTE = 1L << 20;

    private final Phrases phrases;

    Wording(Phrases phrases) {
        this.phrases = phrases;
    }

    MessageBody greeting(Customer customer) {
        return withPerson(customer.language(), phrases.text(customer.language(), "greeting", customer.displayName()));
    }

    MessageBody greetingWhileBusy(Customer customer) {
        return new Text(phrases.text(customer.language(), "greeting.busy", customer.displayName()));
    }

    /** A sentence without arguments. */
    MessageBody sentence(Locale locale, String key) {
        return new Text(phrases.text(locale, key));
    }

    MessageBody about(Locale locale, String key, Object subject) {
        return new Text(phrases.text(locale, key, subject.toString()));
    }

    /** A sentence of the virtual agent; a person is always one press away. */
    MessageBody withPerson(Locale locale, String text) {
        return new ChoicePrompt(text, List.of(person(locale, ChoiceStyle.SECONDARY)));
    }

    MessageBody withPersonKeyed(Locale locale, String key) {
        return withPerson(locale, phrases.text(locale, key));
    }

    /** As {@link #withPersonKeyed}, in words that were not used lately. */
    MessageBody fresh(Locale locale, String key, Recollection past) {
        return withPerson(locale, phrases.fresh(locale, key, past.said()));
    }

    /** There are no articles in the customer's language, but in another. */
    MessageBody noArticles(Locale locale, Locale other) {
        return withPerson(
                locale,
                phrases.text(
                        locale,
                        "abstain.language",
                        phrases.languageName(locale, locale),
                        phrases.languageName(other, locale)));
    }

    MessageBody suggestions(Locale locale, List<ArticleMatch> articles, Recollection past) {
        List<Choice> choices = new ArrayList<>();
        for (ArticleMatch match : articles.subList(0, Math.min(articles.size(), MOST_SUGGESTIONS))) {
            choices.add(new Choice(
                    "a" + (choices.size() + 1),
                    match.article().title(),
                    ChoiceStyle.PRIMARY,
                    new ChoiceAction.ShowArticle(match.article().id(), match.excerpt())));
        }
        choices.add(none(locale));
        choices.add(person(locale, ChoiceStyle.SECONDARY));
        boolean again = past.offered().stream().anyMatch(offered -> offered.size() > 1)
                || !past.opened().isEmpty();
        return new ChoicePrompt(
                phrases.fresh(locale, again ? "suggest.again" : "suggest.question", past.said()), choices);
    }

    MessageBody card(Locale locale, Article article, String excerpt) {
        return card(locale, phrases.text(locale, "article.lead", article.title()), article, excerpt);
    }

    MessageBody answerCard(Locale locale, String text, ArticleMatch match, Recollection past) {
        Article article = match.article();
        String key = past.opened().contains(article.id()) ? "article.more" : "article.lead";
        String lead = text.isBlank() ? phrases.text(locale, key, article.title()) : text;
        return card(locale, lead, article, match.excerpt());
    }

    private MessageBody card(Locale locale, String lead, Article article, String excerpt) {
        return new ArticleCard(
                lead,
                article.id(),
                article.category(),
                article.title(),
                excerpt,
                article.urlOrNull(),
                List.of(
                        new Choice(
                                "helped",
                                phrases.text(locale, "choice.helped"),
                                ChoiceStyle.POSITIVE,
                                new ChoiceAction.Helped(article.id())),
                        none(locale),
                        person(locale, ChoiceStyle.SECONDARY)));
    }

    MessageBody handoffQuestion(Locale locale, String key, Recollection past) {
        return new ChoicePrompt(
                phrases.fresh(locale, key, past.said()),
                List.of(
                        person(locale, ChoiceStyle.PRIMARY),
                        new Choice(
                                "stay",
                                phrases.text(locale, "choice.go-on"),
                                ChoiceStyle.SECONDARY,
                                new ChoiceAction.StayWithVirtualAgent())));
    }

    MessageBody ratingQuestion(Locale locale) {
        List<Choice> scores = new ArrayList<>();
        for (int score = 1; score <= 5; score++) {
            scores.add(new Choice(
                    "rate-" + score, Integer.toString(score), ChoiceStyle.SECONDARY, new ChoiceAction.Rate(score)));
        }
        return new ChoicePrompt(phrases.text(locale, "rate.question"), scores);
    }

    MessageBody caseQuestion(Locale locale, CaseNumber number) {
        return new ChoicePrompt(
                phrases.text(locale, "case.question", number.toString()),
                List.of(
                        new Choice(
                                "close",
                                phrases.text(locale, "case.choice.close"),
                                ChoiceStyle.POSITIVE,
                                new ChoiceAction.CloseCase()),
                        new Choice(
                                "elevate",
                                phrases.text(locale, "case.choice.elevate"),
                                ChoiceStyle.NEGATIVE,
                                new ChoiceAction.ElevateCase())));
    }

    String unknownSubject(Locale locale) {
        return phrases.text(locale, "case.subject.unknown");
    }

    MessageBody notDelivered(Locale locale, boolean unreachable, Customer customer) {
        String reason = !unreachable
                ? "agent-note.failed"
                : customer.publicPlace().isPresent() ? "agent-note.no-other-way" : "agent-note.unreachable";
        String why = phrases.text(locale, reason);
        return new Text(phrases.text(locale, "agent-note.not-delivered", why));
    }

    /** What a customer wrote long before the agent reads it. */
    MessageBody late(Locale locale, MessageBody body, Instant at) {
        return new Text(body.plainText() + "\n" + phrases.text(locale, "late.for-agent", CLOCK.format(at)));
    }

    /** The small print under what an agent wrote long before the customer reads it. */
    String lateForCustomer(Locale locale, String moment) {
        return phrases.text(locale, "late.for-customer", moment);
    }

    /** Tells the agent of a customer's mark on something that was said. */
    MessageBody reacted(Locale locale, String reaction, MessageBody marked) {
        return new Text(phrases.text(locale, "agent-note.reacted", reaction, Enclosures.shortened(marked.plainText())));
    }

    /** Articles that may help an agent to answer, with where to read them and what they say. */
    MessageBody suggestionsForAgent(Locale locale, List<ArticleMatch> articles) {
        StringBuilder note = new StringBuilder(phrases.text(locale, "agent-note.suggestions"));
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

    /** Whether a note to an agent is one with articles. */
    boolean isSuggestionsForAgent(Locale locale, String note) {
        return note.startsWith(phrases.text(locale, "agent-note.suggestions"));
    }

    /** An edit, where the channel cannot change what it has shown. */
    MessageBody correction(Locale locale, MessageBody edited) {
        return new Text(phrases.text(locale, "agent.correction", edited.plainText()));
    }

    /** Tells the agent what a customer has changed, and what it said before. */
    MessageBody changeNote(Locale locale, MessageBody before, MessageChange change) {
        String old = before.plainText();
        return new Text(
                change instanceof MessageChange.Edited edited
                        ? phrases.text(
                                locale, "agent-note.edited", old, edited.body().plainText())
                        : phrases.text(locale, "agent-note.deleted", old));
    }

    /** Tells the agent that the customer still sees what they have changed. */
    MessageBody changeNotShown(Locale locale, boolean deleted) {
        return new Text(phrases.text(locale, deleted ? "agent-note.delete-failed" : "agent-note.edit-failed"));
    }

    /** The line that stands for a file which stays behind. */
    String fileLeft(Locale locale, KeptAttachment file, long largest) {
        return phrases.text(locale, "file.left", file.name(), reason(locale, file, largest));
    }

    /** What whoever sent the file is told. */
    MessageBody fileNotPassedOn(Locale locale, KeptAttachment file, long largest) {
        return new Text(phrases.text(locale, "file.not-passed-on", file.name(), reason(locale, file, largest)));
    }

    private String reason(Locale locale, KeptAttachment file, long largest) {
        return switch (file.refusal().orElse(AttachmentRefusal.FAILED)) {
            case TOO_LARGE -> phrases.text(locale, "file.too-large", size(largest));
            case TYPE_NOT_ALLOWED -> phrases.text(locale, "file.type", file.contentType());
            case TOO_MANY -> phrases.text(locale, "file.too-many");
            case GONE -> phrases.text(locale, "file.gone");
            case FAILED -> phrases.text(locale, "file.failed");
        };
    }

    private static String size(long bytes) {
        return bytes >= MEGABYTE ? bytes / MEGABYTE + " MB" : Math.max(1, bytes / KILOBYTE) + " kB";
    }

    private Choice person(Locale locale, ChoiceStyle style) {
        return new Choice("person", phrases.text(locale, "choice.person"), style, new ChoiceAction.TalkToPerson());
    }

    private Choice none(Locale locale) {
        return new Choice(
                "none", phrases.text(locale, "choice.none"), ChoiceStyle.SECONDARY, new ChoiceAction.NoneHelps());
    }
}
