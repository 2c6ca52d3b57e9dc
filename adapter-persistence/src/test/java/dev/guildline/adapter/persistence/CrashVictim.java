package dev.guildline.adapter.persistence;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
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
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A process that writes until it is killed and says on its standard output what was committed. */
final class CrashVictim {
    private static final int WRITERS = 3;

    private CrashVictim() {}

    /** One transaction that had returned. */
    record Acknowledged(String conversation, long delivery, long caseNumber) {
        String line() {
            return conversation + " " + delivery + " " + caseNumber + " .";
        }

        /** Empty for a line that was cut off. */
        static Optional<Acknowledged> parse(String line) {
            String[] parts = line.split(" ", -1);
            return parts.length < 4
                    ? Optional.empty()
                    : Optional.of(new Acknowledged(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        }
    }

    public static void main(String[] args) {
        JdbcStores stores = JdbcStores.open(new PersistenceConfig(args[0], "", ""));
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = "c-" + args[1] + "-" + writer + "-";
            new Thread(() -> {
                        for (int i = 0; true; i++) {
                            ConversationId id = new ConversationId(name + i);
                            Acknowledged done = stores.inTransaction(tx -> write(tx, id));
                            synchronized (System.out) {
                                System.out.println(done.line());
                                System.out.flush();
                            }
                        }
                    })
                    .start();
        }
    }

    private static Acknowledged write(Transaction tx, ConversationId id) {
        Instant now = Instant.now();
        Customer customer = new Customer(
                new CustomerId("discord:" + id),
                new ChannelAddress(new ChannelId("discord"), "dm:" + id),
                "Somebody",
                Locale.ENGLISH);
        Conversation begun = Conversation.begin(id, customer, now);
        tx.customers().save(customer);
        tx.conversations().add(begun);
        tx.journal()
                .append(new Message(
                        begun.nextMessage(), Author.CUSTOMER, new MessageBody.Text("hello"), List.of(), null, now));
        Delivery delivery =
                tx.outbox().add(new NewDelivery(id, Side.CONTACT_CENTER, new Errand.RelayMessage(1), null), now);
        SupportCase opened =
                tx.cases().open(new NewCase(CaseKind.HELP, customer, "Help", "", List.of(), id, Map.of()), now);
        return new Acknowledged(
                id.value(), delivery.id().value(), opened.number().number());
    }
}
