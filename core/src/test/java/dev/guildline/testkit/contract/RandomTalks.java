package dev.guildline.testkit.contract;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;

import dev.guildline.core.Guildline;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.KnowledgeFigures;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.store.UnitOfWork;
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
import java.util.stream.Stream;

/** Customers who ask, press whatever they were ever shown, and go. For one thread. */
final class RandomTalks {
    private static final LocalDate BEGINNING = LocalDate.of(1970, 1, 1);
    private static final LocalDate END = LocalDate.of(2999, 1, 1);
    private static final List<String> WORDS =
            List.of("harbour", "lantern", "zeppelin", "hello", "refund", "thanks!", "I want to talk to a human");

    private final FakeChatChannel channel = new FakeChatChannel();
    private final ManualClock clock = new ManualClock();
    private final Guildline guildline;

    RandomTalks(UnitOfWork stores) {
        guildline = Guildline.builder()
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
    }

    Guildline guildline() {
        return guildline;
    }

    ManualClock clock() {
        return clock;
    }

    Talk talk(String name) {
        return new Talk(guildline, channel, name);
    }

    KnowledgeFigures figures() {
        return done(guildline.knowledge().loop().figures(BEGINNING, END, null));
    }

    void go(Random random, int steps) {
        List<Talk> talks = Stream.of("Mia", "Ben", "Eva", "Kim").map(this::talk).toList();
        for (int i = 0; i < steps; i++) {
            act(random, talks.get(random.nextInt(talks.size())));
            clock.advance(Duration.ofMinutes(random.nextInt(600)));
        }
    }

    /** Chance may leave something out. */
    void doEverythingOnce() {
        Talk zoe = talk("Zoe");
        zoe.writes("harbour");
        zoe.presses("Number 0");
        zoe.presses("This helped");
        zoe.writes("lantern");
        zoe.presses("None of these");
        done(guildline.conversations().close(zoe.place(), CloseReason.CUSTOMER_ENDED));
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
