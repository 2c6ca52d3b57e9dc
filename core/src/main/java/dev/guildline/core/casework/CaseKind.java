package dev.guildline.core.casework;

/** What a case is about. Its name is the prefix of the case's number. */
public enum CaseKind {
    /** A customer needs help. */
    HELP,
    /** Something does not work as it should. */
    BUG,
    /** Something is wished for. */
    FEATURE
}
