package dev.guildline.adapter.knowledge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes articles' files, each in one step, so that nobody reads half of one, and a crash leaves the old one or the new one. */
final class ArticleFiles {
    private ArticleFiles() {}

    /** Puts a text in the place of a file, or where there was none. */
    static void replace(Path file, String text) throws IOException {
        Path beside = written(file, text);
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Adds a file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one by now
     */
    static void add(Path file, String text) throws IOException {
        Path beside = written(file, text);
        try {
            Files.move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Names that begin with a dot are passed over by whoever reads the folder. */
    private static Path written(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path beside = file.resolveSibling("." + file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return beside;
    }
}
