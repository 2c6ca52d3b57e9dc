package dev.guildline.core.port.store;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.id.CustomerId;
import java.util.List;
import java.util.Optional;

/** Keeps who may not come in. */
public interface AdmissionStore {
    /**
     * Keeps a block, instead of an earlier one of the same customer.
     *
     * @param block the block
     */
    void save(Block block);

    /**
     * Takes a block back.
     *
     * @param customer whose
     * @return whether there was one
     */
    boolean lift(CustomerId customer);

    /**
     * Finds a customer's block, whether it still holds or not.
     *
     * @param customer whose
     * @return the block, empty if there is none
     */
    Optional<Block> blockOf(CustomerId customer);

    /**
     * Lists blocks, whether they still hold or not.
     *
     * @param limit how many at most
     * @return the newest first
     */
    List<Block> blocks(int limit);

    /**
     * Keeps a pause, instead of an earlier one.
     *
     * @param pause the pause
     */
    void save(Pause pause);

    /**
     * Ends the pause.
     *
     * @return whether there was one
     */
    boolean endPause();

    /**
     * Finds the pause.
     *
     * @return the pause, empty if customers may come in
     */
    Optional<Pause> pause();
}
