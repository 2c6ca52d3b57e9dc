package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.kept;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.ChoiceStyle;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.EnclosureKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Side;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} must do. */
public interface JournalContract {
    /**
     * Where the entries are kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    /** All of them, because a prompt in the tests below shows each. */
    List<ChoiceStyle> STYLES = List.of(ChoiceStyle.values());

    private static Message entry(Conversation conversation, long sequence, Author author, MessageBody body) {
        return new Message(new MessageId(conversation.id(), sequence), author, body, List.of(), null, NOON);
    }

    private static Message words(Conversation conversation, long sequence) {
        return entry(conversation, sequence, Author.CUSTOMER, new MessageBody.Text("word " + sequence));
    }

    @Test
    default void every_kind_of_body_and_author_is_found_as_added() {
        Conversation conversation = kept(stores());
        Agent agent = new Agent(new AgentId("WK1"), "Änne");
        List<Message> all = List.of(
                entry(conversation, 1, Author.CUSTOMER, new MessageBody.Text("")),
                entry(
                        conversation,
                        2,
                        Author.VIRTUAL_AGENT,
                        new MessageBody.ArticleCard(
                                "Suggested article:",
                                new ArticleId("a-1"),
                                "",
                                "Title",
                                "Excerpt\nof two lines",
                                URI.create("https://help.example/a?b=c#d"))),
                entry(
                        conversation,
                        3,
                        Author.VIRTUAL_AGENT,
                        new MessageBody.ArticleCard(
                                "Lead",
                                new ArticleId("a-2"),
                                "Cat",
                                "Title",
                                "Excerpt",
                                null,
                                List.of(choice("1", new ChoiceAction.Helped(new ArticleId("a-2")))))),
                entry(
                        conversation,
                        4,
                        Author.SYSTEM,
                        new MessageBody.ChoicePrompt(
                                "Does one help?",
                                List.of(
                                        choice(
                                                "1",
                                                new ChoiceAction.ShowArticle(
                                                        new ArticleId("a-1"), "The part that answers")),
                                        choice("2", new ChoiceAction.NoneHelps()),
                                        choice("3", new ChoiceAction.TalkToPerson()),
                                        choice("4", new ChoiceAction.StayWithVirtualAgent()),
                                        choice("5", new ChoiceAction.Rate(4)),
                                        choice("6", new ChoiceAction.CloseCase()),
                                        choice("7", new ChoiceAction.ElevateCase())))),
                entry(conversation, 5, Author.CUSTOMER, new MessageBody.ChoiceMade("3", "A person, please")),
                entry(conversation, 6, Author.of(agent), new MessageBody.Text("Hi, Änne here")),
                entry(
                        conversation,
                        7,
                        Author.CUSTOMER,
                        new MessageBody.Mixed(
                                "look",
                                Stream.of(EnclosureKind.values())
                                        .map(kind -> new Enclosure(kind, "ü " + kind))
                                        .toList(),
                                "look\n[Sticker: ü]")));

        run(stores(), tx -> all.forEach(tx.journal()::append));

        run(stores(), tx -> {
            assertThat(tx.journal().read(conversation.id(), 0)).isEqualTo(all);
            all.forEach(one -> assertThat(tx.journal().find(one.id())).contains(one));
        });
    }

    private static Choice choice(String key, ChoiceAction action) {
        return new Choice(key, "Label " + key, STYLES.get(Integer.parseInt(key) % STYLES.size()), action);
    }

    @Test
    default void attachments_and_the_answered_entry_are_kept() {
        Conversation conversation = kept(stores());
        Message answered = words(conversation, 1);
        Message full = new Message(
                new MessageId(conversation.id(), 2),
                Author.CUSTOMER,
                new MessageBody.Text(""),
                List.of(
                        new Attachment("bild ü.png", "image/png", 12_345_678_901L, URI.create("https://cdn.example/a")),
                        new Attachment("log.txt", "application/octet-stream", 0, URI.create("https://cdn.example/b"))),
                1L,
                NOON);

        run(stores(), tx -> {
            tx.journal().append(answered);
            tx.journal().append(full);
        });

        run(stores(), tx -> assertThat(tx.journal().find(full.id())).contains(full));
    }

