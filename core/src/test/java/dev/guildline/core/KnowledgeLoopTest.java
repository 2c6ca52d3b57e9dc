package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.QuestionGroupId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.KnowledgeFigures;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.QuestionGroup;
import dev.guildline.core.knowledge.QuestionRetention;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.StoredArticle;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.knowledge.UnansweredCause;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.usecase.KnowledgeLoop;
import dev.guildline.core.usecase.LoopOutcome;
import dev.guildline.core.usecase.UnansweredReport;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From what was not answered to an article that answers it, and the figures on the way, with every far side a fake. */
class KnowledgeLoopTest {
    private static final ArticleId PASSWORD = new ArticleId("password");
    private static final ArticleId REFUND = new ArticleId("refund");
    private static final String NONE = "None of these";
    private static final String PERSON = "Talk to a person";

    private final FakeChatChannel channel = new FakeChatChannel();
    private final ManualClock clock = new ManualClock();
    private final InMemoryKnowledgeBase base = new InMemoryKnowledgeBase(List.of(
            article(PASSWORD, "Reset your password", "Open the login page and choose Forgot password."),
            article(REFUND, "Refunds", "Purchases are given back within fourteen days.")));
    private final Guildline guildline = guildline(base, QuestionRetention.DEFAULT);
    private final KnowledgeLoop loop = guildline.knowledge().loop();
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private static Article article(ArticleId id, String title, String body) {
        return new Article(id, Locale.ENGLISH, title, "Help", body, List.of(), null, Set.of());
    }

    private Guildline guildline(KnowledgeBase knowledge, QuestionRetention retention) {
        return Guildline.builder()
                .channel(channel)
                .clock(clock)
                .knowledgeBase(knowledge)
                .questionRetention(retention)
                .contactCenter(new FakeContactCenter(false))
                .build();
    }

    private List<QuestionGroup> groups() {
        return done(loop.unanswered(null, 100)).groups();
    }

