package dev.guildline.core.port.store;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Keeps the content of files that came with messages, because the links they came with expire. Outside of any
 * transaction, because content takes longer than a transaction should; the entry that a file belongs to is kept before.
 * What is decided first about a file stays.
 *
 * <p>Implementations are thread-safe and read content as a stream. All methods block, and throw a
 * {@link dev.guildline.core.error.PortException} if the store fails.
 */
public interface AttachmentStore {
    /**
     * Finds what is kept of a file.
     *
     * @param key which
     * @return it, empty if nothing is decided about it yet
     */
    Optional<KeptAttachment> find(AttachmentKey key);

    /**
     * Keeps a file with its content, all of it or nothing: a crash or a failing stream leaves nothing behind that is
     * found. If there is more content than may be kept, that is what is kept instead.
     *
     * @param key which
     * @param described as the sender described it
     * @param content read to its end, or to one byte more than may be kept; not closed
     * @param largest how many bytes may be kept
     * @return what is kept of it now, which is what somebody else has kept meanwhile if somebody did
     * @throws IOException what reading the content threw
     */
    KeptAttachment keep(AttachmentKey key, Attachment described, InputStream content, long largest) throws IOException;

    /**
     * Keeps that a file is not passed on.
     *
     * @param key which
     * @param described as the sender described it
     * @param why why not
     * @return what is kept of it now
     */
    KeptAttachment refuse(AttachmentKey key, Attachment described, AttachmentRefusal why);

    /**
     * Opens the content of a kept file.
     *
     * @param key which
     * @return the content from its beginning; the caller's to close
     * @throws dev.guildline.core.error.PortException.Permanent if there is none
     */
    InputStream open(AttachmentKey key);

    /**
     * Forgets the contents of all files of conversations. What else is known of them stays, with the refusal
     * {@link dev.guildline.core.message.AttachmentRefusal#NO_LONGER_KEPT}. Whoever reads one of them at this moment may
     * come to its end.
     *
     * @param conversations which
     * @return how many files had a content until now
     */
    int forget(Collection<ConversationId> conversations);

    /**
     * Makes room, a little at a time: deletes content that cannot be found any more, because it was forgotten or because
     * a crash left it behind.
     *
     * @param before only what was forgotten, or begun to be written, before this moment
     * @return how many contents were deleted; 0 if there is nothing more to do
     */
    int sweep(Instant before);
}
