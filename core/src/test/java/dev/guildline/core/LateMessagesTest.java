package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What arrives long after it was said is marked as such, and calls nobody. */
class LateMessagesTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-02T09:00:00Z"));
    private final Guildline guildline = Guildline.builder()
            .channel(channel)
            .contactCenter(center)
            .clock(clock)
            .build();
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private void miaWrote(String text, Instant at) {
        done(guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        mia.key(),
                        mia.customer(Locale.ENGLISH),
                        text,
                        List.of(),
                        new ExternalRef("source-" + text),
                        null,
                        List.of(),
                        at)));
    }

    private void adaSaid(String text, Instant at) {
        done(guildline
                .conversations()
                .agentWrote(new AgentMessage(
                        mia.key(), mia.place(), ADA, text, List.of(), new ExternalRef("IM-" + text), at)));
    }

    private OutboundMessage lastShown() {
        List<OutboundMessage> shown = channel.shown();
        return shown.get(shown.size() - 1);
    }

    private String lastPosted() {
        return center.log().get(center.log().size() - 1);
    }

    @Test
    void the_journal_has_the_time_that_the_far_side_tells_unless_that_is_yet_to_come() {
        Instant now = clock.instant();
        miaWrote("past", now.minusSeconds(30));
        miaWrote("future", now.plusSeconds(30));

        List<Message> said = done(
                        guildline.conversations().transcript(mia.conversation().id()))
                .stream()
                .filter(entry -> entry.body().plainText().matches("past|future"))
                .toList();
        assertThat(said).extracting(Message::at).containsExactly(now.minusSeconds(30), now);
    }

    @Test
    void agents_see_when_late_words_of_the_customer_were_written() {
        mia.writes("hello");
        mia.joins(ADA);
        miaWrote("in time", clock.instant().minus(Duration.ofMinutes(2)));
        assertThat(lastPosted()).isEqualTo("post CUSTOMER: in time");

        miaWrote("missed", clock.instant().minus(LONG));
        assertThat(lastPosted()).isEqualTo("post CUSTOMER: missed\n🕓 Written 2026-03-02 08:50 UTC, arrived late");
    }

    @Test
    void customers_are_shown_when_late_words_of_an_agent_were_written_without_being_called() {
        mia.writes("hello");
        mia.joins(ADA);
        adaSaid("in time", clock.instant().minusSeconds(90));
        assertThat(lastShown().smallPrint()).isEmpty();
        assertThat(lastShown().silent()).isFalse();

        adaSaid("missed", clock.instant().minus(LONG));
        assertThat(lastShown().message().body().plainText()).isEqualTo("missed");
        assertThat(lastShown().smallPrint()).contains("Written 2026-03-02 08:50 UTC, arrived late");
        assertThat(lastShown().silent()).isTrue();
    }

    @Test
    void what_could_not_be_brought_for_a_while_is_late_as_well() {
        mia.writes("hello");
        mia.joins(ADA);
        channel.failNext(new PortException.Retryable("busy", null, LONG));
        adaSaid("are you there?", clock.instant());

        clock.advance(LONG.plusSeconds(1));
        guildline.operations().tick();

        assertThat(lastShown().message().body().plainText()).isEqualTo("are you there?");
        assertThat(lastShown().smallPrint()).isPresent();
    }

    @Test
    void what_may_have_arrived_already_is_sent_again_as_it_was() {
        mia.writes("hello");
        mia.joins(ADA);
        channel.failNext(new PortException.OutcomeUnknown("no answer", null));
        adaSaid("are you there?", clock.instant());

        clock.advance(LONG);
        guildline.operations().tick();

        assertThat(lastShown().doubtful()).isTrue();
        assertThat(lastShown().smallPrint()).isEmpty();
    }

    @Test
    void what_guildline_says_itself_is_never_late() {
        channel.failNext(new PortException.Retryable("busy", null, LONG));
        mia.writes("hello");

        clock.advance(LONG.plusSeconds(1));
        guildline.operations().tick();

        assertThat(channel.shown())
                .isNotEmpty()
                .allMatch(sent -> sent.smallPrint().isEmpty() && !sent.silent());
    }
}
