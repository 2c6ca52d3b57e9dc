package dev.guildline.core.simulation;

import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Side;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files arrive once, whole and with their message, or both sides read why not. */
final class FileChecks {
    private final World world;
    /** What stayed behind, by delivery. */
    private final Map<Long, List<String>> left = new HashMap<>();

    private final Set<String> told = new HashSet<>();
    /** Whose sender hears of it, and of those nobody does. */
    private final Map<Talk.Item, Boolean> delivered = new HashMap<>();

    FileChecks(World world) {
        this.world = world;
    }

    /** A far side shows an entry. */
    void arrived(long delivery, Message shown, List<CarriedFile> carried) {
        Talk.Item item = world.checker().kept().item(delivery);
        if (item == null || item.sequence() == 0) {
            return;
        }
        Message entry = item.talk().said().get((int) item.sequence() - 1).entry();
        if (entry.attachments().isEmpty() || entry.author().kind() == AuthorKind.SYSTEM) {
            check(carried.isEmpty(), "files that nobody sent", shown);
            return;
        }
        List<String> stayed = new ArrayList<>();
        for (int place = 0; place < entry.attachments().size(); place++) {
            Attachment file = entry.attachments().get(place);
            boolean isThere = false;
            for (CarriedFile one : carried) {
                if (one.key().place() == place) {
                    check(!isThere, "twice: " + file.name(), shown);
                    isThere = true;
                    check(isWhole(one, file), "not as it was sent: " + file.name(), shown);
                }
            }
            check(
                    isThere != Notices.says(shown, Notices.FILE_LEFT, file.name()),
                    "both or neither: " + file.name(),
                    shown);
            if (!isThere) {
                stayed.add(file.name());
            }
            justified(item, file, place, isThere, shown);
        }
        check(carried.size() + stayed.size() == entry.attachments().size(), "more than was sent", shown);
        left.put(delivery, stayed);
    }

    private void justified(Talk.Item item, Attachment file, int place, boolean isThere, Message shown) {
        Optional<AttachmentRefusal> against = SimulatedFiles.against(file, place);
        if (isThere) {
            check(against.isEmpty(), "although " + against + ": " + file.name(), shown);
        } else if (against.isEmpty()) {
            boolean accepted = !item.calledInvalid;
            check(!accepted || world.files().hadTrouble(file.name()), "left behind for nothing: " + file.name(), shown);
        }
    }

    private static boolean isWhole(CarriedFile carried, Attachment sent) {
        try (InputStream content = carried.content().get()) {
            return carried.name().equals(sent.name())
                    && Arrays.equals(content.readAllBytes(), SimulatedFiles.content(sent.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An entry is kept: it may tell a sender of a file that stayed behind. */
    void appended(Message entry) {
        Optional<String> file = Notices.fileNotPassedOn(entry);
        file.ifPresent(name -> check(told.add(name), "told twice of " + name, entry));
    }

    /** A delivery has come to its end. */
    void settled(Talk.Item item) {
        if (item.now().state() == DeliveryState.DELIVERED
                && left.containsKey(item.now().id().value())) {
            boolean hears = item.talk().now().isOpen()
                    && (item.now().side() == Side.CONTACT_CENTER
                            || world.center() != null && item.talk().now().contactInformed());
            delivered.put(item, hears);
        }
    }

    /** Called at the end of each commit: whoever sent it knows what stayed behind. */
    void committed() {
        delivered.forEach((item, hears) -> {
            for (String name : left.get(item.now().id().value())) {
                // Once it had to go without its files, a repetition does not know whether it went so.
                if (told.contains(name) != hears && !item.calledInvalid) {
                    world.checker()
                            .broken(
                                    Rule.FILES,
                                    (hears ? "its sender is not told of " : "told for nothing of ") + name + ", in "
                                            + item.talk());
                }
            }
        });
        delivered.clear();
    }

    private void check(boolean holds, String what, Message where) {
        if (!holds) {
            world.checker().broken(Rule.FILES, what + ": entry " + where.id());
        }
    }
}
