package dev.guildline.core.port.health;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Is told of the calls that an adapter makes to its far side, for people who watch it. Called by the thread that made
 * the call, after its answer; must be quick and must not throw. Thread-safe.
 */
@FunctionalInterface
public interface CallObserver {
    /** Looks away. */
    CallObserver NONE = (kind, outcome, took) -> {};

    /**
     * A call came to its end.
     *
     * @param kind which one, as in {@code POST Messages}: one of a few dozen, without anybody's identity
     * @param outcome how it ended
     * @param took from its beginning to its answer, or until it was given up
     */
    void ended(String kind, Outcome outcome, Duration took);

    /**
     * Names a call over HTTP by what it is about.
     *
     * @param method its method
     * @param path the segments of its path
     * @param subjects the words that say what a call is about; whatever else is in a path is not told
     * @return the method and the last one of those words in the path, or {@code other} if none is there
     */
    static String kind(String method, List<String> path, Set<String> subjects) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (subjects.contains(path.get(i))) {
                return method + " " + path.get(i);
            }
        }
        return method + " other";
    }

    /** How a call ended. */
    enum Outcome {
        /** Done as asked. */
        DONE,
        /** To be made again later: too many calls. */
        LIMITED,
        /** Refused for another reason; the same call would be refused again. */
        REFUSED,
        /** The far side is at fault, or could not be reached: the call had no effect, as far as it tells. */
        FAILED,
        /** Without an answer: it may have had its effect. */
        UNCLEAR;

        /**
         * What an answer over HTTP says.
         *
         * @param status its status
         * @return what became of the call
         */
        public static Outcome ofStatus(int status) {
            if (status == 429) {
                return LIMITED;
            }
            if (status >= 500) {
                return FAILED;
            }
            return status >= 400 ? REFUSED : DONE;
        }
    }
}
