package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Edits and deletions of what is on its way, or may be. */
class ChangesOnTheWayTest {
    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final ManualClock clock = new ManualClock();
    private final Guildline guildline = Guildline.builder()
            .channel(channel)
            .clock(clock)
            .contactCenter(center)
            .virtualAgent(turn -> new Answer("echo " + turn.text(), null))
            .build();
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private ExternalRef miaWrites(String text) {
        CustomerMessage message = mia.message(text);
        done(guildline.conversations().customerWrote(message));
        return message.source();
    }

    private ExternalRef adaSays(String text) {
        ExternalRef source = new ExternalRef("IM-" + mia.key());
        AgentMessage message = new AgentMessage(mia.key(), mia.place(), ADA, text, List.of(), source);
        done(guildline.conversations().agentWrote(message));
        return source;
    }

    private MessageEdit edit(ExternalRef source, String text) {
        clock.advance(Duration.ofSeconds(1));
        return new MessageEdit(mia.key(), source, text, clock.instant());
    }

    private MessageDeletion deletion(ExternalRef source) {
        clock.advance(Duration.ofSeconds(1));
        return new MessageDeletion(mia.key(), source, clock.instant());
    }

    private ChangeOutcome miaEdits(ExternalRef source, String text) {
        return done(guildline.conversations().customerEdited(edit(source, text)));
    }

    /** The next post waits a minute, and then the far half is over. */
    private void theFarHalfIsOverSoon() {
        center.failNext(
                new PortException.Retryable("busy", null, Duration.ofMinutes(1)),
                new PortException.Permanent(Refusal.FAR_SIDE_CLOSED, "closed", null));
    }

    private void aMinutePasses() {
        clock.advance(Duration.ofMinutes(1));
        guildline.operations().tick();
    }

    @Test
    void what_comes_too_late_for_a_conversation_begins_the_next_one_with_all_its_changes() {
        miaWrites("hello?");
        mia.joins(ADA);
        theFarHalfIsOverSoon();
        ExternalRef source = miaWrites("It costs 5?");
        ConversationId before = mia.conversation().id();
        miaEdits(source, "It costs 50?");
        aMinutePasses();

        ConversationId next = done(guildline.conversations().list(Set.of(ConversationStatus.WITH_VIRTUAL_AGENT), 1))
                .get(0)
                .id();
        assertThat(next).isNotEqualTo(before);
        assertThat(done(guildline.conversations().changes(next))).hasSize(1);
        assertThat(center.log())
                .filteredOn(told -> told.contains("Before: It costs 5?\nNow: It costs 50?"))
                .isNotEmpty();
        assertThat(miaEdits(source, "It costs 500?")).isEqualTo(ChangeOutcome.DONE);
        assertThat(done(guildline.conversations().changes(next))).hasSize(2);
    }

    @Test
    void what_comes_too_late_and_was_taken_back_begins_nothing() {
        miaWrites("hello?");
        mia.joins(ADA);
        theFarHalfIsOverSoon();
        ExternalRef source = miaWrites("wrong window");
        done(guildline.conversations().customerDeleted(deletion(source)));
        aMinutePasses();

        assertThat(mia.isOpen()).isFalse();
    }

    @Test
    void an_edit_that_was_followed_by_another_is_not_shown_any_more() {
        miaWrites("hello?");
        mia.joins(ADA);
        ExternalRef said = adaSays("It costs 5");
        channel.failNext(new PortException.Retryable("busy", null, Duration.ofMinutes(1)));
        done(guildline.conversations().agentEdited(edit(said, "It costs 50")));
        done(guildline.conversations().agentEdited(edit(said, "It costs 500")));
        int attempts = channel.attempts();
        aMinutePasses();

        assertThat(mia.read()).endsWith("It costs 500");
        assertThat(channel.attempts()).isEqualTo(attempts + 1);
    }

    @Test
    void what_was_taken_back_and_may_have_been_shown_is_looked_for_and_taken_back() {
        miaWrites("hello?");
        mia.joins(ADA);
        channel.failNext(new PortException.OutcomeUnknown("no answer", null));
        ExternalRef said = adaSays("wrong window");
        done(guildline.conversations().agentDeleted(deletion(said)));
        aMinutePasses();

        assertThat(mia.read()).doesNotContain("wrong window");
        assertThat(done(guildline.operations().deliveries(DeliveryState.REFUSED, 10)))
                .isEmpty();
        assertThat(done(guildline.operations().deliveries(DeliveryState.PENDING, 10)))
                .isEmpty();
    }
}
