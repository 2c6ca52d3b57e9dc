package dev.guildline.core.internal;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                        .<VirtualAgentReply>map(
                                key -> new VirtualAgentReply.Answer(phrases.text(turn.locale(), key), null))
                        .orElseGet(() -> fromKnowledge(turn));
        };
    }

    private VirtualAgentReply fromKnowledge(Turn turn) {
        SearchResult found = knowledge.search(new KnowledgeQuery(turn.text(), turn.locale(), SEARCHED));
        return found instanceof SearchResult.Matches matches ? offer(matches, turn) : new VirtualAgentReply.Abstain();
    }

    private VirtualAgentReply offer(SearchResult.Matches matches, Turn turn) {
        ArticleMatch first = matches.best().get(0);
        Set<ArticleId> lastShown = lastShown(turn.earlier());
        if (matches.firstAnswers() && !lastShown.equals(Set.of(first.article().id()))) {
            return new VirtualAgentReply.Answer("", first);
        }
        List<ArticleMatch> best = matches.best().stream().limit(SHOWN).toList();
        if (ids(best.stream()).equals(lastShown)) {
            best = matches.best().stream()
                    .filter(match -> !lastShown.contains(match.article().id()))
                    .limit(SHOWN)
                    .toList();
        }
        return best.isEmpty() ? new VirtualAgentReply.Abstain() : new VirtualAgentReply.SuggestArticles(best);
    }

    /** The articles that the customer was shown last, as buttons or as a card. */
    private static Set<ArticleId> lastShown(List<Message> earlier) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            Message message = earlier.get(i);
            Set<ArticleId> shown = message.author().kind() == AuthorKind.CUSTOMER ? Set.of() : shownIn(message.body());
            if (!shown.isEmpty()) {
                return shown;
            }
        }
        return Set.of();
    }

    private static Set<ArticleId> shownIn(MessageBody body) {
        if (body instanceof MessageBody.ArticleCard card) {
            return Set.of(card.article());
        }
        if (body instanceof MessageBody.ChoicePrompt prompt) {
            return prompt.choices().stream()
                    .map(choice -> choice.action())
                    .filter(ChoiceAction.ShowArticle.class::isInstance)
                    .map(action -> ((ChoiceAction.ShowArticle) action).article())
                    .collect(Collectors.toSet());
        }
        return Set.of();
    }

    private static Set<ArticleId> ids(Stream<ArticleMatch> matches) {
        return matches.map(match -> match.article().id()).collect(Collectors.toSet());
    }
}
