package dev.guildline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.ChoiceStyle;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.ShowsTyping;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ChatChannel} must do. Abilities are taken for granted; who lacks one says so by its gate. */
public interface ChatChannelContract {
    /** Numbers the deliveries of all tests, so that none is taken for the repetition of another. */
    AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis());

    /**
     * What a customer sees of one thing sent.
     *
     * @param name what the channel calls it
     * @param text everything that can be read, choices aside
     * @param choices the choices that can be picked, in order
     */
    record Shown(String name, String text, List<String> choices) {
        /** Keeps an unchangeable copy. */
        public Shown {
            choices = List.copyOf(choices);
        }
    }

    /**
     * The channel.
     *
     * @return the same during one test
     */
    ChatChannel channel();

    /**
     * A customer who can be written to and was never before.
     *
     * @return another one at each call
     */
    ChannelAddress someone();

    /**
     * A customer who cannot be written to.
     *
     * @return their address; not asked for if {@link #refusesTheUnreachable()} is false
     */
    ChannelAddress someoneUnreachable();

    /**
     * What a customer has been shown so far.
     *
     * @param customer who
     * @return in the order they see it
     */
    List<Shown> shownTo(ChannelAddress customer);

    /**
     * Whether the far side recognises a repetition by the delivery's id.
     *
     * @return true unless it cannot
     */
    default boolean recognisesRepeats() {
        return true;
    }

    /**
     * Whether there are customers who cannot be written to.
     *
     * @return true unless everybody can be
     */
    default boolean refusesTheUnreachable() {
        return true;
    }

    private OutboundMessage message(ChannelAddress to, MessageBody body, Attachment... files) {
        long number = NUMBERS.incrementAndGet();
        Message message = new Message(
                new MessageId(new ConversationId("c" + number), 1),
                Author.of(new Agent(new AgentId("agent-1"), "Ben")),
                body,
                List.of(files),
                null,
                Instant.now());
        return new OutboundMessage(new DeliveryId(number), to, message, null, false);
    }

    private OutboundMessage text(ChannelAddress to, String text) {
        return message(to, new MessageBody.Text(text));
    }

    private ExternalRef sent(OutboundMessage message) {
        return channel()
                .send(message)
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private Throwable failure(OutboundMessage message) throws InterruptedException, TimeoutException {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        channel().send(message).whenComplete((ref, thrown) -> failure.complete(thrown));
        try {
            return failure.get(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void a_text_is_shown_and_named() {
        ChannelAddress customer = someone();

        ExternalRef name = sent(text(customer, "Hello, how can I help?"));

        assertThat(shownTo(customer)).containsExactly(new Shown(name.value(), "Hello, how can I help?", List.of()));
    }

    @Test
    default void one_customer_does_not_see_what_another_is_told() {
        ChannelAddress one = someone();
        ChannelAddress other = someone();

        sent(text(one, "for one"));
        sent(text(other, "for the other"));

        assertThat(shownTo(one)).extracting(Shown::text).containsExactly("for one");
        assertThat(shownTo(other)).extracting(Shown::text).containsExactly("for the other");
    }

    @Test
    default void the_same_delivery_again_shows_nothing_new_and_has_the_same_name() {
        assumeTrue(recognisesRepeats(), "the far side does not recognise repetitions");
        ChannelAddress customer = someone();
        OutboundMessage message = text(customer, "only once");

        ExternalRef first = sent(message);
        ExternalRef again = sent(message);

        assertThat(again).isEqualTo(first);
        assertThat(shownTo(customer)).hasSize(1);
    }

    @Test
    default void a_doubtful_delivery_that_has_arrived_shows_nothing_new() {
        ChannelAddress customer = someone();
        OutboundMessage message = text(customer, "did it arrive?");
        ExternalRef first = sent(message);

        ExternalRef again = sent(new OutboundMessage(message.delivery(), customer, message.message(), null, true));

        assertThat(again).isEqualTo(first);
        assertThat(shownTo(customer)).hasSize(1);
    }

    @Test
    default void a_doubtful_delivery_that_has_not_arrived_is_shown() {
        ChannelAddress customer = someone();
        sent(text(customer, "ok"));
        OutboundMessage message = text(customer, "ok");

        sent(new OutboundMessage(message.delivery(), customer, message.message(), null, true));

        assertThat(shownTo(customer)).extracting(Shown::text).containsExactly("ok", "ok");
    }

    @Test
    default void two_deliveries_of_the_same_words_are_both_shown() {
        ChannelAddress customer = someone();

        sent(text(customer, "yes"));
        sent(text(customer, "yes"));

        assertThat(shownTo(customer)).extracting(Shown::text).containsExactly("yes", "yes");
    }

    @Test
    default void a_long_text_arrives_whole_and_in_order() {
        ChannelAddress customer = someone();
        String text = IntStream.range(0, 1500).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

        ExternalRef name = sent(text(customer, text));

        List<Shown> shown = shownTo(customer);
        assertThat(shown.stream().map(Shown::text).collect(Collectors.joining(" ")))
                .isEqualTo(text);
        assertThat(shown.get(shown.size() - 1).name()).isEqualTo(name.value());
    }

    @Test
    default void a_question_shows_its_choices_in_order() {
        ChannelAddress customer = someone();
        List<Choice> choices = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> new Choice("a" + i, "Answer " + i, ChoiceStyle.SECONDARY, new ChoiceAction.NoneHelps()))
                .toList();

        sent(message(customer, new MessageBody.ChoicePrompt("Does one of these help?", choices)));

        assertThat(shownTo(customer)).singleElement().satisfies(shown -> {
            assertThat(shown.text()).isEqualTo("Does one of these help?");
            assertThat(shown.choices())
                    .containsExactly(
                            "Answer 1", "Answer 2", "Answer 3", "Answer 4", "Answer 5", "Answer 6", "Answer 7");
        });
    }

    @Test
    default void an_article_shows_all_that_belongs_to_it() {
        ChannelAddress customer = someone();

        sent(message(
                customer,
                new MessageBody.ArticleCard(
                        "Suggested article:",
                        new ArticleId("a1"),
                        "Account",
                        "How to change your name",
                        "Open the settings and press the pencil.",
                        URI.create("https://example.org/name"))));

        assertThat(shownTo(customer).stream().map(Shown::text).collect(Collectors.joining("\n")))
                .contains(
                        "Suggested article:",
                        "Account",
                        "How to change your name",
                        "Open the settings and press the pencil.",
                        "https://example.org/name");
    }

    @Test
    default void a_file_can_be_fetched_or_followed() {
        ChannelAddress customer = someone();
        Attachment file = new Attachment("map.png", "image/png", 10, URI.create("https://example.org/files/map.png"));

        sent(message(customer, new MessageBody.Text(""), file));

        assertThat(shownTo(customer).stream().map(Shown::text).collect(Collectors.joining("\n")))
                .contains("https://example.org/files/map.png");
    }

    @Test
    default void nothing_to_show_is_refused_for_good() throws Exception {
        ChannelAddress customer = someone();

        assertThat(failure(text(customer, "  ")))
                .isInstanceOfSatisfying(
                        PortException.Permanent.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.INVALID));
        assertThat(shownTo(customer)).isEmpty();
    }

    @Test
    default void who_cannot_be_written_to_is_said_for_good() throws Exception {
        assumeTrue(refusesTheUnreachable(), "everybody can be written to");

        assertThat(failure(text(someoneUnreachable(), "hello?")))
                .isInstanceOfSatisfying(
                        PortException.Permanent.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.CUSTOMER_UNREACHABLE));
    }

    @Test
    default void an_address_of_another_channel_is_refused_for_good() throws Exception {
        ChannelAddress elsewhere =
                new ChannelAddress(new dev.guildline.core.id.ChannelId("somewhere-else"), "nobody/17");

        assertThat(failure(text(elsewhere, "hello?"))).isInstanceOf(PortException.Permanent.class);
    }

    @Test
    default void many_customers_are_written_to_at_once_each_in_order() {
        List<ChannelAddress> customers =
                IntStream.range(0, 8).mapToObj(i -> someone()).toList();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (ChannelAddress customer : customers) {
            CompletableFuture<?> last = CompletableFuture.completedFuture(null);
            for (int i = 0; i < 4; i++) {
                OutboundMessage message = text(customer, "message " + i);
                last = last.thenCompose(before -> channel().send(message));
            }
            all.add(last);
        }

        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();

        assertThat(customers)
                .allSatisfy(customer -> assertThat(shownTo(customer))
                        .extracting(Shown::text)
                        .containsExactly("message 0", "message 1", "message 2", "message 3"));
    }

    @Test
    default void showing_that_somebody_writes_never_fails() {
        assumeTrue(channel() instanceof ShowsTyping, "the channel cannot show it");
        ShowsTyping typing = (ShowsTyping) channel();

        typing.showTyping(someone());
        typing.showTyping(new ChannelAddress(channel().id(), "no address of this channel"));
    }
}
