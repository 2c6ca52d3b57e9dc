package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.CustomerReaction;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Edits and deletions go both ways, in order, once, and nothing of what was said first is lost. */
class ChangedMessagesTest {
    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final ManualClock clock = new ManualClock();
    private final Queue<Runnable> thoughts = new ArrayDeque<>();
    private Executor thinking = Runnable::run;

    private Guildline guildline(ChatChannel on) {
        return Guildline.builder()
                .channel(on)
                .clock(clock)
                .contactCenter(center)
                .virtualAgent(turn -> new Answer("echo " + turn.text(), null))
                .virtualAgentExecutor(task -> thinking.execute(task))
                .build();
    }

    private final Guildline guildline = guildline(channel);
    private final Talk mia = new Talk(guildline, channel, "Mia");

    private ExternalRef miaWrites(String text) {
        CustomerMessage message = mia.message(text);
        done(guildline.conversations().customerWrote(message));
        return message.source();
    }

    private ExternalRef adaSays(Guildline in, Talk talk, String text) {
        ExternalRef source = new ExternalRef("IM-" + talk.key());
        done(in.conversations().agentWrote(new AgentMessage(talk.key(), talk.place(), ADA, text, List.of(), source)));
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

    private List<Message> transcript() {
        return done(guildline.conversations().transcript(mia.conversation().id()));
    }

    private List<MessageChange> changes() {
        return done(guildline.conversations().changes(mia.conversation().id()));
    }

    @Test
    void the_journal_keeps_the_first_words_and_every_change() {
        ExternalRef source = miaWrites("my code is 1234");
        MessageEdit edit = edit(source, "my code is secret");
        assertThat(done(guildline.conversations().customerEdited(edit))).isEqualTo(ChangeOutcome.DONE);
        MessageDeletion deletion = deletion(source);
        assertThat(done(guildline.conversations().customerDeleted(deletion))).isEqualTo(ChangeOutcome.DONE);

        Message said = transcript().get(0);
        assertThat(said.body()).isEqualTo(new MessageBody.Text("my code is 1234"));
        assertThat(changes())
                .containsExactly(
                        new MessageChange.Edited(said.id(), 1, new MessageBody.Text("my code is secret"), edit.at()),
                        new MessageChange.Deleted(said.id(), 2, deletion.at()));
    }

    @Test
    void an_agent_reads_what_was_changed_and_what_it_said_before() {
        ExternalRef source = miaWrites("it costs 5");
        mia.joins(ADA);

        miaEdits(source, "it costs 50");
        miaEdits(source, "it costs 500");
        done(guildline.conversations().customerDeleted(deletion(source)));

        assertThat(center.log())
                .endsWith(
                        "post SYSTEM: ✏️ The customer edited a message.\nBefore: it costs 5\nNow: it costs 50",
                        "post SYSTEM: ✏️ The customer edited a message.\nBefore: it costs 50\nNow: it costs 500",
                        "post SYSTEM: 🗑️ The customer deleted a message. It said: it costs 500");
    }

    @Test
    void the_same_edit_told_twice_has_one_effect() {
        ExternalRef source = miaWrites("one");
        mia.joins(ADA);
        MessageEdit edit = edit(source, "two");
        done(guildline.conversations().customerEdited(edit));
        int told = center.log().size();

        assertThat(done(guildline.conversations().customerEdited(edit))).isEqualTo(ChangeOutcome.DUPLICATE);
        assertThat(miaEdits(source, "two")).isEqualTo(ChangeOutcome.IGNORED);

        assertThat(changes()).hasSize(1);
        assertThat(center.log()).hasSize(told);
    }

    @Test
    void an_older_edit_that_comes_late_changes_nothing_and_nothing_follows_a_deletion() {
        ExternalRef source = miaWrites("one");
        MessageEdit second = edit(source, "two");
        MessageEdit third = edit(source, "three");

        assertThat(done(guildline.conversations().customerEdited(third))).isEqualTo(ChangeOutcome.DONE);
        assertThat(done(guildline.conversations().customerEdited(second))).isEqualTo(ChangeOutcome.IGNORED);
        assertThat(done(guildline.conversations().customerDeleted(deletion(source))))
                .isEqualTo(ChangeOutcome.DONE);
        assertThat(done(guildline.conversations().customerDeleted(deletion(source))))
                .isEqualTo(ChangeOutcome.IGNORED);
        assertThat(miaEdits(source, "four")).isEqualTo(ChangeOutcome.IGNORED);

        assertThat(changes()).hasSize(2);
    }

    @Test
    void a_change_that_comes_before_its_message_is_not_remembered_and_can_be_told_again() {
        CustomerMessage message = mia.message("one");
        MessageEdit edit = edit(message.source(), "two");

        assertThat(done(guildline.conversations().customerEdited(edit))).isEqualTo(ChangeOutcome.UNKNOWN_MESSAGE);
        assertThat(done(guildline.conversations().customerDeleted(deletion(message.source()))))
                .isEqualTo(ChangeOutcome.UNKNOWN_MESSAGE);
        done(guildline.conversations().customerWrote(message));

        assertThat(done(guildline.conversations().customerEdited(edit))).isEqualTo(ChangeOutcome.DONE);
    }

    @Test
    void nobody_changes_what_somebody_else_said() {
        ExternalRef source = miaWrites("one");
        mia.joins(ADA);
        ExternalRef said = adaSays(guildline, mia, "hello");

        assertThat(done(guildline.conversations().agentEdited(edit(source, "two"))))
                .isEqualTo(ChangeOutcome.UNKNOWN_MESSAGE);
        assertThat(done(guildline.conversations().customerDeleted(deletion(said))))
                .isEqualTo(ChangeOutcome.UNKNOWN_MESSAGE);
        ExternalRef shown = new ExternalRef("shown-" + channel.shown().get(0).delivery());
        assertThat(miaEdits(shown, "hello?")).isEqualTo(ChangeOutcome.UNKNOWN_MESSAGE);

        assertThat(changes()).isEmpty();
    }

    @Test
    void an_agents_edit_and_deletion_are_seen_where_the_message_is() {
        miaWrites("hello?");
        mia.joins(ADA);
        ExternalRef first = adaSays(guildline, mia, "It costs 5");
        ExternalRef second = adaSays(guildline, mia, "wrong window");
        adaSays(guildline, mia, "Anything else?");

        done(guildline.conversations().agentEdited(edit(first, "It costs 50")));
        done(guildline.conversations().agentDeleted(deletion(second)));

        assertThat(mia.read()).endsWith("Ada has joined the chat.", "It costs 50", "Anything else?");
        assertThat(center.log()).noneMatch(told -> told.contains("It costs 50"));
    }

    @Test
    void an_edit_never_overtakes_its_message() {
        miaWrites("hello?");
        mia.joins(ADA);
        channel.failNext(new PortException.Retryable("busy", null, Duration.ofMinutes(5)));
        ExternalRef said = adaSays(guildline, mia, "It costs 5");
        assertThat(done(guildline.conversations().agentEdited(edit(said, "It costs 50"))))
                .isEqualTo(ChangeOutcome.DONE);
        assertThat(mia.read()).doesNotContain("It costs 5", "It costs 50");

        clock.advance(Duration.ofMinutes(10));
        guildline.operations().tick();

        assertThat(mia.read()).endsWith("It costs 50").doesNotContain("It costs 5");
    }

    @Test
    void a_change_of_what_the_customer_never_got_is_not_brought_either() {
        miaWrites("hello?");
        mia.joins(ADA);
        channel.failNext(new PortException.Permanent(Refusal.CUSTOMER_UNREACHABLE, "closed", null));
        ExternalRef said = adaSays(guildline, mia, "It costs 5");
        int attempts = channel.attempts();

        done(guildline.conversations().agentEdited(edit(said, "It costs 50")));

        assertThat(channel.attempts()).isEqualTo(attempts);
        List<Delivery> refused = done(guildline.operations().deliveries(DeliveryState.REFUSED, 10));
        assertThat(refused.get(refused.size() - 1).note()).contains("SUPERSEDED");
    }

    @Test
    void a_customer_who_can_be_reached_again_gets_what_the_agent_has_made_of_it() {
        miaWrites("hello?");
        mia.joins(ADA);
        channel.close("mia");
        ExternalRef first = adaSays(guildline, mia, "It costs 5");
        ExternalRef second = adaSays(guildline, mia, "wrong window");
        done(guildline.conversations().agentEdited(edit(first, "It costs 50")));
        done(guildline.conversations().agentDeleted(deletion(second)));

        channel.reopen("mia");
        miaWrites("I am back");

        assertThat(mia.read()).contains("It costs 50").doesNotContain("It costs 5", "wrong window");
    }

    @Test
    void the_agent_is_told_when_the_customer_still_sees_the_old_text() {
        miaWrites("hello?");
        mia.joins(ADA);
        ExternalRef said = adaSays(guildline, mia, "It costs 5");
        channel.failNext(new PortException.Permanent(Refusal.INVALID, "too old", null));

        done(guildline.conversations().agentEdited(edit(said, "It costs 50")));

        assertThat(mia.read()).endsWith("It costs 5");
        assertThat(center.log())
                .last()
                .isEqualTo("post SYSTEM: Your edit could not be carried over:"
                        + " the customer still sees the earlier text.");
    }

    @Test
    void a_channel_that_cannot_edit_gets_a_correction_and_the_agent_is_told_of_what_cannot_be_taken_back() {
        ChatChannel plain = new ChatChannel() {
            @Override
            public ChannelId id() {
                return channel.id();
            }

            @Override
            public CompletionStage<ExternalRef> send(OutboundMessage message) {
                return channel.send(message);
            }
        };
        Guildline poorer = guildline(plain);
        Talk leo = new Talk(poorer, channel, "Leo");
        leo.writes("hello?");
        leo.joins(ADA);
        ExternalRef said = adaSays(poorer, leo, "It costs 5");

        done(poorer.conversations().agentEdited(edit(said, "It costs 50")));
        done(poorer.conversations().agentDeleted(deletion(said)));

        assertThat(leo.read()).endsWith("It costs 5", "Correction: It costs 50");
        assertThat(channel.shown().get(channel.shown().size() - 1).replyTo()).isPresent();
        assertThat(center.log()).last().asString().contains("the customer still sees the message");
    }

    @Test
    void the_virtual_agent_answers_the_edited_words_if_it_had_not_answered_yet() {
        thinking = thoughts::add;
        ExternalRef source = miaWrites("how do I cnacel");
        Runnable firstThought = thoughts.remove();

        assertThat(miaEdits(source, "how do I cancel")).isEqualTo(ChangeOutcome.DONE);
        firstThought.run();
        assertThat(mia.read()).isEmpty();
        thoughts.remove().run();

        assertThat(mia.read()).containsExactly("echo how do I cancel");
        assertThat(thoughts).isEmpty();
    }

    @Test
    void the_virtual_agent_does_not_answer_what_was_taken_back() {
        thinking = thoughts::add;
        ExternalRef source = miaWrites("how do I cancel");
        done(guildline.conversations().customerDeleted(deletion(source)));

        thoughts.remove().run();

        assertThat(thoughts).isEmpty();
        assertThat(mia.read()).isEmpty();
    }

    @Test
    void what_is_edited_after_the_answer_is_not_answered_again_but_told_to_the_contact_center() {
        ExternalRef source = miaWrites("how do I cancel");
        assertThat(miaEdits(source, "how do I cancel my order")).isEqualTo(ChangeOutcome.DONE);

        assertThat(mia.read()).containsExactly("echo how do I cancel");
        assertThat(center.log()).last().asString().contains("Now: how do I cancel my order");
    }

    @Test
    void an_agent_reads_once_what_a_customer_marked_and_with_what() {
        miaWrites("hello?");
        mia.joins(ADA);
        adaSays(guildline, mia, "Is that\nbetter?");
        ExternalRef shown = new ExternalRef(
                "shown-" + channel.shown().get(channel.shown().size() - 1).delivery());
        CustomerReaction reaction = new CustomerReaction(mia.key(), shown, "👍");

        assertThat(done(guildline.conversations().customerReacted(reaction))).isEqualTo(ChangeOutcome.DONE);
        assertThat(done(guildline.conversations().customerReacted(reaction))).isEqualTo(ChangeOutcome.DUPLICATE);

        assertThat(center.log()).last().isEqualTo("post SYSTEM: The customer reacted with 👍 to: “Is that better?”");
        assertThat(center.log()).filteredOn(line -> line.contains("👍")).hasSize(1);
    }

    @Test
    void marks_on_the_customers_own_words_and_after_the_end_are_told_to_nobody() {
        ExternalRef own = miaWrites("hello?");
        ExternalRef answer = new ExternalRef("shown-" + channel.shown().get(0).delivery());
        done(guildline.conversations().close(mia.place(), CloseReason.CUSTOMER_ENDED));
        int told = center.log().size();

        assertThat(done(guildline.conversations().customerReacted(new CustomerReaction(mia.key(), own, "👍"))))
                .isEqualTo(ChangeOutcome.UNKNOWN_MESSAGE);
        assertThat(done(guildline.conversations().customerReacted(new CustomerReaction(mia.key(), answer, "👍"))))
                .isEqualTo(ChangeOutcome.IGNORED);
        assertThat(center.log()).hasSize(told);
    }

    @Test
    void a_change_after_the_end_is_kept_and_reaches_only_the_customer() {
        ExternalRef source = miaWrites("hello?");
        mia.joins(ADA);
        ExternalRef said = adaSays(guildline, mia, "Bye!");
        done(guildline.conversations().close(mia.place(), CloseReason.AGENT_ENDED));
        int told = center.log().size();

        assertThat(miaEdits(source, "hello!")).isEqualTo(ChangeOutcome.DONE);
        assertThat(done(guildline.conversations().agentEdited(edit(said, "Bye Mia!"))))
                .isEqualTo(ChangeOutcome.DONE);

        assertThat(center.log()).hasSize(told);
        assertThat(mia.read()).contains("Bye Mia!").doesNotContain("Bye!");
        assertThat(changes()).hasSize(2);
    }

    @Test
    void a_change_that_finds_the_far_half_over_ends_the_conversation() {
        ExternalRef source = miaWrites("hello?");
        mia.joins(ADA);
        center.failNext(new PortException.Permanent(Refusal.FAR_SIDE_CLOSED, "closed", null));

        miaEdits(source, "hello!");

        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.CLOSED);
        assertThat(changes()).hasSize(1);
    }
}
