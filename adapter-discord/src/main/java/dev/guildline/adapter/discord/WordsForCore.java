package dev.guildline.adapter.discord;

import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.CustomerReaction;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.core.usecase.MessageOutcome;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.entities.Message;

/** The one way of customers' words into core, whether they were heard as they were written or found later. */
final class WordsForCore {
    private final CompletableFuture<DrivingPorts> ports;
    private final StubbornCall calls;

    WordsForCore(CompletableFuture<DrivingPorts> ports, StubbornCall calls) {
        this.ports = ports;
        this.calls = calls;
    }

    /** Whether a person wrote it; the bot's own messages and Discord's notices are none of core's business. */
    static boolean isWrittenByPerson(Message message) {
        return !message.getAuthor().isBot()
                && !message.getAuthor().isSystem()
                && !message.isWebhookMessage()
                && !message.getType().isSystem();
    }

    /** Completes when core has kept the edit. Told again, it has no effect. */
    CompletableFuture<ChangeOutcome> tell(MessageEdit edit) {
        return ports.thenCompose(core -> calls.untilKept(
                "edit of message " + edit.source(), () -> core.conversations().customerEdited(edit)));
    }

    /** Completes when core has kept the deletion. Told again, it has no effect. */
    CompletableFuture<ChangeOutcome> tell(MessageDeletion deletion) {
        return ports.thenCompose(core -> calls.untilKept(
                "deletion of message " + deletion.source(),
                () -> core.conversations().customerDeleted(deletion)));
    }

    /** Completes when core has kept the reaction. Told again, it has no effect. */
    CompletableFuture<ChangeOutcome> tell(CustomerReaction reaction) {
        return ports.thenCompose(core -> calls.untilKept(
                "reaction to message " + reaction.source(),
                () -> core.conversations().customerReacted(reaction)));
    }

    /** Completes when core has kept it, with what came of it. Told again, it has no effect. */
    CompletableFuture<MessageOutcome> tell(CustomerMessage words) {
        return ports.thenCompose(core -> calls.untilKept(
                "message " + words.source(), () -> core.conversations().customerWrote(words)));
    }
}
