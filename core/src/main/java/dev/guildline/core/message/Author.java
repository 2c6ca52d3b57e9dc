package dev.guildline.core.message;

import dev.guildline.core.participant.Agent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who said a message.
 *
 * @param kind the kind of voice
 * @param agentOrNull the agent, exactly if the kind is {@link AuthorKind#AGENT}
 */
public record Author(AuthorKind kind, @Nullable Agent agentOrNull) {
    /** The customer of the conversation. */
    public static final Author CUSTOMER = new Author(AuthorKind.CUSTOMER, null);

    /** The virtual agent. */
    public static final Author VIRTUAL_AGENT = new Author(AuthorKind.VIRTUAL_AGENT, null);

    /** Guildline itself. */
    public static final Author SYSTEM = new Author(AuthorKind.SYSTEM, null);

    /**
     * Checks that an agent is named exactly where one speaks.
     *
     * @throws IllegalArgumentException if not
     */
    public Author {
        if ((kind == AuthorKind.AGENT) != (agentOrNull != null)) {
            throw new IllegalArgumentException("an agent must be named exactly if the author is one");
        }
    }

    /**
     * An agent as author.
     *
     * @param agent who
     * @return the author
     */
    public static Author of(Agent agent) {
        return new Author(AuthorKind.AGENT, agent);
    }

    /**
     * The agent who spoke.
     *
     * @return the agent, empty if another kind of voice spoke
     */
    public Optional<Agent> agent() {
        return Optional.ofNullable(agentOrNull);
    }
}
