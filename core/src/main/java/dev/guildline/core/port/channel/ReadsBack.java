package dev.guildline.core.port.channel;

/**
 * A chat channel that looks for what customers wrote while it was not told of it, and passes it on afterwards. It asks
 * {@link dev.guildline.core.usecase.Conversations#recognisedSince} how far back repetitions are recognised after it has
 * begun to look, and tells nothing that is older.
 */
public interface ReadsBack {
    /**
     * Whether everything that customers have written by now is passed on, as far as it can be found. False before the
     * first look is over, while the connection is lost, and during every later look. As long as it is false, nothing is
     * forgotten by which repetitions are recognised. Called often, on any thread; must be quick and must not block.
     *
     * @return whether nothing is left to be read back
     */
    boolean hasHeardAll();
}
