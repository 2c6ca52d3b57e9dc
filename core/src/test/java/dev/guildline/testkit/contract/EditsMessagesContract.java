package dev.guildline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.EditsMessages;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.SentMessage;
import dev.guildline.testkit.contract.ChatChannelContract.Shown;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every chat channel must do that {@linkplain EditsMessages can change} what it has shown. */
public interface EditsMessagesContract {
    /**
     * The channel.
     *
     * @return the same during one test; also an {@link EditsMessages}
     */
    ChatChannel channel();

    /**
     * A customer who can be written to and was never before.
     *
     * @return another one at each call
     */
    ChannelAddress someone();

    /**
     * What a customer is shown now.
     *
     * @param customer who
     * @return in the order they see it
     */
    List<Shown> shownTo(ChannelAddress customer);

    private EditsMessages edits() {
        return (EditsMessages) channel();
    }

    private static String words(String word, int count) {
        return IntStream.range(0, count).mapToObj(i -> word + i).collect(Collectors.joining(" "));
    }

    private static Message saying(String text, Message... as) {
        MessageId id = as.length > 0
                ? as[0].id()
                : new MessageId(new ConversationId("c" + ChatChannelContract.NUMBERS.incrementAndGet()), 1);
        return new Message(
                id,
                Author.of(new Agent(new AgentId("agent-1"), "Ben")),
                new MessageBody.Text(text),
                List.of(),
                null,
                Instant.now());
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private SentMessage sent(ChannelAddress to, String text) {
        Message message = saying(text);
        ExternalRef name = done(channel()
                .send(new OutboundMessage(
                        new DeliveryId(ChatChannelContract.NUMBERS.incrementAndGet()), to, message, null, false)));
        return next(to, name, message);
    }

    private static SentMessage next(ChannelAddress to, ExternalRef name, Message message) {
        return new SentMessage(new DeliveryId(ChatChannelContract.NUMBERS.incrementAndGet()), to, name, message, false);
    }

    private String readBy(ChannelAddress customer) {
        return shownTo(customer).stream().map(Shown::text).collect(Collectors.joining(" "));
    }

    @Test
    default void an_edit_is_seen_where_the_message_is() {
        ChannelAddress customer = someone();
        SentMessage first = sent(customer, "It opens at nine.");
        sent(customer, "See you!");

        ExternalRef name = done(edits().edit(first, saying("It opens at ten.", first.message())));

        assertThat(shownTo(customer)).extracting(Shown::text).containsExactly("It opens at ten.", "See you!");
        assertThat(shownTo(customer).get(0).name()).isEqualTo(name.value());
    }

    @Test
    default void the_same_edit_again_changes_nothing() {
        ChannelAddress customer = someone();
        SentMessage sent = sent(customer, "one");
        Message edited = saying(words("again", 600), sent.message());

        ExternalRef first = done(edits().edit(sent, edited));
        ExternalRef again = done(
                edits().edit(new SentMessage(sent.delivery(), customer, sent.name(), sent.message(), true), edited));

        assertThat(again).isEqualTo(first);
        assertThat(readBy(customer)).isEqualTo(words("again", 600));
    }

    @Test
    default void a_message_can_be_edited_again() {
        ChannelAddress customer = someone();
        SentMessage sent = sent(customer, "one");
        Message second = saying("two", sent.message());

        ExternalRef name = done(edits().edit(sent, second));
        done(edits().edit(next(customer, name, second), saying("three", second)));

        assertThat(readBy(customer)).isEqualTo("three");
    }

    @Test
    default void a_long_text_edited_to_a_short_one_leaves_nothing_behind() {
        ChannelAddress customer = someone();
        SentMessage sent = sent(customer, words("long", 900));

        done(edits().edit(sent, saying("short", sent.message())));

        assertThat(readBy(customer)).isEqualTo("short");
    }

    @Test
    default void a_short_text_edited_to_a_long_one_is_read_whole_and_can_be_edited_back() {
        ChannelAddress customer = someone();
        SentMessage sent = sent(customer, "short");
        sent(customer, "and then");
        Message longer = saying(words("long", 900), sent.message());

        ExternalRef name = done(edits().edit(sent, longer));

        assertThat(readBy(customer)).contains("long0 ", "long899", "and then").doesNotContain("short");

        done(edits().edit(next(customer, name, longer), saying("short again", longer)));

        assertThat(readBy(customer).split(" ")).containsExactlyInAnyOrder("short", "again", "and", "then");
    }

    @Test
    default void a_long_text_is_edited_in_all_its_parts_also_when_others_look_the_same() {
        ChannelAddress customer = someone();
        sent(customer, words("word", 900));
        SentMessage sent = sent(customer, words("word", 900));

        done(edits().edit(sent, saying(words("term", 900), sent.message())));

        assertThat(readBy(customer)).isEqualTo(words("word", 900) + " " + words("term", 900));
    }

    @Test
    default void a_deleted_message_is_gone_and_the_others_stay() {
        ChannelAddress customer = someone();
        SentMessage longOne = sent(customer, words("secret", 900));
        SentMessage shortOne = sent(customer, "oops");
        sent(customer, "stays");

        done(edits().delete(longOne));
        done(edits().delete(shortOne));
        done(edits().delete(shortOne));

        assertThat(shownTo(customer)).extracting(Shown::text).containsExactly("stays");
    }

    @Test
    default void editing_what_is_gone_is_refused_for_good() throws Exception {
        ChannelAddress customer = someone();
        SentMessage sent = sent(customer, "oops");
        done(edits().delete(sent));

        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        edits().edit(sent, saying("again", sent.message())).whenComplete((name, thrown) -> failure.complete(thrown));

        assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(PortException.Permanent.class);
    }
}
