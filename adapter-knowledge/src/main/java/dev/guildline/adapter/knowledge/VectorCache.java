package dev.guildline.adapter.knowledge;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of one model known so far, by the SHA-256 of their text, so that a text is embedded once in its life.
 * They are kept in a file as well, if it can be written: a file that is broken, of another version or of another model
 * is used as far as it is good and begun anew from there. Not thread-safe.
 */
final class VectorCache implements AutoCloseable {
    private static final Logger LOG = System.getLogger(VectorCache.class.getName());
    private static final String FORMAT = "guildline vectors 2 ";
    private static final int KEY = 32;
    private static final int CHECK = Integer.BYTES;

    private final Map<ByteBuffer, PackedVector> vectors = new HashMap<>();
    private final byte[] head;
    private final int dimensions;
    private @Nullable FileChannel file;

    private VectorCache(String model, int dimensions) {
        this.head = (FORMAT + model + " " + dimensions + "\n").getBytes(StandardCharsets.UTF_8);
        this.dimensions = dimensions;
    }

    /** Opens the cache of a model; without a folder, and where the file cannot be used, it lives in memory alone. */
    static VectorCache open(@Nullable Path folder, String model, int dimensions) {
        VectorCache cache = new VectorCache(model, dimensions);
        if (folder != null) {
            Path path = folder.resolve("vectors-" + model + ".bin");
            try {
                Files.createDirectories(folder);
                cache.use(FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
            } catch (IOException | UnsupportedOperationException e) {
                LOG.log(Level.WARNING, "{0} cannot be used: vectors are computed anew at every start: {1}", path, e);
            }
        }
        return cache;
    }

    private void use(FileChannel channel) throws IOException {
        boolean ours = false;
        try {
            long good = read(channel);
            ours = locked(channel);
            if (ours) {
                if (good == 0) {
                    channel.truncate(0);
                    write(channel, ByteBuffer.wrap(head));
                } else {
                    channel.truncate(good);
                }
                channel.position(channel.size());
                file = channel;
            }
        } finally {
            if (!ours) {
                channel.close();
            }
        }
    }

    /** Two writers would spoil the file for each other. The second one goes without. */
    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Reads what can be read; returns up to where the file is good, 0 if it is another's. */
    @SuppressWarnings("resource") // The channel goes on being used.
    private long read(FileChannel channel) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
        byte[] begin = in.readNBytes(head.length);
        if (!MessageDigest.isEqual(begin, head)) {
            return 0;
        }
        long good = head.length;
        byte[] entry = new byte[KEY + PackedVector.size(dimensions) + CHECK];
        while (true) {
            try {
                in.readFully(entry);
            } catch (EOFException e) {
                return good;
            }
            ByteBuffer buffer = ByteBuffer.wrap(entry);
            if (buffer.getInt(entry.length - CHECK) != check(entry)) {
                return good;
            }
            byte[] key = new byte[KEY];
            buffer.get(key);
            vectors.put(ByteBuffer.wrap(key), PackedVector.read(buffer, dimensions));
            good += entry.length;
        }
    }

    private static int check(byte[] entry) {
        CRC32 crc = new CRC32();
        crc.update(entry, 0, entry.length - CHECK);
        return (int) crc.getValue();
    }

    /** The vector of a text, null if it is not known. */
    @Nullable
    PackedVector find(String text) {
        return vectors.get(key(text));
    }

    void put(String text, PackedVector vector) {
        ByteBuffer key = key(text);
        vectors.put(key, vector);
        append(key, vector);
    }

    private void append(ByteBuffer key, PackedVector vector) {
        FileChannel open = file;
        if (open == null) {
            return;
        }
        ByteBuffer entry = ByteBuffer.allocate(KEY + PackedVector.size(dimensions) + CHECK);
        entry.put(key.duplicate());
        vector.write(entry);
        entry.putInt(entry.capacity() - CHECK, check(entry.array()));
        try {
            write(open, entry.rewind());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the file of vectors cannot be written any more", e);
            close();
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Forgets the vectors of all other texts, once they are more than those that are used. */
    void keepOnly(Set<String> texts) {
        Set<ByteBuffer> used = texts.stream().map(VectorCache::key).collect(Collectors.toSet());
        if (vectors.size() <= 2 * used.size()) {
            return;
        }
        vectors.keySet().retainAll(used);
        FileChannel open = file;
        if (open != null) {
            try {
                open.truncate(head.length);
                open.position(head.length);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the file of vectors cannot be shortened", e);
            }
            vectors.forEach(this::append);
        }
    }

    /** How many are known. */
    int size() {
        return vectors.size();
    }

    private static ByteBuffer key(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        FileChannel open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "the file of vectors did not close in order", e);
            }
        }
    }
}
