package dev.guildline.core.internal;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ConversationSignal;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.usecase.Admission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Who may come in. */
final class AdmissionService implements Admission {
    private final JournalWriter writer;
    private final Moves moves;

    AdmissionService(JournalWriter writer, Moves moves) {
        this.writer = writer;
        this.moves = moves;
    }

    @Override
    public CompletionStage<Block> block(CustomerId customer, String reason, String by, @Nullable Instant until) {
        return writer.write(step -> {
            Block block = new Block(customer, reason, by, step.now(), until);
            step.tx().admission().save(block);
            step.tx()
                    .conversations()
                    .openOf(customer)
                    .ifPresent(open -> step.save(
                            moves.signal(step, open, new ConversationSignal.CloseRequested(CloseReason.NOT_ADMITTED))
                                    .conversation()));
            return block;
        });
    }

    @Override
    public CompletionStage<Boolean> unblock(CustomerId customer) {
        return writer.write(step -> step.tx().admission().lift(customer));
    }

    @Override
    public CompletionStage<List<Block>> blocks(int limit) {
        return writer.read(step -> step.tx().admission().blocks(limit));
    }

    @Override
    public CompletionStage<Pause> pause(String reason, String by) {
        return writer.write(step -> {
            Pause pause = new Pause(reason, by, step.now());
            step.tx().admission().save(pause);
            return pause;
        });
    }

    @Override
    public CompletionStage<Boolean> resume() {
        return writer.write(step -> step.tx().admission().endPause());
    }

    @Override
    public CompletionStage<Optional<Pause>> paused() {
        return writer.read(step -> step.tx().admission().pause());
    }
}
