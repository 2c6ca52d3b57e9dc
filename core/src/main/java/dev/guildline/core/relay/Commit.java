package dev.guildline.core.relay;

import dev.guildline.core.message.Message;
import java.time.Duration;
import java.util.List;

/**
 * What one commit of the journal has kept. Neighbours that were waiting at the same moment share a commit.
 *
 * @param works how many pieces of work shared it, at least 1
 * @param entries what was said
 * @param promised what is to be delivered, by whichever process makes the deliveries; what was made pending again is
 *     among it
 * @param repetitions how many events had been heard before and did nothing
 * @param took from its beginning until it was on the disk
 */
public record Commit(int works, List<Message> entries, List<Delivery> promised, int repetitions, Duration took) {}
