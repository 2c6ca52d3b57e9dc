package dev.guildline.core.port.assistant;

/**
 * The automatic answerer. Thread-safe. Core calls it on the executor it was built with, for one conversation at a time;
 * it may block for a few seconds. Its answer counts only if nobody else has taken over meanwhile. A failure of any kind
 * counts as {@link VirtualAgentReply.Abstain}.
 */
@FunctionalInterface
public interface VirtualAgent {
    /**
     * Answers a customer.
     *
     * @param turn what was written
     * @return what should happen
     */
    VirtualAgentReply reply(Turn turn);
}
