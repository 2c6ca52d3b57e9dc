package dev.guildline.core.simulation;

import dev.guildline.core.Guildline;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.SignalOutcome;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that somebody tells Guildline, again and again until it is acknowledged. */
final class Told {
    /** What is told. */
    enum Kind {
        WROTE,
        PRESSED,
        HELP,
        JOINED,
        LEFT,
        AGENT_WROTE,
        NOBODY,
        ENDED,
        ASKED,
        EDITED,
        TOOK_BACK,
        REACTED,
        STAFF
    }

    /** How far it has come. */
    enum State {
        WAITING,
        UNDER_WAY,
        FAILED,
        ACKNOWLEDGED
    }

    private final Kind kind;
    private final InboxKey key;
    private final String by;
    private final @Nullable String words;
    private final @Nullable ConversationId where;
    private final Function<Guildline, CompletionStage<?>> telling;
    private final World world;
    State state = State.WAITING;

    @Nullable
    SimulatedProcess listener;

    /** Where it was written, for what customers write. */
    @Nullable
    ChannelAddress place;

    /** What it changes. */
    Written.@Nullable Change change;

    /** When it was told last, what it is about was in the journal. */
    boolean subjectWasKept;

    /**
     * Something to tell.
     *
     * @param by the customer it is about, or who tells it
     * @param words what must be in the journal once it is acknowledged, null if nothing must
     */
    Told(
            World world,
            Kind kind,
            InboxKey key,
            String by,
            @Nullable String words,
            @Nullable ConversationId where,
            Function<Guildline, CompletionStage<?>> telling) {
        this.world = world;
        this.kind = kind;
        this.key = key;
        this.by = by;
        this.words = words;
        this.where = where;
        this.telling = telling;
    }

    Kind kind() {
        return kind;
    }

    InboxKey key() {
        return key;
    }

    String by() {
        return by;
    }

    @Nullable
    String words() {
        return words;
    }

    CompletionStage<?> tell(Guildline guildline) {
        return telling.apply(guildline);
    }

    /** Agents' words are refused once the conversation is over. */
    boolean mayBeRefused(Object outcome) {
        Talk talk = where == null ? null : world.checker().kept().talk(where);
        return talk != null
                && !talk.now().isOpen()
                && (outcome == SignalOutcome.CLOSED || outcome == SignalOutcome.DUPLICATE);
    }

    boolean mustBeRemembered() {
        return kind.ordinal() < Kind.ASKED.ordinal();
    }

    @Override
    public String toString() {
        return kind + " " + key.id() + (words == null ? "" : " \"" + words + '"') + " by " + by;
    }
}
