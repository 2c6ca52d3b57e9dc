package dev.guildline.core.internal;

import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.knowledge.KnowledgeBase;

/**
 * The virtual agent that Guildline ships: brings in a person where one is wanted, answers courtesies, and otherwise
 * says only what the knowledge base says. Keeps nothing between turns; thread-safe.
 */
final class KnowledgeVirtualAgent implements VirtualAgent {
    private final AnswerSearch search;
    private final Phrases phrases;
    private final HandoffDetector detector = new HandoffDetector();

    KnowledgeVirtualAgent(KnowledgeBase knowledge, Phrases phrases) {
        this.search = new AnswerSearch(knowledge);
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
                        .orElseGet(() -> search.reply(turn));
        };
    }
}
