package dev.guildline.core.internal;

import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.SearchResult.Matches;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.assistant.VirtualAgentReply.Abstain;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.SuggestArticles;
import dev.guildline.core.port.knowledge.KnowledgeBase;

/** The virtual agent that comes with core: it answers from the knowledge base. */
final class KnowledgeVirtualAgent implements VirtualAgent {
    private static final int MOST_SUGGESTIONS = 4;

    private final KnowledgeBase knowledge;

    KnowledgeVirtualAgent(KnowledgeBase knowledge, Phrases phrases) {
        this.knowledge = knowledge;
    }

    @Override
    public VirtualAgentReply reply(Turn turn) {
        SearchResult found = knowledge.search(new KnowledgeQuery(turn.text(), turn.locale(), MOST_SUGGESTIONS));
        if (found instanceof Matches matches) {
            return matches.firstAnswers() ? new Answer("", matches.best().get(0)) : new SuggestArticles(matches.best());
        }
        return new Abstain();
    }
}
