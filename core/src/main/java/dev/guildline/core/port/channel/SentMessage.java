package dev.guildline.core.port.channel;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Message;

/**
 * A message that a customer has, and that is about to be changed.
 *
 * @param delivery names the promise to change it; the same on every repetition
 * @param to where it is
 * @param name what the channel calls it
 * @param message what it says now
 * @param doubtful an earlier attempt to change it may have succeeded
 */
public record SentMessage(
        DeliveryId delivery, ChannelAddress to, ExternalRef name, Message message, boolean doubtful) {}
