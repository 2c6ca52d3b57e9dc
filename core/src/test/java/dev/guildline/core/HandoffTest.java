package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.BEN;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.port.assistant.VirtualAgentReply.Abstain;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.ProposeHandoff;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.SignalOutcome;
import dev.guildline.core.usecase.TurnOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fixture.Talk;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Who speaks, and what everybody is told when that changes. */
class HandoffTest {
    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final Guildline guildline = with(center);
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private Guildline with(FakeContactCenter contactCenter) {
        return Guildline.builder()
                .channel(channel)
                .contactCenter(contactCenter)
                .virtualAgent(turn -> switch (turn.text()) {
                    case "agent!" -> new ProposeHandoff(true);
                    case "agent?" -> new ProposeHandoff(false);
                    case "broken" -> throw new IllegalStateException("a fault of the virtual agent");
                    case "hello" -> new Answer("Hello to you", null);
                    default -> new Abstain();
                })
                .build();
    }

    @Test
    void asking_in_plain_words_hands_off_at_once() {
        mia.writes("agent!");

        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WAITING_FOR_AGENT);
        assertThat(mia.read())
                .containsExactly(
                        "I have opened case HELP-1001 for you.",
                        "You are being transferred to a live agent. You can go on writing here; everything you write"
                                + " reaches them.");
        assertThat(center.log()).endsWith("request agent for HELP-1001: agent!");
    }

    @Test
    void when_it_only_seems_so_the_customer_is_asked_back() {
        mia.writes("agent?");
        assertThat(mia.read()).containsExactly("Would you like to talk to a person?");
        assertThat(mia.presses("No, go on here")).isEqualTo(ChoiceOutcome.TAKEN);
        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WITH_VIRTUAL_AGENT);

        mia.writes("agent?");
        assertThat(mia.presses("Talk to a person")).isEqualTo(ChoiceOutcome.TAKEN);
        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WAITING_FOR_AGENT);
    }

    @Test
    void two_failures_in_a_row_propose_a_person_and_a_success_in_between_does_not() {
        mia.writes("something odd");
        mia.writes("hello");
        mia.writes("broken");
        assertThat(mia.read()).doesNotContain("I could not find an answer for you. Shall I get a person?");
        mia.writes("something odd");

        assertThat(mia.read()).endsWith("I could not find an answer for you. Shall I get a person?");
    }

    @Test
    void asking_again_while_waiting_makes_no_second_request() {
        mia.writes("agent?");
        mia.presses("Talk to a person");
        mia.presses("Talk to a person");
        done(guildline.conversations().handOff(mia.place(), HandoffReason.REQUESTED_BY_STAFF));

        assertThat(mia.read()).endsWith("A live agent has been asked for already and will be with you soon.");
        assertThat(center.log().stream().filter(l -> l.startsWith("request agent")))
                .hasSize(1);
    }

    @Test
    void a_transfer_is_told_with_the_new_name_and_the_old_agents_leaving_changes_nothing() {
        mia.writes("agent!");
        mia.joins(ADA);
        mia.joins(ADA);
        mia.joins(BEN);
        assertThat(mia.leaves(ADA)).isEqualTo(SignalOutcome.IGNORED);
        mia.says(BEN, "I go on");

        assertThat(mia.read()).endsWith("Ada has joined the chat.", "Ben has joined the chat.", "I go on");
    }

    @Test
    void when_the_agent_leaves_the_customer_waits_for_the_next_one() {
        mia.writes("agent!");
        mia.joins(ADA);
        mia.leaves(ADA);
        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WAITING_FOR_AGENT);
        mia.writes("still there?");

        assertThat(mia.read()).endsWith("The agent has left the chat. Somebody else will be with you soon.");
        assertThat(center.log()).endsWith("post CUSTOMER: still there?");
    }

    @Test
    void an_answer_that_was_thought_before_somebody_else_spoke_is_not_given_after() {
        Queue<Runnable> thinking = new ArrayDeque<>();
        Guildline slow = Guildline.builder()
                .channel(channel)
                .virtualAgent(turn -> new Answer("late answer to " + turn.text(), null))
                .virtualAgentExecutor(thinking::add)
                .build();
        Talk leo = new Talk(slow, channel, "Leo");
        leo.writes("hello");
        leo.says(ADA, "I am here already");
        done(slow.conversations().handBack(leo.place()));
        thinking.remove().run();

        assertThat(leo.read()).noneMatch(line -> line.startsWith("late answer"));
    }

    @Test
    void when_nobody_is_free_the_case_stays_and_the_virtual_agent_goes_on() {
        mia.writes("agent!");
        done(guildline.conversations().noAgentAvailable(mia.key(), mia.place()));
        mia.writes("hello");

        assertThat(mia.read())
                .endsWith(
                        "Nobody is free to take over right now. Your case HELP-1001 stays open and our team will look"
                                + " at it.",
                        "Hello to you");
    }

    @Test
    void a_request_that_can_never_be_placed_is_told_like_nobody_being_free() {
        mia.writes("hello");
        center.failNext(new PortException.Permanent(Refusal.NOT_ALLOWED, "20003", null));
        done(guildline.conversations().handOff(mia.place(), HandoffReason.REQUESTED_BY_STAFF));

        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WITH_VIRTUAL_AGENT);
        assertThat(mia.read()).last().asString().startsWith("Nobody is free to take over right now.");
    }

    @Test
    void after_handing_back_the_virtual_agent_answers_and_a_second_handoff_keeps_the_case() {
        mia.writes("agent!");
        mia.joins(ADA);
        done(guildline.conversations().handBack(mia.place()));
        mia.writes("hello");
        mia.writes("agent!");

        assertThat(mia.read()).contains("I am the virtual agent and go on from here. How can I help?", "Hello to you");
        assertThat(mia.read().stream().filter(l -> l.startsWith("I have opened case")))
                .hasSize(1);
        assertThat(mia.conversation().caseNumber())
                .hasValueSatisfying(n -> assertThat(n).hasToString("HELP-1001"));
    }

    @Test
    void ending_it_from_our_side_ends_the_far_half_and_twice_is_once() {
        mia.writes("agent!");
        mia.joins(ADA);
        done(guildline.conversations().close(mia.place(), CloseReason.CUSTOMER_ENDED));
        assertThat(done(guildline.conversations().close(mia.place(), CloseReason.CUSTOMER_ENDED)))
                .isEqualTo(SignalOutcome.IGNORED);
        assertThat(mia.says(ADA, "too late")).isEqualTo(SignalOutcome.CLOSED);

        assertThat(center.log()).endsWith("end CUSTOMER_ENDED");
        assertThat(mia.read().stream().filter(l -> l.startsWith("This chat is closed")))
                .hasSize(1);
    }

    @Test
    void buttons_of_a_closed_talk_are_too_late_but_the_way_to_a_person_stays_open() {
        mia.writes("agent?");
        done(guildline.conversations().close(mia.place(), CloseReason.IDLE));
        assertThat(mia.presses("No, go on here")).isEqualTo(ChoiceOutcome.TOO_LATE);
        assertThat(mia.presses("Talk to a person")).isEqualTo(ChoiceOutcome.TAKEN);

        assertThat(mia.isOpen()).isTrue();
        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WAITING_FOR_AGENT);
    }

    @Test
    void a_talk_is_rated_once_and_its_case_can_be_elevated() {
        mia.writes("agent!");
        mia.joins(ADA);
        done(guildline.conversations().contactEnded(mia.key(), mia.place(), CloseReason.AGENT_ENDED));
        assertThat(mia.presses("4")).isEqualTo(ChoiceOutcome.TAKEN);
        assertThat(mia.presses("1")).isEqualTo(ChoiceOutcome.TOO_LATE);
        assertThat(mia.presses("ELEVATE")).isEqualTo(ChoiceOutcome.TAKEN);

        assertThat(mia.conversation().rating()).isEqualTo(4);
        assertThat(mia.read())
                .endsWith(
                        "Thank you for your rating!",
                        "Case HELP-1001 is now elevated: it needs more attention, and our team has been told.");
    }

    @Test
    void a_turn_asked_for_by_the_contact_center_tells_it_of_a_handoff() {
        Guildline driven = with(new FakeContactCenter(true));
        Talk leo = new Talk(driven, channel, "Leo");
        leo.writes("agent!");

        assertThat(done(driven.conversations().virtualAgentAsked(leo.key(), leo.place())))
                .isInstanceOf(TurnOutcome.HandedOff.class);
        leo.joins(ADA);
        assertThat(done(driven.conversations().virtualAgentAsked(leo.key(), leo.place())))
                .isInstanceOf(TurnOutcome.NotItsTurn.class);
    }

    @Test
    void what_cannot_reach_a_contact_center_that_drives_the_virtual_agent_is_answered_all_the_same() {
        FakeContactCenter driving = new FakeContactCenter(true);
        Talk leo = new Talk(with(driving), channel, "Leo");
        driving.failNext(new PortException.Permanent(Refusal.INVALID, "400", null));
        leo.writes("hello");

        assertThat(leo.read()).containsExactly("Hello to you");
    }
}
