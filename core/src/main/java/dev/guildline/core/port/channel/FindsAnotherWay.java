package dev.guildline.core.port.channel;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.participant.Customer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A chat channel that may know another way to a customer who takes no messages where they were written to: a private
 * place that begins where they were last met in public, for example.
 */
public interface FindsAnotherWay {
    /**
     * Finds or opens another way. Called after {@link ChatChannel#send} failed because the customer is unreachable, and
     * before anything else is sent in that conversation. Must not block. Asked again for the same customer, as happens
     * after a crash, it finds what it opened before.
     *
     * @param customer who, with the address that does not take messages
     * @return completes with where the customer can be written to from now on, empty if there is no other way;
     *     exceptionally with a {@link dev.guildline.core.error.PortException}, and then it is asked again
     */
    CompletionStage<Optional<ChannelAddress>> anotherWay(Customer customer);
}
