package dev.guildline.adapter.knowledge;

import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.Guildline;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.QuestionGroup;
import dev.guildline.core.usecase.KnowledgeLoop;
import dev.guildline.core.usecase.LoopOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fixture.Talk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From an unanswered question to an answer, with articles in a folder and the sentence model that ships. */
@Timeout(120)
class LoopTest {
    private static final String ASKED = "where can my ship be repaired";
    private static final String PARAPHRASE = "my ship is broken, who can fix it";

    @TempDir
    private Path folder;

    private final FakeChatChannel channel = new FakeChatChannel();
    private FolderKnowledgeBase base;
    private KnowledgeLoop loop;
    private Guildline guildline;

    @BeforeEach
    void articles() throws IOException {
        write("en/refunds", "Refunds", "Purchases are reimbursed within fourteen days to the card that was charged.");
        write("en/crash", "The game crashes", "Update the graphics driver, then start the game again.");
        write("en/guild", "Found a guild", "Speak to the harbour master with five friends at your side.");
        write("en/dock", "The dry dock", "Bring timber and tar to old Maren; she does the rest overnight.");
        write("zh-TW/guild", "建立公會", "帶五位朋友去找港務長。");
    }

    private void open(boolean embeddings) throws Exception {
        base = FolderKnowledgeBase.open(
                new KnowledgeConfig(folder, Locale.ENGLISH, Duration.ZERO, embeddings, null, null));
        base.library().complete().get(60, TimeUnit.SECONDS);
        guildline = Guildline.builder().channel(channel).knowledgeBase(base).build();
        loop = guildline.knowledge().loop();
    }

    @AfterEach
    void close() {
        base.close();
    }

    private Talk talk(String name) {
        return new Talk(guildline, channel, name);
    }

    private List<QuestionGroup> groups() {
        return done(loop.unanswered(null, 100)).groups();
    }

    /** The title on the last card or button that a customer was shown. */
    private boolean isShownTheDock(String name) {
        return channel.textsShownTo(name).stream()
                .reduce((a, b) -> b)
                .orElse("")
                .contains("The dry dock");
    }

    @Test
    void an_unanswered_question_becomes_a_sample_question_and_is_answered_in_other_words_too() throws Exception {
        open(true);
        talk("Mia").writes(ASKED);
        talk("Ben").writes("where can I have my ship repaired?");
        talk("Eva").writes("what is the capital of Peru");
        assertThat(isShownTheDock("mia")).isFalse();
        assertThat(groups()).extracting(QuestionGroup::count).containsExactly(2, 1);

        LoopOutcome outcome = done(loop.answerWith(groups().get(0).id(), new ArticleId("en/dock"), null));

        assertThat(outcome).isInstanceOf(LoopOutcome.Done.class);
        assertThat(folder.resolve("en/dock.md")).content().contains(ASKED);
        assertThat(groups()).hasSize(1);
        talk("Kim").writes(ASKED);
        assertThat(isShownTheDock("kim")).isTrue();
        talk("Zoe").writes(PARAPHRASE);
        assertThat(channel.textsShownTo("zoe")).as("zoe").anyMatch(text -> text.contains("The dry dock"));
        assertThat(groups()).hasSize(1);
    }

    @Test
    void without_a_model_words_group_and_answer() throws Exception {
        open(false);
        talk("Mia").writes("where is my ship repaired?");
        talk("Ben").writes("Where are ships being repaired");
        talk("Eva").writes("我的船可以在哪裡修理？");
        talk("Kim").writes("我的船在哪裡可以修理");

        assertThat(groups()).extracting(QuestionGroup::count).containsExactly(2, 2);
        QuestionGroup chinese =
                done(loop.unanswered(Locale.CHINESE, 9)).groups().get(0);
        assertThat(chinese.language().getLanguage()).isEqualTo("zh");

        LoopOutcome outcome = done(loop.draftFrom(
                chinese.id(),
                ArticleContent.of(Locale.forLanguageTag("zh-TW"), "乾船塢", "帶木材去找老馬倫。")
                        .withKey("dock")));

        assertThat(outcome).isInstanceOf(LoopOutcome.Done.class);
        assertThat(folder.resolve("zh-TW/dock.md")).content().contains("我的船在哪裡可以修理");
        talk("Zoe").writes("我的船可以在哪裡修理？");
        assertThat(channel.textsShownTo("zoe").get(0)).contains("乾船塢");
    }

    @Test
    void thousands_of_questions_are_grouped_in_steps_the_same_way_as_one_after_the_other() throws Exception {
        open(false);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            questions.add("why does thing" + random.nextInt(400) + " of part" + random.nextInt(3) + " break "
                    + (random.nextBoolean() ? "always" : "today"));
        }
        List<Integer> atOnce = base.alike(Locale.ENGLISH, List.of(), questions);
        List<Integer> leaders = atOnce.stream().distinct().toList();
        List<String> known = leaders.stream().map(questions::get).toList();

        assertThat(leaders).as("seed %d", seed).hasSizeLessThan(1_500);
        List<Integer> again = base.alike(Locale.ENGLISH, known, questions.subList(0, 500));
        for (int i = 0; i < 500; i++) {
            assertThat(known.get(again.get(i))).as("seed %d", seed).isEqualTo(questions.get(atOnce.get(i)));
        }
    }

    private void write(String path, String title, String body) throws IOException {
        Path file = folder.resolve(path + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "---\ntitle: " + title + "\n---\n" + body + "\n");
    }
}
