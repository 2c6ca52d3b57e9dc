package dev.guildline.core.simulation;

/** Ends whatever a killed process was doing. */
final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
        super("the process was killed", null, false, false);
    }
}
