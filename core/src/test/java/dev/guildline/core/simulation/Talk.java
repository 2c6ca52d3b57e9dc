package dev.guildline.core.simulation;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation as the stores hold it, written down by the checker itself. */
final class Talk {
    /** A delivery as the stores hold it, and what the far sides know of it. */
    static final class Item {
        private final Talk talk;
        private Delivery now;
        /** A person wanted it to be tried again: it stands at the end of its lane since. */
        boolean retryWanted;
        /** It was refused and taken up again in one commit. */
        boolean refusedInBetween;
        /** The far side may have it. */
        boolean mayHaveArrived;
        /** The far side shows it. */
        boolean appeared;
        /** Not to be tried again before, by the process that was told so. */
        @Nullable
        Instant notBefore;

        @Nullable
        SimulatedProcess toldSo;

        /** What the customer had written when it was under way. */
        int heardBefore;

        /** Where the customer was written to then. */
        @Nullable
        ChannelAddress placeBefore;

        /** Whether it was known then where the customer was met in public. */
        boolean metBefore;

        /** The far side did not accept it as it was. */
        boolean calledInvalid;

        /** Its end was kept when the customer could not come in. */
        boolean wasBlocked;

        /** Under which lease. */
        long toldInEpoch;

        Item(Talk talk, Delivery now) {
            this.talk = talk;
            this.now = now;
        }

        Talk talk() {
            return talk;
        }

        Delivery now() {
            return now;
        }

        void changed(Delivery next) {
            now = next;
        }

        boolean isPending() {
            return now.state() == DeliveryState.PENDING;
        }

        boolean hasFailed() {
            return now.state() != DeliveryState.PENDING && now.state() != DeliveryState.DELIVERED;
        }

        /** Which change it brings, null if none. */
        Errand.@Nullable RelayChange change() {
            return now.errand() instanceof Errand.RelayChange change ? change : null;
        }

        /** Which entry it brings, or a change of, 0 if none. */
        long subject() {
            return now.errand() instanceof Errand.RelayChange change ? change.sequence() : sequence();
        }

        /** Whether it was given up because it was out of date: nobody needs to hear of that. */
        boolean isSuperseded() {
            return now.state() == DeliveryState.REFUSED && now.note().startsWith("SUPERSEDED");
        }

        /** Which entry it brings, 0 if none. */
        long sequence() {
            return now.errand() instanceof Errand.RelayMessage relay ? relay.sequence() : 0;
        }
    }

    /** An entry with the epoch it was made in. */
    record Said(Message entry, long epoch) {}

    private Conversation now;
    private final List<Message> fresh = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final long[] lastPromised = new long[Side.values().length];
    private final long[] lastShown = new long[Side.values().length];
    int transfersTold;
    int agentsRequested;
    int notesForAgent;
    int agentsNotHeard;
    int arrivalsTold;
    int thanks;
    int changesNotShown;
    int notesOfChanges;
    int slowed;
    /** How often the customer wrote. */
    int heard;
    /** How often they were refused since, where they are written to now. */
    int refusals;
    /** It began with words that had come too late for another one. */
    boolean isTakenOver;

    Talk(Conversation begun) {
        now = begun;
    }

    Conversation now() {
        return now;
    }

    void changed(Conversation next) {
        now = next;
    }

    /** Entries that were added since the conversation was last saved. */
    List<Message> fresh() {
        return fresh;
    }

    List<Said> said() {
        return said;
    }

    long entries() {
        return said.size() + (long) fresh.size();
    }

    List<Item> items() {
        return items;
    }

    long lastPromised(Side side) {
        return lastPromised[side.ordinal()];
    }

    void promised(Side side, long sequence) {
        lastPromised[side.ordinal()] = sequence;
    }

    long lastShown(Side side) {
        return lastShown[side.ordinal()];
    }

    void shown(Side side, long sequence) {
        lastShown[side.ordinal()] = sequence;
    }

    /** The first pending delivery of a lane, null if there is none or a person has changed the lane's order. */
    @Nullable
    Item head(Side side) {
        Item head = null;
        for (Item item : items) {
            if (item.now.side() == side && item.isPending()) {
                if (item.retryWanted) {
                    return null;
                }
                head = head == null ? item : head;
            }
        }
        return head;
    }

    /** How many deliveries arrived that had been given up before. */
    int arrivals() {
        int arrivals = 0;
        for (Item item : items) {
            arrivals += item.now.missed() && item.now.state() == DeliveryState.DELIVERED ? 1 : 0;
        }
        return arrivals;
    }

    /** The delivery of an agent's change, null if there is none. */
    @Nullable
    Item changeOf(long sequence, int number) {
        Errand.RelayChange errand = new Errand.RelayChange(sequence, number);
        for (Item item : items) {
            if (item.now.side() == Side.CUSTOMER && item.now.errand().equals(errand)) {
                return item;
            }
        }
        return null;
    }

    /** The delivery of an entry to a side, null if none was promised. */
    @Nullable
    Item itemOf(long sequence, Side side) {
        for (Item item : items) {
            if (item.now.side() == side && item.sequence() == sequence) {
                return item;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return now.id().value().substring(0, 4) + " of " + now.customer().displayName();
    }
}
