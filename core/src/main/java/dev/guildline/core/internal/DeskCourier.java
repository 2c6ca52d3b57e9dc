package dev.guildline.core.internal;

import dev.guildline.core.error.Refusal;
import dev.guildline.core.message.Message;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stands where the contact center would where there is none: whoever acts through the driving ports reads the journal,
 * so all there is to do is to keep the files that customers send.
 */
final class DeskCourier implements Courier {
    private final AttachmentCopies copies;

    DeskCourier(AttachmentCopies copies) {
        this.copies = copies;
    }

    @Override
    public CompletionStage<Keep> carry(Load load) {
        Message entry = Objects.requireNonNull(load.entry());
        return copies.prepare(load, entry).thenApply(freight -> step -> copies.tellSender(step, entry, freight));
    }

    @Override
    public void failed(Step step, Load load, @Nullable Refusal reason) {
        // The journal has the entry, and the delivery shows that its files could not be kept.
    }
}
