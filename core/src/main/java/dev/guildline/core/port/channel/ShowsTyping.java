package dev.guildline.core.port.channel;

import dev.guildline.core.id.ChannelAddress;

/** A chat channel that can show that somebody is writing. */
public interface ShowsTyping {
    /**
     * Shows it for a few seconds. Must not block and never fails: it is a courtesy.
     *
     * @param address to whom
     */
    void showTyping(ChannelAddress address);
}
