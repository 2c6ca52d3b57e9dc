package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.EnclosureKind;
import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fixture.Talk;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stickers, forwarded messages and the like are shown to everybody and taken for nobody's wish. */
class EnclosedMessagesTest {
    private static final String UNREADABLE = "I can only read text. Could you tell me in words what it is about, or"
            + " would you like to talk to a person?";

    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final InMemoryStores stores = new InMemoryStores();
    private final Guildline guildline = guildline(Locale.ENGLISH);
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private Guildline guildline(Locale agents) {
        return Guildline.builder()
                .store(stores)
                .channel(channel)
                .contactCenter(center)
                .agentLocale(agents)
                .knowledgeBase(new InMemoryKnowledgeBase(List.of(new Article(
                        new ArticleId("password"),
                        Locale.ENGLISH,
                        "Reset your password",
                        "Account",
                        "Open the login page and choose Forgot password.",
                        List.of("I forgot my password"),
                        null,
                        Set.of()))))
                .build();
    }

    private ExternalRef sends(String text, List<Attachment> files, Enclosure... enclosures) {
        return sends(Locale.ENGLISH, text, files, enclosures);
    }

    private ExternalRef sends(Locale locale, String text, List<Attachment> files, Enclosure... enclosures) {
        ExternalRef source = new ExternalRef("source-" + mia.key());
        done(guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        mia.key(), mia.customer(locale), text, files, source, null, List.of(enclosures), null)));
        return source;
    }

    private static Enclosure of(EnclosureKind kind, String text) {
        return new Enclosure(kind, text);
    }

    private String lastPosted() {
        return center.log().get(center.log().size() - 1);
    }

    @Test
    void a_sticker_alone_is_shown_to_agents_and_answered_by_nobody() {
        sends("", List.of(), of(EnclosureKind.STICKER, "Wave"));

        assertThat(center.log()).contains("post CUSTOMER: [Sticker: Wave]");
        assertThat(mia.read()).isEmpty();
        assertThat(channel.typing()).isZero();
    }

    @Test
    void words_with_a_sticker_are_answered_by_the_words() {
        sends("I forgot my password", List.of(), of(EnclosureKind.STICKER, "person please"));

        assertThat(mia.read()).isNotEmpty();
        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WITH_VIRTUAL_AGENT);
    }

    @Test
    void what_was_forwarded_is_quoted_and_never_the_customers_own_wish() {
        sends("", List.of(), of(EnclosureKind.FORWARD, "I want to talk to a live agent\nnow"));

        assertThat(center.log())
                .contains("post CUSTOMER: [Forwarded message]\n> I want to talk to a live agent\n> now");
        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WITH_VIRTUAL_AGENT);
        assertThat(mia.read()).containsExactly(UNREADABLE);
    }

    @Test
    void what_cannot_be_read_is_said_once() {
        sends("", List.of(), of(EnclosureKind.VOICE, ""));
        sends("", List.of(new Attachment("a.png", "image/png", 1, URI.create("https://example.org/a.png"))));
        sends("", List.of(), of(EnclosureKind.POLL, "Which colour?"));

        assertThat(mia.read()).containsExactly(UNREADABLE);
        assertThat(center.log()).contains("post CUSTOMER: [Voice message]", "post CUSTOMER: [Poll: Which colour?]");
    }

    @Test
    void what_cannot_be_read_counts_for_no_failure_of_the_virtual_agent() {
        mia.writes("colourless green ideas");
        sends("", List.of(), of(EnclosureKind.STICKER, "Wave"));
        sends("", List.of(), of(EnclosureKind.CARD, "A video"));

        assertThat(mia.conversation().abstentions()).isEqualTo(1);
    }

    @Test
    void marks_are_in_the_language_of_the_agents_who_read_them() {
        sends(
                Locale.TRADITIONAL_CHINESE,
                "看",
                List.of(),
                of(EnclosureKind.STICKER, "Wave"),
                of(EnclosureKind.OTHER, ""));

        assertThat(center.log())
                .anyMatch(line -> line.endsWith("看\n[Sticker: Wave]\n[A message that cannot be shown here]"));
    }

    @Test
    void an_answer_shows_shortly_what_it_answers() {
        mia.writes("hello");
        mia.joins(ADA);
        String long200 = "word ".repeat(40);

        sends("yes, that", List.of(), of(EnclosureKind.QUOTE, "Do you mean\nthis?"));
        assertThat(lastPosted()).isEqualTo("post CUSTOMER: ↪ “Do you mean this?”\nyes, that");

        sends("and this", List.of(), of(EnclosureKind.QUOTE, long200));
        assertThat(lastPosted()).isEqualTo("post CUSTOMER: ↪ “" + "word ".repeat(24) + "…”\nand this");
    }

    @Test
    void a_quote_is_not_the_customers_own_wish() {
        sends("what does this mean?", List.of(), of(EnclosureKind.QUOTE, "I want to talk to a live agent"));

        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WITH_VIRTUAL_AGENT);
    }

    @Test
    void a_case_is_described_by_the_customers_own_words() {
        sends("", List.of(), of(EnclosureKind.FORWARD, "somebody else's words"));
        sends("my boat is gone", List.of(), of(EnclosureKind.STICKER, "Sad"));
        mia.presses("Talk to a person");

        assertThat(done(guildline.casework().search(CaseQuery.newest(1))).get(0).subject())
                .isEqualTo("my boat is gone");
    }

    @Test
    void an_edit_that_changes_only_the_language_of_the_marks_is_none() {
        ExternalRef source = sends("hi", List.of(), of(EnclosureKind.STICKER, "Wave"));
        Guildline inChinese = guildline(Locale.TRADITIONAL_CHINESE);

        MessageEdit same =
                new MessageEdit(mia.key(), source, "hi", List.of(of(EnclosureKind.STICKER, "Wave")), Instant.now());
        MessageEdit other =
                new MessageEdit(mia.key(), source, "hi!", List.of(of(EnclosureKind.STICKER, "Wave")), Instant.now());

        assertThat(done(inChinese.conversations().customerEdited(same))).isEqualTo(ChangeOutcome.IGNORED);
        assertThat(done(inChinese.conversations().customerEdited(other))).isEqualTo(ChangeOutcome.DONE);
        assertThat(lastPosted()).contains("hi\n[Sticker: Wave]", "hi!\n[貼圖：Wave]");
    }
}
