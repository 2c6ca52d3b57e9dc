package dev.guildline.core.usecase;

import dev.guildline.core.casework.CaseNumber;

/** What came of asking for the virtual agent's turn. */
public sealed interface TurnOutcome {
    /** The virtual agent spoke, or had nothing new to answer. */
    record Answered() implements TurnOutcome {}

    /**
     * The customer wants a person; the conversation waits for one.
     *
     * @param caseNumber the case opened for it
     */
    record HandedOff(CaseNumber caseNumber) implements TurnOutcome {}

    /** Somebody else speaks, or the conversation is over. */
    record NotItsTurn() implements TurnOutcome {}

    /** There is no such conversation. */
    record UnknownConversation() implements TurnOutcome {}
}
