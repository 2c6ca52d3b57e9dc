package dev.guildline.adapter.knowledge;

/** Turns a text into a direction in space, so that texts of like meaning lie close together. Not thread-safe. */
interface SentenceModel extends AutoCloseable {
    /** Which model; vectors of different models cannot be compared. */
    String name();

    /** How many numbers a vector has. */
    int dimensions();

    /**
     * Embeds a text.
     *
     * @return a vector of length one
     * @throws Exception if the model cannot be run
     */
    float[] vector(String text) throws Exception;

    @Override
    void close();

    /** Where a model comes from. */
    @FunctionalInterface
    interface Source {
        /**
         * Loads the model; may take a second.
         *
         * @return it, ready to be used
         * @throws Exception if it is not there or cannot be run on this machine; errors of linking count as well
         */
        SentenceModel load() throws Exception;
    }
}
