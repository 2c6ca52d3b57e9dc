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
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.KeptAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts together what customers are told, in their language. */
final class Wording {
    private static final int MOST_SUGGESTIONS = 4;
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

    /** The small print under what an agent wrote long before the customer reads it. */
    String lateForCustomer(Locale locale, String moment) {
        return phrases.text(locale, "late.for-customer", moment);
    }

    /** An edit, where the channel cannot change what it has shown. */
    MessageBody correction(Locale locale, MessageBody edited) {
        return new Text(phrases.text(locale, "agent.correction", edited.plainText()));
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
            case NO_LONGER_KEPT -> phrases.text(locale, "file.no-longer-kept", size(file.size()));
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
