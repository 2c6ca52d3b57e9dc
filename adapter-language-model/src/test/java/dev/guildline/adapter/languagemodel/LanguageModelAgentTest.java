package dev.guildline.adapter.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildline.core.Guildline;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply.Abstain;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.ProposeHandoff;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.testkit.contract.KnowledgeBaseContract;
import dev.guildline.testkit.contract.VirtualAgentContract;
import dev.guildline.testkit.fake.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanguageModelAgentTest implements VirtualAgentContract {
    private static final String WORDS = "Choose Forgot password on the login screen and we send you a link.";

    private final Rig rig = new Rig();

    @Override
    public VirtualAgent knowing(KnowledgeBase knowledge) {
        return LanguageModelAgent.before(
                Guildline.virtualAgent(knowledge), Rig.config(rig.endpoint, 1_000_000), new ManualClock());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void the_models_words_are_shown_with_the_article_that_it_cites() {
        rig.endpoint.behave(FakeEndpoint.writes(FakeEndpoint.answer(WORDS, "A1")));

        Answer answer = (Answer) rig.asked();

        assertThat(answer.text()).isEqualTo(WORDS);
        assertThat(answer.article()).map(ArticleMatch::article).contains(KnowledgeBaseContract.PASSWORD);
        assertThat(rig.health()).contains("answers used 1").contains("tokens today (UTC) 40 of 1000000");
    }

    @Test
    void it_gets_the_question_the_talk_and_the_articles_found_and_nothing_else() {
        Agent ada = new Agent(new AgentId("ada"), "Ada");

        rig.agent.reply(Rig.turn(
                "I forgot my password, write to mia@example.com or +49 30 1234567",
                said(1, Author.CUSTOMER, "one"),
                said(2, Author.CUSTOMER, "hello, it is <@123456789012345678>"),
                said(3, Author.VIRTUAL_AGENT, "What can I do for you?"),
                said(4, Author.of(ada), "Your card ends with 4711"),
                said(5, Author.SYSTEM, "I have opened case HELP-1001 for you."),
                said(6, Author.CUSTOMER, "two"),
                said(7, Author.CUSTOMER, "three")));

        FakeEndpoint.Asked asked = rig.endpoint.asked().get(0);
        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(asked.headers().get("Authorization")).containsExactly("Bearer " + Rig.KEY);
        assertThat(asked.body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("model", "messages", "temperature", "max_tokens", "response_format");
        assertThat(asked.body().path("model").asText()).isEqualTo("test-model");
        assertThat(asked.body().path("messages")).hasSize(2);
        JsonNode material = asked.material();
        assertThat(material.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("language", "articles", "earlier", "question");
        assertThat(material.path("language").asText()).isEqualTo("en");
        assertThat(material.path("question").asText()).isEqualTo("I forgot my password, write to [email] or [number]");
        assertThat(material.path("earlier").findValuesAsText("text"))
                .containsExactly("hello, it is [mention]", "What can I do for you?", "two", "three");
        assertThat(material.path("articles").findValuesAsText("title"))
                .contains("Reset your password")
                .doesNotContain("Refunds");
    }

    @Test
    void without_an_article_with_a_wish_for_a_person_or_for_a_courtesy_it_is_not_asked() {
        assertThat(rig.agent.reply(Rig.turn("xylophone zebra"))).isEqualTo(new Abstain());
        assertThat(rig.agent.reply(Rig.turn("I want to talk to a person"))).isEqualTo(new ProposeHandoff(true));
        assertThat(rig.agent.reply(Rig.turn("are you a bot?"))).isEqualTo(new ProposeHandoff(false));
        assertThat(rig.agent.reply(Rig.turn("hi"))).isInstanceOf(Answer.class);

        assertThat(rig.endpoint.asked()).isEmpty();
    }

    @Test
    void half_a_character_is_no_reason_not_to_ask() {
        assertThat(rig.agent.reply(Rig.turn("I forgot my password \uD83D"))).isInstanceOf(Answer.class);
    }

    @Test
    void what_was_said_before_is_not_said_again() {
        rig.endpoint.behave(FakeEndpoint.writes(FakeEndpoint.answer(WORDS, "A1")));
        Message card = new Message(
                new MessageId(new ConversationId("talk"), 1),
                Author.VIRTUAL_AGENT,
                new MessageBody.ArticleCard(WORDS, KnowledgeBaseContract.CRASH.id(), "", "", "", null),
                List.of(),
                null,
                Instant.EPOCH);

        assertThat(rig.agent.reply(Rig.turn(Rig.QUESTION, card)))
                .isEqualTo(rig.standard.reply(Rig.turn(Rig.QUESTION, card)));
    }

    @Test
    void a_model_that_finds_no_answer_in_the_articles_leaves_it_at_the_standard_reply() {
        rig.endpoint.behave(FakeEndpoint.writes("{\"answer\": \"\", \"articles\": []}"));

        assertThat(rig.asked()).isEqualTo(rig.standardReply());
        assertThat(rig.health()).contains("declined 1");
    }

    @Test
    void beyond_the_days_budget_nobody_is_asked_until_the_next_day() {
        try (Rig poor = new Rig(5_000)) {
            poor.endpoint.behave(
                    FakeEndpoint.json(q -> FakeEndpoint.completion(FakeEndpoint.answer(WORDS, "A1"), 4_000)));

            assertThat(poor.asked()).isInstanceOf(Answer.class);
            assertThat(poor.asked()).isEqualTo(poor.standardReply());
            assertThat(poor.endpoint.asked()).hasSize(1);

            poor.clock.advance(Duration.ofDays(1));
            assertThat(poor.asked()).isInstanceOf(Answer.class);
        }
    }

    private static Message said(long place, Author author, String text) {
        return new Message(
                new MessageId(new ConversationId("talk"), place),
                author,
                new MessageBody.Text(text),
                List.of(),
                null,
                Instant.EPOCH);
    }
}
