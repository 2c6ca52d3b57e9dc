package dev.guildline.core.memory;

import dev.guildline.core.knowledge.Article;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.testkit.contract.EditsArticlesContract;
import dev.guildline.testkit.contract.KnowledgeBaseContract;
import java.util.List;

class InMemoryKnowledgeBaseTest implements KnowledgeBaseContract, EditsArticlesContract {
    @Override
    public KnowledgeBase holding(List<Article> articles) {
        return new InMemoryKnowledgeBase(articles);
    }

    @Override
    public InMemoryKnowledgeBase empty() {
        return new InMemoryKnowledgeBase(List.of());
    }
}
