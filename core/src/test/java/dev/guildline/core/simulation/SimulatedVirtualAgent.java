package dev.guildline.core.simulation;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.assistant.VirtualAgentReply.Abstain;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.ProposeHandoff;
import dev.guildline.core.port.assistant.VirtualAgentReply.SuggestArticles;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Answers, now this, now that; remembers in which epoch it was asked. */
final class SimulatedVirtualAgent implements VirtualAgent {
    private static final Article ARTICLE = new Article(
            new ArticleId("a"),
            Locale.ENGLISH,
            "Refunds",
            "Billing",
            "Ask within a week.",
            // Found for what Mia and Leo write, not for what Zoe does.
            List.of("mia leo"),
            null,
            Set.of());
    static final InMemoryKnowledgeBase KNOWLEDGE = new InMemoryKnowledgeBase(List.of(ARTICLE));
    private static final ArticleMatch MATCH = new ArticleMatch(ARTICLE, 0.9, "Ask within a week.");

    private final World world;
    private int answers;

    SimulatedVirtualAgent(World world) {
        this.world = world;
    }

    @Override
    public VirtualAgentReply reply(Turn turn) {
        world.trace()
                .note(
                        "the virtual agent is asked in %s: %s",
                        turn.conversation(), turn.text().replace('\n', '|'));
        int kind = world.isScripted() ? 1 : world.chance().below(20);
        if (kind < 9) {
            String words = "answer-" + ++answers + " to " + turn.text();
            world.checker().kept().thoughtOf(words, turn.conversation());
            return new Answer(words, kind == 0 ? MATCH : null);
        } else if (kind < 14) {
            return new SuggestArticles(List.of(MATCH));
        } else if (kind < 16) {
            return new ProposeHandoff(true);
        } else if (kind == 16) {
            return new ProposeHandoff(false);
        } else if (kind == 17) {
            throw new IllegalStateException("the virtual agent is out of order");
        }
        return new Abstain();
    }
}