    @Test
    default void any_text_that_a_customer_can_write_is_kept() {
        Conversation conversation = kept(stores());
        List<String> texts = List.of(
                "長".repeat(4000),
                "\uD83D\uDC09".repeat(2000),
                "'; drop table message; -- \\ \" {} [] \b\f\n\r\t \u2028 \u200B",
                "a\u0000b",
                "</script><!-- %s ${x} ?");
        run(
                stores(),
                tx -> IntStream.range(0, texts.size())
                        .forEach(i -> tx.journal()
                                .append(entry(
                                        conversation, i + 1, Author.CUSTOMER, new MessageBody.Text(texts.get(i))))));

        run(
                stores(),
                tx -> assertThat(tx.journal().read(conversation.id(), 0))
                        .extracting(one -> one.body().plainText())
                        .isEqualTo(texts));
    }

    @Test
    default void a_place_is_taken_once() {
        Conversation conversation = kept(stores());
        Message first = words(conversation, 1);
        run(stores(), tx -> tx.journal().append(first));

        assertThatThrownBy(() -> run(
                        stores(),
                        tx -> tx.journal()
                                .append(entry(conversation, 1, Author.SYSTEM, new MessageBody.Text("other")))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run(stores(), tx -> {
                    tx.journal().append(words(conversation, 2));
                    tx.journal().append(words(conversation, 2));
                }))
                .isInstanceOf(IllegalStateException.class);

        run(stores(), tx -> assertThat(tx.journal().read(conversation.id(), 0)).containsExactly(first));
    }

    @Test
    default void a_place_is_taken_once_also_when_two_take_it_at_once() throws InterruptedException {
        Conversation conversation = kept(stores());

        List<Object> ends = Simultaneously.run(4, () -> {
            run(stores(), tx -> tx.journal().append(words(conversation, 1)));
            return "added";
        });

        assertThat(ends).filteredOn("added"::equals).hasSize(1);
    }

    @Test
    default void reading_is_in_order_and_begins_after_a_place() {
        Conversation conversation = kept(stores());
        Conversation other = kept(stores());
        List<Message> all = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> words(conversation, i))
                .toList();
        run(stores(), tx -> {
            tx.journal().append(words(other, 1));
            all.forEach(tx.journal()::append);
        });

        run(stores(), tx -> {
            assertThat(tx.journal().read(conversation.id(), 0)).isEqualTo(all);
            assertThat(tx.journal().read(conversation.id(), 9)).isEqualTo(all.subList(9, 12));
            assertThat(tx.journal().read(conversation.id(), 12)).isEmpty();
        });
    }

    @Test
    default void an_entry_that_was_never_added_is_not_found() {
        Conversation conversation = kept(stores());

        run(stores(), tx -> {
            assertThat(tx.journal().find(new MessageId(conversation.id(), 1))).isEmpty();
            assertThat(tx.journal().read(conversation.id(), 0)).isEmpty();
            assertThat(tx.journal().nameOf(new MessageId(conversation.id(), 1), Side.CUSTOMER))
                    .isEmpty();
            assertThat(tx.journal().byName(Side.CUSTOMER, new ExternalRef(unique("name"))))
                    .isEmpty();
        });
    }

    @Test
    default void changes_are_kept_beside_the_entry_in_the_order_they_were_made() {
        Conversation conversation = kept(stores());
        Message first = words(conversation, 1);
        Message second = words(conversation, 2);
        List<MessageChange> all = List.of(
                new MessageChange.Edited(first.id(), 1, new MessageBody.Text("other words"), NOON),
                new MessageChange.Edited(first.id(), 2, new MessageBody.Text(""), NOON.plusSeconds(1)),
                new MessageChange.Deleted(first.id(), 3, NOON.plusSeconds(2)),
                new MessageChange.Deleted(second.id(), 1, NOON));
        run(stores(), tx -> {
            tx.journal().append(first);
            tx.journal().append(second);
            tx.journal().change(all.get(0));
            assertThat(tx.journal().changesOf(first.id())).isEqualTo(all.subList(0, 1));
        });

        run(stores(), tx -> {
            tx.journal().change(all.get(3));
            tx.journal().change(all.get(1));
            tx.journal().change(all.get(2));
        });

        run(stores(), tx -> {
            assertThat(tx.journal().changes(conversation.id(), 0)).isEqualTo(all);
            assertThat(tx.journal().changes(conversation.id(), 1)).isEqualTo(all.subList(3, 4));
            assertThat(tx.journal().changes(conversation.id(), 2)).isEmpty();
            assertThat(tx.journal().changesOf(first.id())).isEqualTo(all.subList(0, 3));
            assertThat(tx.journal().find(first.id())).contains(first);
            assertThat(tx.journal().read(conversation.id(), 0)).containsExactly(first, second);
        });
    }

