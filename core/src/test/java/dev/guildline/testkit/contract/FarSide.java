package dev.guildline.testkit.contract;

import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.port.contactcenter.ContactCenter;
import java.util.List;

/** A contact center together with a look at its far side, for {@link ContactCenterContract}. */
public interface FarSide extends AutoCloseable {
    /**
     * The contact center under test.
     *
     * @return always the same
     */
    ContactCenter contactCenter();

    /**
     * What agents can read of a conversation.
     *
     * @param link the far half
     * @return the words of all entries that were brought there, in order
     */
    List<String> entries(ContactLink link);

    /**
     * How often the agents were asked for a conversation.
     *
     * @param link the far half
     * @return the number of requests that wait or were taken
     */
    int agentRequests(ContactLink link);

    /**
     * Whether the far half is over.
     *
     * @param link the far half
     * @return true if nothing can be said there any more
     */
    boolean ended(ContactLink link);

    /** Lets the far side do what it is asked for once and then lose the answer. */
    void loseNextAnswer();

    /** Lets the far side refuse once, for the moment, without doing anything. */
    void refuseNextForTheMoment();

    @Override
    void close();
}
