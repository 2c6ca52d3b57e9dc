package dev.guildline.sandbox.twilio;

/**
 * Something changed in the sandbox; enough to know what to look at again. Carries no text of anybody.
 *
 * @param kind what sort of thing changed
 * @param sid the thing: a conversation, a task, a worker, a Studio execution, or the conversation a hook was about
 */
public record TwilioChange(Kind kind, String sid) {

    /** What sort of thing changed. */
    public enum Kind {
        /** A conversation was made, updated, moved to another state or deleted. */
        CONVERSATION,
        /** A participant joined, changed or left; the sid is the conversation's. */
        PARTICIPANT,
        /** A message was added, changed or removed; the sid is the conversation's. */
        MESSAGE,
        /** A task or one of its reservations changed; the sid is the task's. */
        TASK,
        /** A worker was added or changed. */
        WORKER,
        /** A Studio execution started or ended. */
        EXECUTION,
        /** A webhook delivery was answered or failed. */
        WEBHOOK,
        /** Background work ended; nothing visible need have changed. */
        SETTLED
    }
}
