package dev.guildline.testkit.contract;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Values that differ from one call to the next, so that tests can share one store. */
final class StoreFixture {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime());
    private static final AtomicInteger NUMBERS = new AtomicInteger(9);

    private StoreFixture() {}

    /** Small, and given to nobody else; 10 is the first. */
    static int nextNumber() {
        return NUMBERS.incrementAndGet();
    }

    static String unique(String prefix) {
        return prefix + "-" + COUNTER.incrementAndGet();
    }

    static Customer customer() {
        String id = unique("customer");
        return new Customer(
                new CustomerId("discord:" + id),
                new ChannelAddress(new ChannelId("discord"), "dm:" + id),
                "Zoë 🐉 \"the\" 'Quoted'; --",
                Locale.forLanguageTag("zh-TW"));
    }

    static Conversation conversation() {
        return conversation(customer());
    }

    static Conversation conversation(Customer customer) {
        return Conversation.begin(new ConversationId(unique("conversation")), customer, NOON);
    }

    /** The next entry of a conversation. */
    static Message text(Conversation conversation, String text) {
        return new Message(
                conversation.nextMessage(), Author.CUSTOMER, new MessageBody.Text(text), List.of(), null, NOON);
    }

    static void run(UnitOfWork stores, Consumer<Transaction> work) {
        stores.inTransaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /** Keeps a new conversation. */
    static Conversation kept(UnitOfWork stores) {
        Conversation begun = conversation();
        run(stores, tx -> tx.conversations().add(begun));
        return begun;
    }
}
