package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.CustomerReaction;
import java.util.Optional;

/** Tells agents of the marks that customers put on what was said to them. */
final class Reactions {
    private final Speech speech;
    private final AgentNotes notes;

    Reactions(Speech speech, AgentNotes notes) {
        this.speech = speech;
        this.notes = notes;
    }

    ChangeOutcome reacted(Step step, CustomerReaction reaction) {
        Optional<Message> marked = step.tx()
                .journal()
                .byName(Side.CUSTOMER, reaction.source())
                .filter(entry -> entry.author().kind() == AuthorKind.AGENT
                        || entry.author().kind() == AuthorKind.VIRTUAL_AGENT);
        if (marked.isEmpty()) {
            return ChangeOutcome.UNKNOWN_MESSAGE;
        } else if (!step.hearsFirst(reaction.key())) {
            return ChangeOutcome.DUPLICATE;
        }
        Conversation conversation =
                step.tx().conversations().find(marked.get().id().conversation()).orElseThrow();
        if (!conversation.isOpen()) {
            return ChangeOutcome.IGNORED;
        }
        Conversation told = speech.noteForAgent(
                step,
                conversation,
                notes.reacted(reaction.reaction(), marked.get().body()));
        if (told.equals(conversation)) {
            return ChangeOutcome.IGNORED;
        }
        step.save(told);
        return ChangeOutcome.DONE;
    }
}
