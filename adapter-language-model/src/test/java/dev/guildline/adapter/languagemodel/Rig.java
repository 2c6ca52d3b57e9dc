package dev.guildline.adapter.languagemodel;

import dev.guildline.core.Guildline;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.testkit.contract.KnowledgeBaseContract;
import dev.guildline.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A language model before the standard virtual agent, with a fake endpoint and the articles of the contracts. */
final class Rig implements AutoCloseable {
    static final String KEY = "sk-secret-0123456789";
    static final String QUESTION = "I forgot my password";

    final FakeEndpoint endpoint = new FakeEndpoint();
    final ManualClock clock = new ManualClock();
    final VirtualAgent standard = Guildline.virtualAgent(new InMemoryKnowledgeBase(KnowledgeBaseContract.ARTICLES));
    final LanguageModelAgent agent;

    Rig() {
        this(1_000_000);
    }

    Rig(long dailyTokens) {
        agent = LanguageModelAgent.before(standard, config(endpoint, dailyTokens), clock);
    }

    static LanguageModelConfig config(FakeEndpoint endpoint, long dailyTokens) {
        return new LanguageModelConfig(
                endpoint.baseUrl(), false, "test-model", KEY, Duration.ofSeconds(1), 500, dailyTokens);
    }

    VirtualAgentReply asked() {
        return agent.reply(turn(QUESTION));
    }

    VirtualAgentReply standardReply() {
        return standard.reply(turn(QUESTION));
    }

    static Turn turn(String text, Message... earlier) {
        return new Turn(new ConversationId("talk"), text, Locale.ENGLISH, List.of(earlier), 0);
    }

    String health() {
        return agent.health().check().detail();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
