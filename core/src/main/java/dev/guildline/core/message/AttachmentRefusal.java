package dev.guildline.core.message;

/** Why a file that came with a message is not passed on. */
public enum AttachmentRefusal {
    /** It is larger than files may be. */
    TOO_LARGE,
    /** Files of its type are not passed on. */
    TYPE_NOT_ALLOWED,
    /** The message has more files than are passed on. */
    TOO_MANY,
    /** It was not there any more when it was to be copied. */
    GONE,
    /** It could not be copied, or the other side did not take it. */
    FAILED,
    /** Its content was kept for a while, and is no longer. */
    NO_LONGER_KEPT
}
