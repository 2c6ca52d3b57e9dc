package dev.guildline.core.simulation;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.memory.InMemoryAttachments;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.message.AttachmentRefusal;
import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.KeptAttachment;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files: where people put them, where they are fetched, and where copies are kept. Outlives every process. */
final class SimulatedFiles {
    static final int LARGEST = 40;
    static final int MOST = 2;
    static final AttachmentPolicy POLICY = new AttachmentPolicy(LARGEST, MOST, List.of("image/*", "text/plain"));
    private static final String FORBIDDEN = "application/x-program";

    private final World world;
    private final AttachmentStore real = new InMemoryAttachments();
    private final Set<String> troubled = new HashSet<>();
    private int files;

    SimulatedFiles(World world) {
        this.world = world;
    }

    /** What somebody sends along, often nothing. */
    List<Attachment> some(Chance chance) {
        List<Attachment> some = new ArrayList<>();
        if (world.features().files() && chance.percent(40)) {
            for (int count = chance.percent(80) ? 1 : chance.between(2, 4); count > 0; count--) {
                String name = "file-" + ++files + (chance.percent(15) ? "-long".repeat(10) : "") + ".txt";
                String type = chance.percent(15) ? FORBIDDEN : chance.percent(50) ? "image/png" : "text/plain";
                // Not everybody tells the truth about the size.
                long size = chance.percent(50) ? content(name).length : 1;
                some.add(new Attachment(name, type, size, URI.create("sim:/" + name)));
            }
        }
        return some;
    }

    static byte[] content(String name) {
        return ("in " + name).getBytes(StandardCharsets.UTF_8);
    }

    /** Why a file must stay behind, empty if nothing is against it. */
    static Optional<AttachmentRefusal> against(Attachment file, int place) {
        if (place >= MOST) {
            return Optional.of(AttachmentRefusal.TOO_MANY);
        } else if (file.contentType().equals(FORBIDDEN)) {
            return Optional.of(AttachmentRefusal.TYPE_NOT_ALLOWED);
        }
        return content(file.name()).length > LARGEST ? Optional.of(AttachmentRefusal.TOO_LARGE) : Optional.empty();
    }

    /** Whether there ever was trouble with a file: without, it cannot be missing. */
    boolean hadTrouble(String name) {
        return troubled.contains(name);
    }

    InputStream fetch(SimulatedProcess process, Attachment file) {
        trouble(process, file.name());
        InputStream content = new ByteArrayInputStream(content(file.name()));
        return world.faults().strikesFile() ? new Breaking(content, file.name()) : content;
    }

    private void trouble(SimulatedProcess process, String name) {
        if (!process.isAlive() || world.faults().crashesNow()) {
            if (process.isAlive()) {
                world.kill(process);
            }
            throw new Killed();
        }
        if (world.faults().strikesFile()) {
            troubled.add(name);
            PortException failure = world.faults().ofFile();
            world.trace().note("trouble with %s: %s", name, failure);
            throw failure;
        }
    }

    /** Content that is cut off. */
    private final class Breaking extends FilterInputStream {
        private final String name;

        Breaking(InputStream content, String name) {
            super(content);
            this.name = name;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            troubled.add(name);
            world.trace().note("cut off: %s", name);
            throw new IOException("cut off");
        }
    }

    /** Where copies are kept, as a process reaches it. */
    AttachmentStore keptBy(SimulatedProcess process) {
        return new AttachmentStore() {
            @Override
            public Optional<KeptAttachment> find(AttachmentKey key) {
                return real.find(key);
            }

            @Override
            public KeptAttachment keep(AttachmentKey key, Attachment described, InputStream content, long largest)
                    throws IOException {
                trouble(process, described.name());
                KeptAttachment kept = real.keep(key, described, content, largest);
                if (world.faults().strikesFile()) {
                    troubled.add(described.name());
                    throw new PortException.OutcomeUnknown("lost while keeping", null);
                }
                return kept;
            }

            @Override
            public KeptAttachment refuse(AttachmentKey key, Attachment described, AttachmentRefusal why) {
                if (world.faults().strikesFile()) {
                    throw new PortException.Retryable("the store is away", null);
                }
                return real.refuse(key, described, why);
            }

            @Override
            public InputStream open(AttachmentKey key) {
                return real.open(key);
            }

            @Override
            public int forget(Collection<ConversationId> conversations) {
                return real.forget(conversations);
            }

            @Override
            public int sweep(Instant before) {
                return real.sweep(before);
            }
        };
    }
}
