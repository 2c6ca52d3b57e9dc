package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.KnowledgeFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted as it goes is what the journal says afterwards. */
class RecountTest {
    private static final LocalDate BEGINNING = LocalDate.of(1970, 1, 1);
    private static final LocalDate END = LocalDate.of(2999, 1, 1);
    private static final List<String> WORDS =
            List.of("harbour", "lantern", "zeppelin", "hello", "refund", "thanks!", "I want to talk to a human");

    private final FakeChatChannel channel = new FakeChatChannel();
    private final ManualClock clock = new ManualClock();
    private final InMemoryStores stores = new InMemoryStores();
    private final Guildline guildline = Guildline.builder()
            .channel(channel)
            .clock(clock)
            .store(stores)
            .contactCenter(new FakeContactCenter(false))
            .knowledgeBase(new InMemoryKnowledgeBase(IntStream.range(0, 8)
                    .mapToObj(i -> new Article(
                            new ArticleId("article-" + i),
                            Locale.ENGLISH,
                            "Number " + i,
                            "",
                            "All about " + WORDS.get(i % 5) + " and " + WORDS.get((i + 2) % 5),
                            List.of(),
                            null,
                            Set.of()))
                    .toList()))
            .build();

    private KnowledgeFigures figures() {
        return done(guildline.knowledge().loop().figures(BEGINNING, END, null));
    }

    @Test
    void counting_again_gives_the_same_figures() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Talk> talks = List.of("Mia", "Ben", "Eva", "Kim").stream()
                .map(name -> new Talk(guildline, channel, name))
                .toList();
        for (int i = 0; i < 800; i++) {
            act(random, talks.get(random.nextInt(talks.size())));
            clock.advance(Duration.ofMinutes(random.nextInt(600)));
        }
        clock.advance(Duration.ofDays(2));
        KnowledgeFigures before = figures();

        int looked = done(guildline.knowledge().loop().recount());

        assertThat(looked).as("seed %d", seed).isPositive();
        assertThat(figures()).as("seed %d", seed).isEqualTo(before);
        assertThat(before.articles()).as("seed %d", seed).isNotEmpty();
        ArticleFigures all = before.articles().stream()
                .map(each -> each.figures())
                .reduce(new ArticleFigures(new ArticleId("all"), 0, 0, 0, 0), ArticleFigures::plus);
        assertThat(List.of(all.shown(), all.opened(), all.helped(), all.rejected(), before.withoutPerson()))
                .as("seed %d", seed)
                .allMatch(count -> count > 0);
        assertThat(before.ended()).as("seed %d", seed).isPositive();
    }

    @Test
    void wrong_figures_are_put_right_and_those_of_today_are_left_alone() {
        Talk mia = new Talk(guildline, channel, "Mia");
        mia.writes("harbour");
        KnowledgeFigures right = figures();
        clock.advance(Duration.ofDays(3));
        LocalDate day = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        ArticleFigures wrong = new ArticleFigures(new ArticleId("article-0"), 5, 5, 5, 5);
        stores.inTransaction(tx -> {
            tx.figures().add(day.minusDays(3), wrong);
            tx.figures().add(day.minusDays(2), new TalkFigures(Locale.ENGLISH, 7, 7));
            return true;
        });
        done(guildline.knowledge().loop().recount());
        assertThat(figures()).isEqualTo(right);

        stores.inTransaction(tx -> {
            tx.figures().add(day, new TalkFigures(Locale.ENGLISH, 7, 7));
            return true;
        });
        done(guildline.knowledge().loop().recount());
        assertThat(figures().ended()).isEqualTo(7);
    }

    private void act(Random random, Talk talk) {
        switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                talk.writes(WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size())));
            case 3, 4, 5 -> press(random, talk);
            case 6 -> talk.asksForHelp(random.nextBoolean() ? Locale.ENGLISH : Locale.forLanguageTag("zh-TW"));
            default -> {
                if (random.nextBoolean() && talk.isOpen()) {
                    talk.joins(ADA);
                }
                if (talk.isOpen()) {
                    done(guildline.conversations().close(talk.place(), CloseReason.values()[random.nextInt(4)]));
                }
            }
        }
    }

    /** Any button that was ever shown to the customer. */
    private void press(Random random, Talk talk) {
        List<Runnable> buttons = new ArrayList<>();
        for (Message message : channel.shownTo(talk.address())) {
            for (Choice choice : message.body().choices()) {
                if (choice.action() instanceof ChoiceAction.TalkToPerson && random.nextInt(5) > 0) {
                    continue;
                }
                buttons.add(() -> talk.takes(message.id(), choice.key()));
            }
        }
        if (!buttons.isEmpty()) {
            int last = buttons.size() - 1;
            buttons.get(
                            random.nextBoolean()
                                    ? last - Math.min(last, random.nextInt(6))
                                    : random.nextInt(buttons.size()))
                    .run();
        }
    }
}
