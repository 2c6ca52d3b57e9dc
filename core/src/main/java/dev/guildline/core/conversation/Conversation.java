package dev.guildline.core.conversation;

import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.conversation.Transition.Moved;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.Epoch;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.participant.Customer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One customer's exchange, from first word to close, on one chat channel. A value: every change makes a new one.
 *
 * @param id its identity
 * @param customer the customer, as last seen in this conversation
 * @param state who speaks
 * @param epoch how often the one who speaks has changed
 * @param lastSequence the place of the last journal entry, 0 if there is none
 * @param answeredThrough up to which entry the virtual agent has taken its turn
 * @param abstentions how often in a row the virtual agent could not help
 * @param contactLinkOrNull the far half at the contact center, once there is one
 * @param informedThrough up to which entry the contact center has been told what is said, or will be; -1 as long as it
 *     is told nothing, which ends with the customer's first word
 * @param caseNumberOrNull the case that was opened for it
 * @param rating how the customer rated the talk, 1 (bad) to 5 (good); 0 as long as they did not
 * @param openedAt when it began
 * @param updatedAt when it last changed
 */
public record Conversation(
        ConversationId id,
        Customer customer,
        ConversationState state,
        Epoch epoch,
        long lastSequence,
        long answeredThrough,
        int abstentions,
        @Nullable ContactLink contactLinkOrNull,
        long informedThrough,
        @Nullable CaseNumber caseNumberOrNull,
        int rating,
        Instant openedAt,
        Instant updatedAt) {

    private static final long NOT_INFORMED = -1;

    /**
     * A conversation that begins.
     *
     * @param id its identity
     * @param customer with whom
     * @param now when
     * @return it, with the virtual agent, empty
     */
    public static Conversation begin(ConversationId id, Customer customer, Instant now) {
        return new Conversation(
                id,
                customer,
                new ConversationState.WithVirtualAgent(),
                Epoch.FIRST,
                0,
                0,
                0,
                null,
                NOT_INFORMED,
                null,
                0,
                now,
                now);
    }

    /**
     * What a signal would do. Changes nothing; see {@link #moved}.
     *
     * @param signal what happened
     * @param now when
     * @return what follows
     */
    public Transition on(ConversationSignal signal, Instant now) {
        return StateMachine.on(state, signal, now);
    }

    /**
     * This conversation after a move: new state, next epoch.
     *
     * @param move the move
     * @param now when
     * @return the changed conversation
     */
    public Conversation moved(Moved move, Instant now) {
        Change change = new Change(this);
        change.state = move.next();
        change.epoch = epoch.next();
        change.abstentions = 0;
        change.updatedAt = now;
        return change.made();
    }

    /**
     * The state without its details.
     *
     * @return the status
     */
    public ConversationStatus status() {
        return state.status();
    }

    /**
     * Whether it is not over.
     *
     * @return true in every state but closed
     */
    public boolean isOpen() {
        return status() != ConversationStatus.CLOSED;
    }

    /**
     * The far half at the contact center.
     *
     * @return the link, empty as long as there is none
     */
    public Optional<ContactLink> contactLink() {
        return Optional.ofNullable(contactLinkOrNull);
    }

    /**
     * Whether the contact center is told what is said.
     *
     * @return true from the customer's first word on, where there is a contact center
     */
    public boolean contactInformed() {
        return informedThrough > NOT_INFORMED;
    }

    /**
     * The case opened for this conversation.
     *
     * @return its number, empty as long as there is none
     */
    public Optional<CaseNumber> caseNumber() {
        return Optional.ofNullable(caseNumberOrNull);
    }

    /**
     * The place that the next journal entry takes.
     *
     * @return its identity
     */
    public MessageId nextMessage() {
        return new MessageId(id, lastSequence + 1);
    }

    /**
     * This conversation with one more journal entry.
     *
     * @param now when
     * @return the changed conversation
     */
    public Conversation appended(Instant now) {
        Change change = new Change(this);
        change.lastSequence = lastSequence + 1;
        change.updatedAt = now;
        return change.made();
    }

    /**
     * This conversation after a turn of the virtual agent.
     *
     * @param through the last customer's entry that the turn looked at
     * @param helped whether it had something to offer
     * @param now when
     * @return the changed conversation
     */
    public Conversation answered(long through, boolean helped, Instant now) {
        Change change = new Change(this);
        change.answeredThrough = Math.max(answeredThrough, through);
        change.abstentions = helped ? 0 : abstentions + 1;
        change.updatedAt = now;
        return change.made();
    }

    /**
     * This conversation after a turn in which there was nothing to answer.
     *
     * @param through the last customer's entry that the turn looked at
     * @param now when
     * @return the changed conversation
     */
    public Conversation passedOver(long through, Instant now) {
        Change change = new Change(this);
        change.answeredThrough = Math.max(answeredThrough, through);
        change.updatedAt = now;
        return change.made();
    }

    /**
     * This conversation with what is newly known of the customer. The language of one that is over stays, because it is
     * counted by it.
     *
     * @param seen the customer as seen now
     * @return the changed conversation
     */
    public Conversation withCustomer(Customer seen) {
        Change change = new Change(this);
        change.customer = isOpen() ? seen : seen.speakingAs(customer);
        return change.made();
    }

    /**
     * This conversation with its far half at the contact center.
     *
     * @param link the far half
     * @return the changed conversation
     */
    public Conversation withContactLink(ContactLink link) {
        Change change = new Change(this);
        change.contactLinkOrNull = link;
        change.informedThrough = Math.max(informedThrough, 0);
        return change.made();
    }

    /**
     * This conversation, told to the contact center up to an entry.
     *
     * @param through the entry's place; one that is told already changes nothing
     * @return the changed conversation
     */
    public Conversation informedThrough(long through) {
        Change change = new Change(this);
        change.informedThrough = Math.max(informedThrough, through);
        return change.made();
    }

    /**
     * This conversation with its case.
     *
     * @param number the case's number
     * @return the changed conversation
     */
    public Conversation withCase(CaseNumber number) {
        Change change = new Change(this);
        change.caseNumberOrNull = number;
        return change.made();
    }

    /**
     * This conversation, rated.
     *
     * @param score 1 (bad) to 5 (good)
     * @return the changed conversation
     */
    public Conversation withRating(int score) {
        Change change = new Change(this);
        change.rating = score;
        return change.made();
    }

    /** A copy in the making, so that each change names only what it changes. */
    private static final class Change {
        private final ConversationId id;
        private Customer customer;
        private ConversationState state;
        private Epoch epoch;
        private long lastSequence;
        private long answeredThrough;
        private int abstentions;
        private @Nullable ContactLink contactLinkOrNull;
        private long informedThrough;
        private @Nullable CaseNumber caseNumberOrNull;
        private int rating;
        private final Instant openedAt;
        private Instant updatedAt;

        Change(Conversation from) {
            id = from.id;
            customer = from.customer;
            state = from.state;
            epoch = from.epoch;
            lastSequence = from.lastSequence;
            answeredThrough = from.answeredThrough;
            abstentions = from.abstentions;
            contactLinkOrNull = from.contactLinkOrNull;
            informedThrough = from.informedThrough;
            caseNumberOrNull = from.caseNumberOrNull;
            rating = from.rating;
            openedAt = from.openedAt;
            updatedAt = from.updatedAt;
        }

        Conversation made() {
            return new Conversation(
                    id,
                    customer,
                    state,
                    epoch,
                    lastSequence,
                    answeredThrough,
                    abstentions,
                    contactLinkOrNull,
                    informedThrough,
                    caseNumberOrNull,
                    rating,
                    openedAt,
                    updatedAt);
        }
    }
}
