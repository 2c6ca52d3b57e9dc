package dev.guildline.core.internal;

import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.store.KeptAttachment;
import java.util.List;

/**
 * A journal entry as it goes out with its files.
 *
 * @param shown the entry, with a line for each file that stays behind, and without the files that go with it
 * @param files those that go with it
 * @param left those that stay behind
 */
record Freight(Message shown, List<CarriedFile> files, List<KeptAttachment> left) {
    static Freight without(Message entry) {
        return new Freight(entry, List.of(), List.of());
    }
}
