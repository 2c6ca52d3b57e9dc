package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.port.assistant.VirtualAgentReply.ProposeHandoff;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.testkit.contract.KnowledgeBaseContract;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fixture.Talk;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Articles for the agent who answers. */
class AgentSuggestionsTest {
    private static final String NOTE = "post SYSTEM: 📚 These articles may help:\n• ";
    private static final String PASSWORD = NOTE + "Reset your password – https://example.com/password\n  Choose Forgot";

    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final Searches searches = new Searches();
    private final Queue<Runnable> thinking = new ArrayDeque<>();

    /** A knowledge base that writes down what it is asked, and fails if told to. */
    private static final class Searches implements KnowledgeBase {
        private final KnowledgeBase articles = new InMemoryKnowledgeBase(KnowledgeBaseContract.ARTICLES);
        final List<KnowledgeQuery> asked = new ArrayList<>();
        boolean broken;

        @Override
        public SearchResult search(KnowledgeQuery query) {
            asked.add(query);
            if (broken) {
                throw new PortException.Retryable("the index is away", null, null);
            }
            return articles.search(query);
        }

        @Override
        public Optional<Article> find(ArticleId id) {
            return articles.find(id);
        }

        @Override
        public List<Article> labelled(String label, Locale locale, int limit) {
            return articles.labelled(label, locale, limit);
        }
    }

    private GuildlineBuilder builder() {
        return Guildline.builder()
                .channel(channel)
                .contactCenter(center)
                .knowledgeBase(searches)
                .virtualAgent(turn -> new ProposeHandoff(true))
                .agentSuggestions(true);
    }

    /** A talk that an agent has joined. */
    private Talk withAgent(Guildline guildline) {
        Talk mia = new Talk(guildline, channel, "Mia");
        mia.writes("agent!");
        mia.joins(ADA);
        return mia;
    }

    @Test
    void a_note_with_articles_follows_what_a_customer_writes_to_an_agent() {
        Talk mia = withAgent(builder().build());
        List<String> before = mia.read();

        mia.writes("I forgot my password");

        List<String> log = center.log();
        assertThat(log.get(log.size() - 2)).isEqualTo("post CUSTOMER: I forgot my password");
        assertThat(log.get(log.size() - 1)).startsWith(PASSWORD);
        assertThat(mia.read()).as("the customer reads nothing of it").isEqualTo(before);
        assertThat(searches.asked).containsExactly(new KnowledgeQuery("I forgot my password", Locale.ENGLISH, 3));
    }

    @Test
    void unless_switched_on_nothing_is_searched_or_posted() {
        Talk mia = withAgent(builder().agentSuggestions(false).build());

        mia.writes("I forgot my password");

        assertThat(center.log()).last().isEqualTo("post CUSTOMER: I forgot my password");
        assertThat(searches.asked).isEmpty();
    }

    @Test
    void the_same_suggestions_are_not_made_twice_in_a_row() {
        Talk mia = withAgent(builder().build());
        mia.writes("I forgot my password");
        mia.says(ADA, "One moment");
        mia.writes("my password, I forgot");
        assertThat(notes()).hasSize(1);

        mia.writes("The game crashes at startup");
        mia.writes("I forgot my password");
        assertThat(notes()).hasSize(3);
    }

    @Test
    void courtesies_buttons_and_what_nothing_fits_to_bring_no_note() {
        Talk mia = withAgent(builder().build());

        mia.writes("hello");
        mia.writes("thank you so much");
        mia.writes("xylophone zebra");

        assertThat(notes()).isEmpty();
        assertThat(searches.asked).extracting(KnowledgeQuery::text).containsExactly("xylophone zebra");
    }

    @Test
    void before_an_agent_has_joined_and_after_the_end_there_is_no_note() {
        Talk mia = new Talk(builder().build(), channel, "Mia");
        mia.writes("agent!");
        mia.writes("I forgot my password");
        assertThat(notes()).isEmpty();
    }

    @Test
    void a_search_that_fails_harms_nothing() {
        Talk mia = withAgent(builder().build());
        searches.broken = true;
        mia.writes("I forgot my password");
        assertThat(center.log()).last().isEqualTo("post CUSTOMER: I forgot my password");

        searches.broken = false;
        mia.writes("I still do not know my password");
        assertThat(notes()).hasSize(1);
    }