    @Test
    default void an_entry_that_was_never_changed_has_no_changes() {
        Conversation conversation = kept(stores());
        Message entry = words(conversation, 1);
        run(stores(), tx -> tx.journal().append(entry));

        run(stores(), tx -> {
            assertThat(tx.journal().changesOf(entry.id())).isEmpty();
            assertThat(tx.journal().changes(conversation.id(), 0)).isEmpty();
        });
    }

    @Test
    default void a_change_is_kept_once_and_only_of_an_entry() {
        Conversation conversation = kept(stores());
        Message entry = words(conversation, 1);
        MessageChange change = new MessageChange.Deleted(entry.id(), 1, NOON);
        run(stores(), tx -> {
            tx.journal().append(entry);
            tx.journal().change(change);
        });

        assertThatThrownBy(() -> run(stores(), tx -> tx.journal().change(change)))
                .isInstanceOf(IllegalStateException.class);
        MessageChange ofNothing = new MessageChange.Deleted(new MessageId(conversation.id(), 2), 1, NOON);
        assertThatThrownBy(() -> run(stores(), tx -> tx.journal().change(ofNothing)))
                .isInstanceOf(IllegalStateException.class);

        run(
                stores(),
                tx -> assertThat(tx.journal().changes(conversation.id(), 0)).containsExactly(change));
    }

    @Test
    default void each_side_has_its_own_name_for_an_entry() {
        Conversation conversation = kept(stores());
        Message entry = words(conversation, 1);
        ExternalRef there = new ExternalRef(unique("discord"));
        ExternalRef yonder = new ExternalRef(unique("IM"));

        run(stores(), tx -> {
            tx.journal().append(entry);
            tx.journal().named(entry.id(), Side.CUSTOMER, there);
            assertThat(tx.journal().nameOf(entry.id(), Side.CUSTOMER)).contains(there);
            assertThat(tx.journal().byName(Side.CUSTOMER, there)).contains(entry);
        });
        run(stores(), tx -> tx.journal().named(entry.id(), Side.CONTACT_CENTER, yonder));

        run(stores(), tx -> {
            assertThat(tx.journal().nameOf(entry.id(), Side.CUSTOMER)).contains(there);
            assertThat(tx.journal().nameOf(entry.id(), Side.CONTACT_CENTER)).contains(yonder);
            assertThat(tx.journal().byName(Side.CUSTOMER, there)).contains(entry);
            assertThat(tx.journal().byName(Side.CONTACT_CENTER, yonder)).contains(entry);
            assertThat(tx.journal().byName(Side.CONTACT_CENTER, there)).isEmpty();
        });
    }

    @Test
    default void the_last_name_given_counts() {
        Conversation conversation = kept(stores());
        Message entry = words(conversation, 1);
        ExternalRef first = new ExternalRef(unique("name"));
        ExternalRef second = new ExternalRef(unique("name"));
        run(stores(), tx -> {
            tx.journal().append(entry);
            tx.journal().named(entry.id(), Side.CUSTOMER, first);
        });

        run(stores(), tx -> tx.journal().named(entry.id(), Side.CUSTOMER, first));
        run(
                stores(),
                tx -> assertThat(tx.journal().nameOf(entry.id(), Side.CUSTOMER)).contains(first));
        run(stores(), tx -> tx.journal().named(entry.id(), Side.CUSTOMER, second));

        run(stores(), tx -> {
            assertThat(tx.journal().nameOf(entry.id(), Side.CUSTOMER)).contains(second);
            assertThat(tx.journal().byName(Side.CUSTOMER, second)).contains(entry);
            assertThat(tx.journal().byName(Side.CUSTOMER, first)).isEmpty();
        });
    }
}
