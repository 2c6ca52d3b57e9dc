package dev.guildline.core.port.contactcenter;

import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import dev.guildline.core.participant.Customer;
import java.util.List;

/**
 * A journal entry on its way to the contact center.
 *
 * @param delivery names the promise; the same on every repetition
 * @param customer with whom the conversation is
 * @param message what was said, by the customer or by the virtual agent
 * @param wakesVirtualAgent whether the contact center should now see to the virtual agent's turn; true only for a
 *     contact center that drives it
 * @param doubtful an earlier attempt may have succeeded: look before posting
 * @param files what goes with it, with the content at hand; {@link Message#attachments()} has only those that can be
 *     shown as links
 */
public record ContactEntry(
        DeliveryId delivery,
        Customer customer,
        Message message,
        boolean wakesVirtualAgent,
        boolean doubtful,
        List<CarriedFile> files) {
    /** Keeps an unchangeable copy of the files. */
    public ContactEntry {
        files = List.copyOf(files);
    }

    /**
     * An entry without files.
     *
     * @param delivery names the promise
     * @param customer with whom the conversation is
     * @param message what was said
     * @param wakesVirtualAgent whether the contact center should now see to the virtual agent's turn
     * @param doubtful an earlier attempt may have succeeded
     */
    public ContactEntry(
            DeliveryId delivery, Customer customer, Message message, boolean wakesVirtualAgent, boolean doubtful) {
        this(delivery, customer, message, wakesVirtualAgent, doubtful, List.of());
    }
}
