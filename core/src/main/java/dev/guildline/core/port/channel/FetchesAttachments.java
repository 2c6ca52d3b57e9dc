package dev.guildline.core.port.channel;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A chat channel that gives out the files which customers send. */
public interface FetchesAttachments {
    /**
     * Opens a file where it was sent. Called on a thread that may block, some time after the message came: a link that
     * has expired is to be renewed where that can be done. Fetches from the far side's own hosts only, whatever the
     * location says.
     *
     * @param file the file as it came
     * @param messageOrNull what the far side calls the message that it came with; null if that is not known
     * @param customer where the customer is written to now
     * @return the content; the caller's to close
     * @throws dev.guildline.core.error.PortException {@code Permanent} if it is not there or must not be fetched,
     *     otherwise it is fetched again
     */
    InputStream fetch(Attachment file, @Nullable ExternalRef messageOrNull, ChannelAddress customer);
}
