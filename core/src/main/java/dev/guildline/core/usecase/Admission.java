package dev.guildline.core.usecase;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.id.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. Holds for all processes that share the store, and over restarts. Thread-safe; no method blocks; stages
 * complete after the effect is committed.
 */
public interface Admission {
    /**
     * Lets a customer write no more. An open conversation is ended; whoever writes in spite of it is told once that
     * they cannot, and nothing of it is kept. Blocking again replaces the earlier block.
     *
     * @param customer who
     * @param reason why, for the team; not blank
     * @param by who decides it
     * @param until until when; null for good
     * @return completes with the block; exceptionally with {@link IllegalArgumentException} if it makes no sense
     */
    CompletionStage<Block> block(CustomerId customer, String reason, String by, @Nullable Instant until);

    /**
     * Lets a customer write again.
     *
     * @param customer who
     * @return completes with whether there was a block
     */
    CompletionStage<Boolean> unblock(CustomerId customer);

    /**
     * Lists blocks, also those that are over.
     *
     * @param limit how many at most
     * @return completes with the newest first
     */
    CompletionStage<List<Block>> blocks(int limit);

    /**
     * Begins no new conversation until {@link #resume()}. Open ones go on; customers who come in are told once.
     *
     * @param reason why, for the team; not blank
     * @param by who decides it
     * @return completes with the pause
     */
    CompletionStage<Pause> pause(String reason, String by);

    /**
     * Lets customers come in again.
     *
     * @return completes with whether there was a pause
     */
    CompletionStage<Boolean> resume();

    /**
     * Whether customers may come in.
     *
     * @return completes with the pause, empty if they may
     */
    CompletionStage<Optional<Pause>> paused();
}
