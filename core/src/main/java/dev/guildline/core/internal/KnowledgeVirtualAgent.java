package dev.guildline.core.internal;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The virtual agent that Guildline ships: brings in a person where one is wanted, answers courtesies, and otherwise
 * says only what the knowledge base says. Keeps nothing between turns; thread-safe.
 */
final class KnowledgeVirtualAgent implements VirtualAgent {
    private static final int SHOWN = 4;
    /** More than are shown, so that something is left when the best ones were shown a moment ago. */
    private static final int SEARCHED = 10;

    private final KnowledgeBase knowledge;
    private final Phrases phrases;
    private final HandoffDetector detector = new HandoffDetector();

    KnowledgeVirtualAgent(KnowledgeBase knowledge, Phrases phrases) {
        this.knowledge = knowledge;
        this.phrases = phrases;
    }

    @Override
    public VirtualAgentReply reply(Turn turn) {
        return switch (detector.wish(turn.text())) {
            case CLEAR -> new VirtualAgentReply.ProposeHandoff(true);
            case POSSIBLE -> new VirtualAgentReply.ProposeHandoff(false);
            case NONE ->
                SmallTalk.answerTo(turn.text())
                        .<VirtualAgentReply>map(key -> new VirtualAgentReply.Answer(
                                phrases.fresh(turn.locale(), key, new Recollection(turn.earlier()).said()), null))
                        .orElseGet(() -> fromKnowledge(turn));
        };
    }

    private VirtualAgentReply fromKnowledge(Turn turn) {
        SearchResult found = knowledge.search(new KnowledgeQuery(turn.text(), turn.locale(), SEARCHED));
        return found instanceof SearchResult.Matches matches
                ? offer(matches, new Recollection(turn.earlier()))
                : new VirtualAgentReply.Abstain();
    }

    /** What the customer has read, turned down or been offered in vain is not offered again. */
    private static VirtualAgentReply offer(SearchResult.Matches matches, Recollection past) {
        Set<ArticleId> done = new HashSet<>(past.rejected());
        done.addAll(past.opened());
        ArticleMatch first = matches.best().get(0);
        if (matches.firstAnswers() && !done.contains(first.article().id())) {
            return new VirtualAgentReply.Answer("", first);
        }
        List<ArticleMatch> best = without(done, matches.best());
        if (past.offered().contains(ids(best))) {
            past.offered().forEach(done::addAll);
            best = without(done, matches.best());
        }
        return best.isEmpty() ? new VirtualAgentReply.Abstain() : new VirtualAgentReply.SuggestArticles(best);
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
}
