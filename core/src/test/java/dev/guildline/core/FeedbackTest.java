package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.ChoiceMade;
import dev.guildline.core.message.MessageBody.ChoicePrompt;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What customers say to what they are shown, and that nothing is shown twice. */
class FeedbackTest {
    private static final List<Article> ARTICLES = List.of(
            article("reset", "Reset your password"),
            article("change", "Change your password"),
            article("mail", "The password mail does not arrive"),
            article("strong", "A strong password"),
            article("guild", "Password of a guild"));

    private final FakeChatChannel channel = new FakeChatChannel();
    private final Guildline guildline = Guildline.builder()
            .channel(channel)
            .clock(new ManualClock())
            .knowledgeBase(new InMemoryKnowledgeBase(ARTICLES))
            .build();
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private static Article article(String id, String title) {
        return new Article(new ArticleId(id), Locale.ENGLISH, title, "", title + ".", List.of(), null, Set.of());
    }

    private MessageBody last() {
        List<Message> shown = channel.shownTo("mia");
        return shown.get(shown.size() - 1).body();
    }

    private static Set<ArticleId> offered(MessageBody body) {
        return body.choices().stream()
                .map(Choice::action)
                .filter(ChoiceAction.ShowArticle.class::isInstance)
                .map(action -> ((ChoiceAction.ShowArticle) action).article())
                .collect(Collectors.toSet());
    }

    @Test
    void suggestions_and_cards_can_be_turned_down_and_a_person_is_one_press_away() {
        mia.writes("password");
        assertThat(last().choices())
                .extracting(Choice::label)
                .endsWith("None of these", "Talk to a person")
                .hasSize(6);
        mia.presses("Reset your password");

        assertThat(last()).isInstanceOf(ArticleCard.class);
        assertThat(last().choices())
                .extracting(Choice::label)
                .containsExactly("This helped", "None of these", "Talk to a person");
    }

    @Test
    void what_helped_is_thanked_for_and_kept_with_the_article() {
        mia.writes("xyzzy plugh");
        mia.writes("password");
        mia.presses("Reset your password");
        Message card = channel.shownTo("mia").get(2);
        mia.presses("This helped");

        assertThat(mia.read()).last().asString().startsWith("Glad that helped!");
        assertThat(mia.conversation().abstentions()).isZero();
        Message kept = done(
                        guildline.conversations().transcript(mia.conversation().id()))
                .stream()
                .filter(m -> m.body() instanceof ChoiceMade made && made.key().equals("helped"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.replyTo()).contains(card.id());
        assertThat(card.body().choice("helped"))
                .map(Choice::action)
                .contains(new ChoiceAction.Helped(new ArticleId("reset")));
    }

    @Test
    void a_press_that_comes_twice_has_one_effect() {
        mia.writes("password");
        mia.presses("Reset your password");
        assertThat(mia.presses("Reset your password")).isEqualTo(ChoiceOutcome.DUPLICATE);
        mia.presses("This helped");

        assertThat(mia.presses("This helped")).isEqualTo(ChoiceOutcome.DUPLICATE);
        assertThat(channel.shownTo("mia")).hasSize(3);
    }

    @Test
    void what_was_turned_down_is_not_offered_again() {
        mia.writes("password");
        Set<ArticleId> first = offered(last());
        mia.presses("None of these");
        mia.writes("my password");
        Set<ArticleId> second = offered(last());

        assertThat(first).hasSize(4);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void the_same_suggestions_do_not_come_back_when_others_stood_between() {
        mia.writes("password");
        Set<ArticleId> first = offered(last());
        mia.writes("password");
        Set<ArticleId> second = offered(last());
        mia.writes("password");

        assertThat(second).isNotEmpty().doesNotContainAnyElementsOf(first);
        assertThat(last()).isInstanceOf(ChoicePrompt.class);
        assertThat(offered(last())).as("nothing new is left").isEmpty();
    }

    @Test
    void two_failures_in_a_row_propose_a_person_and_no_sentence_is_said_twice() {
        for (int i = 0; i < 4; i++) {
            mia.writes("xyzzy " + i);
        }

        List<String> sentences = channel.shownTo("mia").stream()
                .map(m -> ((ChoicePrompt) m.body()).text())
                .toList();
        assertThat(sentences.subList(0, 3)).doesNotHaveDuplicates();
        assertThat(sentences.get(2)).isNotEqualTo(sentences.get(3));
        assertThat(channel.shownTo("mia").get(1).body().choices().get(0).action())
                .isEqualTo(new ChoiceAction.TalkToPerson());
        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WITH_VIRTUAL_AGENT);
    }

    @Test
    void none_of_these_twice_proposes_a_person() {
        mia.writes("password");
        mia.presses("None of these");
        mia.writes("my password");
        mia.presses("None of these");

        assertThat(mia.read())
                .last()
                .asString()
                .startsWith("I could not find an answer for you. Shall I get a person?");
    }

    @Test
    void courtesies_are_answered_in_other_words_the_second_time() {
        mia.writes("hello");
        mia.writes("hello");

        assertThat(mia.read()).doesNotHaveDuplicates().hasSize(2);
    }
}
