package dev.guildline.core.internal;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.internal.FollowUps.FollowUp;
import dev.guildline.core.internal.FollowUps.Kind;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.SearchResult.Matches;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.assistant.VirtualAgentReply.Abstain;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.SuggestArticles;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for what answers a message in its talk. A message that stands for itself is searched for as it is; one that
 * leans on an earlier question is also searched for together with it, and counts only for what it adds. Thread-safe.
 */
final class AnswerSearch {
    private static final int SHOWN = 4;
    /** More than are shown, so that something is left when the best ones were shown a moment ago. */
    private static final int SEARCHED = 10;

    /** A little less is no less: adding words to a question always moves its figures a bit. */
    private static final double NO_LESS = 0.98;

    private static final double MORE = 1.02;

    private final KnowledgeBase knowledge;
    private final FollowUps followUps = new FollowUps();

    AnswerSearch(KnowledgeBase knowledge) {
        this.knowledge = knowledge;
    }

    VirtualAgentReply reply(Turn turn) {
        Recollection past = new Recollection(turn.earlier());
        FollowUp followUp = followUps.read(turn.text());
        Optional<Topic> topic = followUp.kind() == Kind.NONE ? Optional.empty() : Topic.of(turn.earlier(), followUps);
        return topic.map(about -> leaning(turn, followUp, about, past))
                .orElseGet(() -> offer(search(turn, turn.text()), past));
    }

    private VirtualAgentReply leaning(Turn turn, FollowUp followUp, Topic topic, Recollection past) {
        boolean mayBeNew = followUp.kind() == Kind.FRAGMENT || followUp.kind() == Kind.GOES_ON;
        Found alone = followUp.rest().isEmpty() ? Found.NOTHING : search(turn, followUp.rest());
        if (mayBeNew && (alone.firstAnswers() || (followUp.kind() == Kind.FRAGMENT && !alone.isEmpty()))) {
            return offer(alone, past);
        }
        Optional<VirtualAgentReply> further = further(followUp, topic);
        if (further.isPresent()) {
            return further.get();
        }
        Found both = search(turn, topic.with(followUp.rest()));
        if (followUp.rest().isEmpty()) {
            return goOn(both, past);
        }
        Found before = search(turn, topic.question());
        if (followUp.kind() == Kind.REFERS) {
            List<ArticleMatch> adding = fitting(both, before, NO_LESS, 0);
            Found found = new Found(joined(adding, alone.best()), both.firstAnswers() && both.startsWith(adding));
            return goOn(found.isEmpty() ? both : found, past);
        }
        if (alone.isEmpty()) {
            List<ArticleMatch> adding = fitting(both, before, MORE, 1);
            return goOn(new Found(adding, both.firstAnswers() && both.startsWith(adding)), past);
        }
        Set<ArticleId> ofBoth = ids(both.best());
        List<ArticleMatch> shared = both.best().stream()
                .filter(match -> ids(alone.best()).contains(match.article().id()))
                .toList();
        return offer(
                new Found(
                        joined(shared, alone.best()),
                        both.firstAnswers() && both.startsWith(shared) && !ofBoth.isEmpty()),
                past);
    }

    /** Another part of the article that the customer has before them, if it speaks of what is new in the message. */
    private Optional<VirtualAgentReply> further(FollowUp followUp, Topic topic) {
        Set<String> words = followUps.ownWords(followUp);
        if (topic.cards().isEmpty() || (words.isEmpty() && followUp.kind() != Kind.BARE)) {
            return Optional.empty();
        }
        ArticleCard last = topic.cards().get(topic.cards().size() - 1);
        List<String> seen = topic.cards().stream()
                .filter(card -> card.article().equals(last.article()))
                .map(ArticleCard::excerpt)
                .toList();
        Optional<Article> article = knowledge.find(last.article());
        return article.flatMap(found -> Passages.further(found, words, seen))
                .map(part -> new Answer("", new ArticleMatch(article.orElseThrow(), 1, part)));
    }

    /**
     * The articles that fit as well with the message as they did without.
     *
     * @param share how much of its earlier confidence an article needs
     * @param unknown what is taken for the earlier confidence of one that was not found then
     */
    private static List<ArticleMatch> fitting(Found both, Found before, double share, double unknown) {
        Map<ArticleId, Double> was = new HashMap<>();
        before.best().forEach(match -> was.put(match.article().id(), match.confidence()));
        return both.best().stream()
                .filter(match -> match.confidence()
                        >= share * was.getOrDefault(match.article().id(), unknown))
                .toList();
    }

    /** What the customer has read, turned down or been offered in vain is not offered again. */
    private static VirtualAgentReply offer(Found found, Recollection past) {
        if (found.isEmpty()) {
            return new Abstain();
        }
        Set<ArticleId> done = done(past);
        ArticleMatch first = found.best().get(0);
        if (found.firstAnswers() && !done.contains(first.article().id())) {
            return new Answer("", first);
        }
        List<ArticleMatch> best = without(done, found.best());
        if (past.offered().contains(ids(best))) {
            past.offered().forEach(done::addAll);
            best = without(done, found.best());
        }
        return best.isEmpty() ? new Abstain() : new SuggestArticles(best);
    }

    /** As {@link #offer}; but who asks on about what was offered is shown the best of it. */
    private static VirtualAgentReply goOn(Found found, Recollection past) {
        List<ArticleMatch> best = without(done(past), found.best());
        if (best.isEmpty()) {
            return new Abstain();
        }
        boolean answers =
                found.firstAnswers() && best.get(0).equals(found.best().get(0));
        return answers || past.offered().contains(ids(best)) ? new Answer("", best.get(0)) : new SuggestArticles(best);
    }

    private static Set<ArticleId> done(Recollection past) {
        Set<ArticleId> done = new HashSet<>(past.rejected());
        done.addAll(past.opened());
        return done;
    }

    private static List<ArticleMatch> joined(List<ArticleMatch> first, List<ArticleMatch> second) {
        Map<ArticleId, ArticleMatch> all = new LinkedHashMap<>();
        Stream.concat(first.stream(), second.stream())
                .forEach(match -> all.putIfAbsent(match.article().id(), match));
        return new ArrayList<>(all.values());
    }

    private static List<ArticleMatch> without(Set<ArticleId> done, List<ArticleMatch> matches) {
        return matches.stream()
                .filter(match -> !done.contains(match.article().id()))
                .limit(SHOWN)
                .toList();
    }

    private static Set<ArticleId> ids(List<ArticleMatch> matches) {
        return matches.stream().map(match -> match.article().id()).collect(Collectors.toSet());
    }

    private Found search(Turn turn, String text) {
        SearchResult result = knowledge.search(new KnowledgeQuery(text, turn.locale(), SEARCHED));
        return result instanceof Matches matches ? new Found(matches.best(), matches.firstAnswers()) : Found.NOTHING;
    }

    /** What a search found, or nothing. */
    private record Found(List<ArticleMatch> best, boolean firstAnswers) {
        private static final Found NOTHING = new Found(List.of(), false);

        boolean isEmpty() {
            return best.isEmpty();
        }

        boolean startsWith(List<ArticleMatch> matches) {
            return !best.isEmpty() && !matches.isEmpty() && best.get(0).equals(matches.get(0));
        }
    }
}
