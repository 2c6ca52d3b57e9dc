package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.Epoch;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds entries to journals and promises to bring them where they belong. Methods return the changed conversation; the
 * caller saves it.
 */
final class Speech {
    private final boolean hasContactCenter;
    private final boolean keepsFiles;

    /**
     * Makes it.
     *
     * @param keepsFiles whether files of customers are to be copied, also where no contact center takes them
     */
    Speech(boolean hasContactCenter, boolean keepsFiles) {
        this.hasContactCenter = hasContactCenter;
        this.keepsFiles = keepsFiles;
    }

    /** What the customer said goes to the contact center, from the first word on with all that went before. */
    Conversation fromCustomer(
            Step step,
            Conversation conversation,
            MessageBody body,
            List<Attachment> attachments,
            @Nullable ExternalRef source,
            @Nullable Long replyTo,
            Instant saidAt) {
        Conversation informed = informContact(step, conversation);
        Message entry = new Message(informed.nextMessage(), Author.CUSTOMER, body, attachments, replyTo, saidAt);
        step.append(entry);
        Tally.entered(step, entry);
        if (source != null) {
            step.tx().journal().named(entry.id(), Side.CUSTOMER, source);
        }
        if (hasContactCenter || (keepsFiles && !attachments.isEmpty())) {
            step.promise(relay(entry, Side.CONTACT_CENTER, null), entry);
        }
        return informed.appended(step.now());
    }

    /** What an agent said goes to the customer; the contact center has it already. */
    Conversation fromAgent(
            Step step,
            Conversation conversation,
            Author agent,
            String text,
            List<Attachment> attachments,
            @Nullable ExternalRef source,
            Instant saidAt) {
        Message entry =
                new Message(conversation.nextMessage(), agent, new MessageBody.Text(text), attachments, null, saidAt);
        step.append(entry);
        if (source != null) {
            step.tx().journal().named(entry.id(), Side.CONTACT_CENTER, source);
        }
        step.promise(relay(entry, Side.CUSTOMER, null), entry);
        return conversation.appended(step.now());
    }

    /** What the virtual agent says goes to the customer, unless somebody else has taken over by then. */
    Conversation fromVirtualAgent(Step step, Conversation conversation, MessageBody body, @Nullable Long replyTo) {
        return tell(step, conversation, Author.VIRTUAL_AGENT, body, replyTo, conversation.epoch());
    }

    /** A notice goes to the customer whoever speaks. */
    Conversation notice(Step step, Conversation conversation, MessageBody body) {
        return tell(step, conversation, Author.SYSTEM, body, null, null);
    }

    /** A greeting, whose delivery somebody waits for. */
    record Greeted(Conversation conversation, DeliveryId delivery) {}

    Greeted greeting(Step step, Conversation conversation, Author author, MessageBody body) {
        Message entry = append(step, conversation, author, body, null);
        DeliveryId delivery = step.promise(relay(entry, Side.CUSTOMER, null), entry);
        return new Greeted(conversation.appended(step.now()), delivery);
    }

    /** A note that only agents see. Does nothing where there is no contact center that has the conversation. */
    Conversation noteForAgent(Step step, Conversation conversation, MessageBody body) {
        if (!hasContactCenter || !conversation.contactInformed()) {
            return conversation;
        }
        Conversation told = informContact(step, conversation);
        Message entry = append(step, told, Author.SYSTEM, body, null);
        step.promise(relay(entry, Side.CONTACT_CENTER, null), entry);
        return told.appended(step.now());
    }

    /** The customer has seen an entry: agents should see it too. */
    Conversation mirror(Step step, Conversation conversation, Message seenByCustomer) {
        long place = seenByCustomer.id().sequence();
        if (!hasContactCenter
                || !conversation.contactInformed()
                || !conversation.isOpen()
                || place <= conversation.informedThrough()) {
            return conversation;
        }
        step.promise(relay(seenByCustomer, Side.CONTACT_CENTER, null), seenByCustomer);
        return conversation.informedThrough(place);
    }

    /**
     * Tells the contact center what the virtual agent has said up to now. Otherwise it is told when the customer has
     * seen it; but before the customer's next words, so that agents read everything in the order it was said.
     */
    Conversation informContact(Step step, Conversation conversation) {
        boolean virtualAgentMaySpeak = conversation.status() == ConversationStatus.WITH_VIRTUAL_AGENT;
        if (!hasContactCenter || (conversation.contactInformed() && !virtualAgentMaySpeak)) {
            return conversation;
        }
        long told = Math.max(conversation.informedThrough(), 0);
        if (told < conversation.lastSequence()) {
            for (Message earlier : step.tx().journal().read(conversation.id(), told)) {
                if (earlier.author().kind() == AuthorKind.VIRTUAL_AGENT) {
                    step.promise(relay(earlier, Side.CONTACT_CENTER, null), earlier);
                }
            }
        }
        return conversation.informedThrough(conversation.lastSequence());
    }

    /**
     * The virtual agent falls silent. What it said and the customer has not seen yet may be on its way: agents are told
     * now, because later it would stand behind what others have said meanwhile.
     */
    Conversation informContactBeforeMove(Step step, Conversation conversation) {
        return conversation.contactInformed() ? informContact(step, conversation) : conversation;
    }

    private Conversation tell(
            Step step,
            Conversation conversation,
            Author author,
            MessageBody body,
            @Nullable Long replyTo,
            @Nullable Epoch onlyIn) {
        Message entry = append(step, conversation, author, body, replyTo);
        step.promise(relay(entry, Side.CUSTOMER, onlyIn), entry);
        return conversation.appended(step.now());
    }

    private static Message append(
            Step step, Conversation conversation, Author author, MessageBody body, @Nullable Long replyTo) {
        MessageId place = conversation.nextMessage();
        Message entry = new Message(place, author, body, List.of(), replyTo, step.now());
        step.append(entry);
        Tally.entered(step, entry);
        return entry;
    }

    private static NewDelivery relay(Message entry, Side side, @Nullable Epoch onlyIn) {
        return new NewDelivery(
                entry.id().conversation(),
                side,
                new Errand.RelayMessage(entry.id().sequence()),
                onlyIn);
    }
}
