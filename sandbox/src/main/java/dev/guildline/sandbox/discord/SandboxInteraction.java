package dev.guildline.sandbox.discord;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something a person did that the bot has to answer: a command, a press, a choice, a form sent. Safe for use by several threads. */
public final class SandboxInteraction {
    /** How far the answer has come, as the person sees it. */
    public enum State {
        /** Sent; the bot has time left. */
        WAITING,
        /** Acknowledged; the client shows "thinking" until the answer is filled in. */
        DEFERRED,
        /** Answered. */
        ANSWERED,
        /** The bot's time is over: the client shows that the application did not respond. */
        FAILED
    }

    private final World world;
    private final Interactions interactions;
    private final Interaction interaction;

    SandboxInteraction(World world, Interactions interactions, Interaction interaction) {
        this.world = world;
        this.interactions = interactions;
        this.interaction = interaction;
    }

    /**
     * The interaction's id.
     *
     * @return Discord id
     */
    public String id() {
        return Long.toUnsignedString(interaction.id);
    }

    /**
     * How far the answer has come.
     *
     * @return the state now
     */
    public State state() {
        return world.locked(this::stateNow);
    }

    /**
     * Discord's number of the bot's first answer: 4 reply, 5 deferred reply, 6 deferred update, 7 update, 8 choices, 9 modal.
     *
     * @return the callback type; 0 while there is none
     */
    public int callbackType() {
        return world.locked(() -> interaction.callback);
    }

    /**
     * The message that answers it, be it a placeholder still.
     *
     * @return the original response as it is now; empty if there is none or it was deleted
     */
    public Optional<SandboxMessage> response() {
        return world.locked(() -> Optional.ofNullable(interaction.original)
                .filter(message -> message.channel.messages.containsKey(message.id))
                .map(message -> MessageView.of(world, message)));
    }

    /**
     * Waits for the bot's first answer of any kind.
     *
     * @param limit longest time to wait
     * @return this
     * @throws SandboxTimeoutException if none comes in time
     */
    public SandboxInteraction awaitAcknowledged(Duration limit) {
        return world.await(limit, () -> interaction.isAcknowledged() ? this : null, this::describe);
    }

    /**
     * Waits for the answering message to be filled in.
     *
     * @param limit longest time to wait
     * @return the original response
     * @throws SandboxTimeoutException if there is none in time
     */
    public SandboxMessage awaitResponse(Duration limit) {
        return world.await(
                limit,
                () -> {
                    Message message = interaction.original;
                    if (message == null || message.isLoading() || !interaction.isAcknowledged()) {
                        return null;
                    }
                    return MessageView.of(world, message);
                },
                this::describe);
    }

    /**
     * Waits for the form the bot opens.
     *
     * @param limit longest time to wait
     * @return the open modal
     * @throws SandboxTimeoutException if none is opened in time
     */
    public SandboxModal awaitModal(Duration limit) {
        return world.await(limit, () -> interaction.modal, this::describe);
    }

    /**
     * Waits for the suggestions of an autocomplete request.
     *
     * @param limit longest time to wait
     * @return the choices in order
     * @throws SandboxTimeoutException if none come in time
     */
    public List<SandboxChoice> awaitChoices(Duration limit) {
        return world.await(limit, () -> interaction.choices, this::describe);
    }

    private State stateNow() {
        if (!interaction.isAcknowledged()) {
            return interactions.isOverdue(interaction) ? State.FAILED : State.WAITING;
        }
        Message original = interaction.original;
        return original != null && original.isLoading() ? State.DEFERRED : State.ANSWERED;
    }

    private String describe() {
        return "the interaction is " + stateNow() + ", callback type " + interaction.callback;
    }
}