    @Test
    void a_note_that_is_refused_holds_up_nothing() {
        Guildline guildline = builder().virtualAgentExecutor(thinking::add).build();
        Talk mia = new Talk(guildline, channel, "Mia");
        mia.writes("agent!");
        runThoughts();
        mia.joins(ADA);
        mia.writes("I forgot my password");
        center.failNext(new PortException.Permanent(Refusal.INVALID, "too long", null));
        runThoughts();
        mia.writes("anybody there?");

        assertThat(center.log()).last().isEqualTo("post CUSTOMER: anybody there?");
    }

    @Test
    void the_message_does_not_wait_for_the_search_and_what_comes_too_late_is_left() {
        Guildline guildline = builder().virtualAgentExecutor(thinking::add).build();
        Talk mia = new Talk(guildline, channel, "Mia");
        mia.writes("agent!");
        runThoughts();
        mia.joins(ADA);

        mia.writes("I forgot my password");
        assertThat(center.log()).last().isEqualTo("post CUSTOMER: I forgot my password");
        assertThat(searches.asked).isEmpty();

        done(guildline.conversations().close(mia.place(), CloseReason.AGENT_ENDED));
        runThoughts();
        assertThat(notes()).isEmpty();
    }

    @Test
    void no_more_searches_wait_than_can_be_made_soon() {
        Guildline guildline = builder().virtualAgentExecutor(thinking::add).build();
        Talk mia = new Talk(guildline, channel, "Mia");
        mia.writes("agent!");
        runThoughts();
        mia.joins(ADA);
        for (int i = 0; i < 40; i++) {
            mia.writes("I forgot my password " + i);
        }

        assertThat(thinking).hasSize(16);
        runThoughts();
        mia.writes("I forgot my password again");
        assertThat(thinking).hasSize(1);
    }

    @Test
    void whoever_asks_gets_three_for_a_message_as_it_reads_now() {
        Guildline guildline = builder().agentSuggestions(false).build();
        Talk mia = withAgent(guildline);
        ExternalRef name = new ExternalRef("named");
        done(guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        mia.key(), mia.customer(null), "I forgot my password", List.of(), name, null)));
        MessageId asked = last(guildline, mia);
        assertThat(suggested(guildline, asked)).startsWith("password");

        done(guildline
                .conversations()
                .customerEdited(new MessageEdit(mia.key(), name, "The game crashes at startup", Instant.now())));
        assertThat(suggested(guildline, asked)).startsWith("crash");

        done(guildline.conversations().customerDeleted(new MessageDeletion(mia.key(), name, Instant.now())));
        assertThat(suggested(guildline, asked)).isEmpty();
    }

    @Test
    void for_what_others_said_there_is_none_and_a_failure_is_told() {
        Guildline guildline = builder().agentSuggestions(false).build();
        Talk mia = withAgent(guildline);
        mia.says(ADA, "Did you forget your password?");
        assertThat(suggested(guildline, last(guildline, mia))).isEmpty();
        assertThat(suggested(guildline, new MessageId(last(guildline, mia).conversation(), 99)))
                .isEmpty();

        mia.writes("I forgot my password");
        searches.broken = true;
        assertThatThrownBy(() -> suggested(guildline, last(guildline, mia)))
                .hasCauseInstanceOf(PortException.Retryable.class);
    }

    private void runThoughts() {
        while (!thinking.isEmpty()) {
            thinking.remove().run();
        }
    }

    private List<String> notes() {
        return center.log().stream().filter(line -> line.startsWith(NOTE)).toList();
    }

    private static MessageId last(Guildline guildline, Talk talk) {
        var entries =
                done(guildline.conversations().transcript(talk.conversation().id()));
        return entries.get(entries.size() - 1).id();
    }

    private static List<String> suggested(Guildline guildline, MessageId message) {
        return guildline.knowledge().suggestionsFor(message).toCompletableFuture().join().stream()
                .map(ArticleMatch::article)
                .map(article -> article.id().value())
                .toList();
    }
}
