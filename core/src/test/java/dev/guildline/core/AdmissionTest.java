package dev.guildline.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.admission.IntakeBudget;
import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.usecase.CaseOutcome;
import dev.guildline.core.usecase.CaseReport;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.HelpOutcome;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Blocked customers, a pause, and floods. */
class AdmissionTest {
    private static final CustomerId MIA = new CustomerId("fake:mia");
    private static final String BLOCKED = "You cannot write to us here at present.";
    private static final String PAUSED = "We are not taking new requests right now. Please try again a little later.";

    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final ManualClock clock = new ManualClock();
    private final InMemoryStores stores = new InMemoryStores();
    private final Guildline guildline = guildline(IntakeBudget.UNLIMITED);
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private Guildline guildline(IntakeBudget budget) {
        return Guildline.builder()
                .channel(channel)
                .contactCenter(center)
                .clock(clock)
                .store(stores)
                .intakeBudget(budget)
                .virtualAgent(turn -> new Answer("echo", null))
                .build();
    }

    /** What customers wrote, as far as agents have it. */
    private List<String> posted() {
        String mark = "post CUSTOMER: ";
        return center.log().stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }

    @Test
    void a_blocked_customer_is_told_once_and_nothing_else_happens() {
        guildline.admission().block(MIA, "insults", "ada", null);

        assertThat(mia.writes("hello")).isInstanceOf(MessageOutcome.NotAdmitted.class);
        assertThat(mia.writes("hello?")).isInstanceOf(MessageOutcome.NotAdmitted.class);
        assertThat(mia.asksForHelp(Locale.ENGLISH)).isInstanceOf(HelpOutcome.NotAdmitted.class);
        assertThat(Talk.done(guildline
                        .casework()
                        .report(new CaseReport(
                                mia.key(), CaseKind.BUG, mia.customer(null), "crash", "", List.of(), Map.of()))))
                .isInstanceOf(CaseOutcome.NotAdmitted.class);

        assertThat(mia.read()).containsExactly(BLOCKED);
        assertThat(mia.isOpen()).isFalse();
        assertThat(center.log()).isEmpty();
    }

    @Test
    void a_block_ends_the_open_conversation_without_asking_for_a_rating() {
        mia.writes("hello");
        mia.says(Talk.ADA, "hi");
        guildline.admission().block(MIA, "insults", "ada", null);

        assertThat(mia.isOpen()).isFalse();
        assertThat(mia.read()).endsWith(BLOCKED);
        assertThat(mia.read()).filteredOn(BLOCKED::equals).hasSize(1);
    }

    @Test
    void a_block_ends_by_itself_or_when_it_is_taken_back() {
        guildline.admission().block(MIA, "spam", "ada", clock.instant().plus(Duration.ofDays(1)));
        mia.writes("hello");
        clock.advance(Duration.ofDays(1));
        assertThat(mia.writes("hello again")).isInstanceOf(MessageOutcome.Accepted.class);

        guildline.admission().block(MIA, "spam", "ada", null);
        assertThat(Talk.done(guildline.admission().unblock(MIA))).isTrue();
        assertThat(Talk.done(guildline.admission().unblock(MIA))).isFalse();
        assertThat(mia.writes("and again")).isInstanceOf(MessageOutcome.Accepted.class);
    }

    @Test
    void other_customers_do_not_notice_a_block() {
        guildline.admission().block(MIA, "spam", "ada", null);

        Talk leo = new Talk(guildline, channel, "Leo");
        assertThat(leo.writes("hello")).isInstanceOf(MessageOutcome.Accepted.class);
        assertThat(leo.read()).containsExactly("echo");
    }

    @Test
    void a_pause_keeps_new_customers_out_and_lets_open_talks_go_on() {
        mia.writes("hello");
        guildline.admission().pause("the servers are down", "ada");
        Talk leo = new Talk(guildline, channel, "Leo");

        assertThat(mia.writes("are you there?")).isInstanceOf(MessageOutcome.Accepted.class);
        assertThat(leo.writes("hello")).isInstanceOf(MessageOutcome.NotAdmitted.class);
        assertThat(leo.writes("hello?")).isInstanceOf(MessageOutcome.NotAdmitted.class);
        assertThat(leo.read()).containsExactly(PAUSED);

        guildline.admission().resume();
        assertThat(leo.writes("hello!")).isInstanceOf(MessageOutcome.Accepted.class);
    }

    @Test
    void a_flood_waits_and_is_told_so_while_others_pass() {
        Guildline limited = guildline(new IntakeBudget(5, Duration.ofSeconds(1), 0));
        Talk flood = new Talk(limited, channel, "Mia");
        flood.writes("I want to talk");
        flood.joins(Talk.ADA);
        int before = posted().size();
        for (int i = 0; i < 20; i++) {
            assertThat(flood.writes("spam " + i)).isInstanceOf(MessageOutcome.Accepted.class);
        }
        assertThat(posted().size() - before).isLessThan(10);
        assertThat(flood.read())
                .filteredOn(text -> text.startsWith("You are writing faster"))
                .hasSize(1);

        new Talk(limited, channel, "Leo").writes("hello");
        assertThat(posted()).contains("hello");

        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofSeconds(1));
            limited.operations().tick();
        }
        assertThat(posted().stream().filter(text -> text.startsWith("spam")))
                .as("nothing is lost, and in order")
                .hasSize(20)
                .startsWith("spam 0", "spam 1")
                .endsWith("spam 18", "spam 19");
    }

    @Test
    void all_customers_together_keep_to_the_overall_budget() {
        Guildline limited = guildline(new IntakeBudget(1, Duration.ZERO, 10));
        for (int i = 0; i < 40; i++) {
            new Talk(limited, channel, "Customer" + i).writes("hello from " + i);
        }
        long atOnce = posted().size();
        assertThat(atOnce).isBetween(5L, 20L);
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMillis(200));
            limited.operations().tick();
        }
        assertThat(posted().stream().filter(text -> text.startsWith("hello"))).hasSize(40);
    }

    @Test
    void an_old_button_is_no_way_in() {
        mia.asksForHelp(Locale.ENGLISH);
        guildline.admission().block(MIA, "insults", "ada", null);
        assertThat(mia.presses("Talk to a person")).isEqualTo(ChoiceOutcome.TOO_LATE);
        assertThat(mia.presses("Talk to a person")).isEqualTo(ChoiceOutcome.TOO_LATE);
        assertThat(mia.isOpen()).isFalse();
        assertThat(mia.read()).filteredOn(BLOCKED::equals).hasSize(2);

        guildline.admission().unblock(MIA);
        guildline.admission().pause("too much", "ada");
        assertThat(mia.presses("Talk to a person")).isEqualTo(ChoiceOutcome.TOO_LATE);
        assertThat(mia.isOpen()).isFalse();
        assertThat(mia.read()).endsWith(PAUSED);

        guildline.admission().resume();
        assertThat(mia.presses("Talk to a person")).isEqualTo(ChoiceOutcome.TAKEN);
        assertThat(mia.isOpen()).isTrue();
    }
}