    private QuestionGroup onlyGroup() {
        assertThat(groups()).hasSize(1);
        return groups().get(0);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private KnowledgeFigures figures() {
        return done(loop.figures(today(), today(), null));
    }

    private ArticleFigures figures(ArticleId article) {
        return figures().articles().stream()
                .filter(each -> each.article().equals(article))
                .findFirst()
                .orElseThrow()
                .figures();
    }

    @Test
    void what_the_virtual_agent_cannot_answer_is_kept_without_personal_data() {
        mia.writes("Where is the zeppelin parked? Tell me at mia@example.com");

        QuestionGroup group = onlyGroup();
        assertThat(group.examples()).containsExactly("Where is the zeppelin parked? Tell me at [email]");
        assertThat(group.causes()).isEqualTo(Map.of(UnansweredCause.NO_ANSWER, 1));
        assertThat(group.language()).isEqualTo(Locale.ENGLISH);
        assertThat(group.latestAt()).isEqualTo(clock.instant());
        assertThat(group.shown()).isEmpty();
    }

    @Test
    void what_none_of_the_suggestions_answers_is_kept_once() {
        mia.writes("refunds after fourteen days?");
        mia.presses(NONE);
        mia.presses(NONE);
        mia.presses(PERSON);

        QuestionGroup group = onlyGroup();
        assertThat(group.count()).isEqualTo(1);
        assertThat(group.examples()).containsExactly("refunds after fourteen days?");
        assertThat(group.causes()).isEqualTo(Map.of(UnansweredCause.REJECTED, 1));
        assertThat(group.shown()).containsExactly(new QuestionGroup.Shown(REFUND, 1));
    }

    @Test
    void who_wants_a_person_right_after_a_card_was_not_answered() {
        mia.writes("refunds after fourteen days?");
        mia.presses("Refunds");
        mia.writes("I want to talk to a human");

        assertThat(onlyGroup().causes()).isEqualTo(Map.of(UnansweredCause.PERSON_WANTED, 1));
        assertThat(onlyGroup().examples()).containsExactly("refunds after fourteen days?");
    }

    @Test
    void who_wants_a_person_without_having_been_shown_anything_asked_nothing() {
        mia.writes("hello");
        mia.presses(PERSON);

        assertThat(groups()).isEmpty();
    }

    @Test
    void courtesies_and_answered_questions_are_not_kept() {
        mia.writes("hello");
        mia.writes("refunds after fourteen days?");
        mia.presses("Refunds");
        mia.writes("thanks!");
        done(guildline.conversations().close(mia.place(), CloseReason.CUSTOMER_ENDED));

        assertThat(groups()).isEmpty();
    }

    @Test
    void questions_alike_are_one_group_and_the_largest_comes_first() {
        mia.writes("when does the zeppelin festival begin");
        mia.writes("where do I find xylophones");
        new Talk(guildline, channel, "Ben").writes("When does the zeppelin festival begin???");
        new Talk(guildline, channel, "Eva").writes("when does zeppelin festival begin");

        assertThat(groups()).extracting(QuestionGroup::count).containsExactly(3, 1);
        assertThat(groups().get(0).examples()).hasSize(3).startsWith("when does the zeppelin festival begin");
        assertThat(done(loop.unanswered(Locale.GERMAN, 10)).groups()).isEmpty();
        assertThat(done(loop.unanswered(Locale.ENGLISH, 1)).groups()).hasSize(1);
    }

    @Test
    void a_group_becomes_a_sample_question_and_the_next_one_is_answered() {
        mia.writes("where is my zeppelin voucher");
        QuestionGroup group = onlyGroup();

        LoopOutcome outcome = done(loop.answerWith(group.id(), REFUND, null));

        assertThat(outcome).isInstanceOf(LoopOutcome.Done.class);
        assertThat(((LoopOutcome.Done) outcome).questions()).isEqualTo(1);
        assertThat(base.find(REFUND).orElseThrow().questions()).containsExactly("where is my zeppelin voucher");
        assertThat(groups()).isEmpty();
        mia.writes("where is my zeppelin voucher");
        assertThat(mia.read()).last().asString().contains("help");
        assertThat(figures(REFUND).shown()).isEqualTo(1);
        assertThat(groups()).isEmpty();
        assertThat(done(loop.answerWith(group.id(), REFUND, null))).isEqualTo(new LoopOutcome.UnknownGroup());
    }

    @Test
    void a_group_becomes_a_draft_with_its_questions() {
        mia.writes("zeppelin festival begins when? I am mia@example.com");
        mia.writes("when zeppelin festival begins?");
        QuestionGroup group = onlyGroup();

        LoopOutcome outcome = done(loop.draftFrom(group.id(), null));

        StoredArticle draft = ((LoopOutcome.Done) outcome).article();
        assertThat(draft.served()).isFalse();
        assertThat(draft.content().title()).isEqualTo("zeppelin festival begins when? I am");
        assertThat(draft.content().questions())
                .containsExactly("zeppelin festival begins when? I am", "when zeppelin festival begins?");
        assertThat(groups()).isEmpty();
    }

    @Test
    void a_draft_is_in_the_language_of_the_articles_whatever_the_region() {
        mia.asksForHelp(Locale.UK);
        mia.writes("zeppelin festival begins when?");

        LoopOutcome outcome = done(loop.draftFrom(onlyGroup().id(), null));

        assertThat(((LoopOutcome.Done) outcome).article().content().language()).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void a_group_stays_if_the_article_cannot_be_changed() {
        mia.writes("where is my zeppelin voucher");
        QuestionGroupId group = onlyGroup().id();

        assertThat(done(loop.answerWith(group, new ArticleId("nowhere"), null)))
                .isEqualTo(new LoopOutcome.NotEdited(new EditOutcome.UnknownArticle()));
        assertThat(done(loop.answerWith(group, REFUND, "x".repeat(400))))
                .isInstanceOfSatisfying(
                        LoopOutcome.NotEdited.class,
                        outcome -> assertThat(outcome.why()).isInstanceOf(EditOutcome.Invalid.class));
        assertThat(done(loop.draftFrom(group, ArticleContent.of(Locale.ENGLISH, "", ""))))
                .isInstanceOf(LoopOutcome.NotEdited.class);
        assertThat(groups()).hasSize(1);
    }

    @Test
    void a_dismissed_group_does_not_come_back() {
        mia.writes("favourite zeppelin colour");
        assertThat(done(loop.dismiss(onlyGroup().id()))).isTrue();
        mia.writes("favourite zeppelin colour?");

        assertThat(groups()).isEmpty();
        assertThat(done(loop.dismiss(new QuestionGroupId(4711)))).isFalse();
    }

    @Test
    void a_knowledge_base_that_cannot_be_edited_says_so() {
        Guildline fixed = guildline(new Fixed(base), QuestionRetention.DEFAULT);
        new Talk(fixed, channel, "Ben").writes("where is my zeppelin voucher");
        QuestionGroup group =
                done(fixed.knowledge().loop().unanswered(null, 9)).groups().get(0);

        assertThat(done(fixed.knowledge().loop().answerWith(group.id(), REFUND, null)))
                .isEqualTo(new LoopOutcome.NotEdited(new EditOutcome.NotEditable()));
        assertThat(fixed.knowledge().editing().isPossible()).isFalse();
        assertThat(done(fixed.knowledge().editing().create(ArticleContent.of(Locale.ENGLISH, "T", ""))))
                .isEqualTo(new EditOutcome.NotEditable());
        assertThat(done(fixed.knowledge().editing().list(ArticleFilter.ALL, 9))).isEmpty();
        assertThat(done(fixed.knowledge().loop().figures(today(), today(), null))
                        .neverShown())
                .isEmpty();
    }

    @Test
    void articles_are_edited_through_the_driving_port() {
        EditOutcome outcome = done(guildline
                .knowledge()
                .editing()
                .create(ArticleContent.of(Locale.ENGLISH, "Lanterns", "They light up.")));
        StoredArticle made = ((EditOutcome.Done) outcome).article();

        assertThat(done(guildline.knowledge().editing().find(made.id()))).contains(made);
        assertThat(done(guildline
                        .knowledge()
                        .editing()
                        .change(made.id(), made.version(), made.content().withTitle(""))))
                .isInstanceOf(EditOutcome.Invalid.class);
        assertThat(done(guildline.knowledge().editing().delete(made.id(), "another")))
                .isEqualTo(new EditOutcome.Conflict(made));
        assertThat(done(guildline.knowledge().editing().delete(made.id(), made.version())))
                .isEqualTo(new EditOutcome.Deleted());
    }

    @Test
    void questions_are_forgotten_after_their_time_and_when_they_are_too_many() {
        Guildline forgetful = guildline(base, new QuestionRetention(Duration.ofDays(30), 10));
        Talk ben = new Talk(forgetful, channel, "Ben");
        ben.writes("zeppelin");
        clock.advance(Duration.ofDays(31));
        for (int i = 0; i < 64; i++) {
            ben.writes("xylophone" + "x".repeat(i));
        }

        UnansweredReport report = done(forgetful.knowledge().loop().unanswered(null, 1000));
        assertThat(report.groups())
                .hasSize(10)
                .allMatch(group -> group.examples().get(0).contains("xyl"));
        assertThat(report.waiting()).isZero();
    }

    @Test
    void figures_tell_what_became_of_articles_and_talks() {
        mia.writes("refunds after fourteen days?");
        mia.presses("Refunds");
        mia.presses(NONE);
        done(guildline.conversations().close(mia.place(), CloseReason.CUSTOMER_ENDED));
        clock.advance(Duration.ofMinutes(1));
        mia.writes("refunds after fourteen days?");
        mia.presses(PERSON);
        done(guildline.conversations().close(mia.place(), CloseReason.STAFF_ENDED));
        clock.advance(Duration.ofMinutes(1));
        mia.writes("hello");
        done(guildline.conversations().close(mia.place(), CloseReason.CUSTOMER_ENDED));

        assertThat(figures(REFUND)).isEqualTo(new ArticleFigures(REFUND, 2, 1, 0, 1));
        assertThat(figures().articles().get(0).title()).contains("Refunds");
        assertThat(figures().neverShown()).extracting(StoredArticle::id).containsExactly(PASSWORD);
        assertThat(figures().talks()).containsExactly(new TalkFigures(Locale.ENGLISH, 2, 1));
        assertThat(done(loop.figures(today(), today(), Locale.JAPANESE)))
                .isEqualTo(new KnowledgeFigures(List.of(), List.of(), List.of()));
        assertThat(done(loop.figures(today().minusDays(9), today().minusDays(1), null))
                        .articles())
                .isEmpty();
    }

    /** Only what every knowledge base can. */
    private record Fixed(KnowledgeBase base) implements KnowledgeBase {
        @Override
        public SearchResult search(KnowledgeQuery query) {
            return base.search(query);
        }

        @Override
        public Optional<Article> find(ArticleId id) {
            return base.find(id);
        }

        @Override
        public List<Article> labelled(String label, Locale locale, int limit) {
            return base.labelled(label, locale, limit);
        }
    }
}
