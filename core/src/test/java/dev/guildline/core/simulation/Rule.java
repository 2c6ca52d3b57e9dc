package dev.guildline.core.simulation;

/** What must hold in every world, whatever fails. */
enum Rule {
    /** An event is acknowledged only after what it brought is kept (rule 1). */
    ACKNOWLEDGED_IS_KEPT,
    /** The same event again has no effect; every notice is given once (rule 1). */
    ONCE,
    /** What a side sees of a conversation is in the journal's order, and one at a time is under way (rule 2). */
    ORDER,
    /** What was accepted ends delivered, or where a person sees it; what is called delivered has arrived (rule 3). */
    NOTHING_VANISHES,
    /** What may have arrived is only sent again with that said (rule 4). */
    DOUBT_IS_SAID,
    /** A repetition waits as long as it should, and as long as the far side asked for (rule 5). */
    WAITS,
    /** A refusal holds up nothing behind it, a failing conversation no other one (rule 6). */
    NOTHING_BLOCKS,
    /** What the virtual agent said in an epoch is not sent in another one, and nobody speaks out of turn. */
    EPOCH,
    /** Of several processes, only the holder of the lease calls the far sides. */
    ONE_SENDER,
    /** One open conversation for a customer, one task for a handoff. */
    ONE_OF_EACH,
    /** An edit or a deletion is shown once, after what it is of; nothing old comes back, and the last one counts. */
    LAST_WORD,
    /** A file arrives once, whole, with its message; or the message and a notice to its sender say why not. */
    FILES,
    /** A customer is written to where they wrote last, or, refused there, where the chat channel says; all of it is. */
    PLACE,
    /** Of who may not come in nothing is carried, and they are told once; who may is not kept out. */
    ADMISSION,
    /** A flood is passed on no faster than its budget, and slows down nobody else. */
    BUDGET,
    /** A stage fails for technical reasons only. */
    NO_SURPRISE
}
