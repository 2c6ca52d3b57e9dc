package dev.guildline.core.internal;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationSignal;
import dev.guildline.core.conversation.Transition;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.InboxKey;
import java.time.Duration;
import java.util.Optional;

/** Lets customers in, or tells them once why not. */
final class Gate {
    private static final String TOLD = "core.admission";
    private static final int LONGEST = 120;

    private static final Duration TOLD_AGAIN_AFTER = Duration.ofMinutes(5);

    private final CustomerBook book;
    private final Speech speech;
    private final Wording wording;
    private final Pace pace;

    Gate(CustomerBook book, Speech speech, Wording wording, Pace pace) {
        this.pace = pace;
        this.book = book;
        this.speech = speech;
        this.wording = wording;
    }

    /** Whether the customer may come in, or go on. If not, they have been told by the end of the step. */
    boolean admits(Step step, CustomerSeen seen) {
        if (shutsOut(step, seen)) {
            return false;
        }
        if (step.tx().conversations().openOf(seen.id()).isPresent()) {
            return true;
        }
        Optional<Pause> pause = step.tx().admission().pause();
        pause.ifPresent(p -> tellOnce(step, seen, "admission.paused", p.since().toString()));
        return pause.isEmpty();
    }

    /** Whether the customer is blocked. If so, they have been told by the end of the step. */
    boolean shutsOut(Step step, CustomerSeen seen) {
        Optional<Block> block = blockOf(step, seen.id());
        block.ifPresent(b -> tellOnce(step, seen, "admission.blocked", b.since().toString()));
        return block.isPresent();
    }

    /** Tells a customer who writes faster than is passed on, but not at every message. */
    Conversation slowedDown(Step step, Conversation conversation) {
        long occasion = step.now().getEpochSecond() / TOLD_AGAIN_AFTER.toSeconds();
        return pace.isSpent(conversation.id())
                        && step.tx()
                                .inbox()
                                .firstTime(
                                        new InboxKey(TOLD, "slowed " + conversation.id() + " " + occasion), step.now())
                ? speech.notice(
                        step,
                        conversation,
                        wording.sentence(conversation.customer().language(), "admission.slowed"))
                : conversation;
    }

    static Optional<Block> blockOf(Step step, CustomerId customer) {
        return step.tx().admission().blockOf(customer).filter(block -> block.holdsAt(step.now()));
    }

    /** In a conversation that is over as soon as it is said: nobody is to answer in it. */
    private void tellOnce(Step step, CustomerSeen seen, String key, String occasion) {
        InboxKey told = new InboxKey(TOLD + " " + key + " " + occasion, shortened(seen.id()));
        if (!step.tx().inbox().firstTime(told, step.now())) {
            return;
        }
        Conversation conversation = book.conversationOf(step, book.wrote(step, seen, Optional.empty()));
        Conversation noticed = speech.notice(
                step, conversation, wording.sentence(conversation.customer().language(), key));
        Transition over = noticed.on(new ConversationSignal.CloseRequested(CloseReason.NOT_ADMITTED), step.now());
        step.save(over instanceof Transition.Moved moved ? noticed.moved(moved, step.now()) : noticed);
    }

    /** What an inbox key takes of an identity; the end of it tells customers apart. */
    private static String shortened(CustomerId customer) {
        String whole = customer.value();
        return whole.length() <= LONGEST ? whole : whole.substring(whole.length() - LONGEST);
    }
}
