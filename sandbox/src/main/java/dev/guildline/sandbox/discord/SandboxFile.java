package dev.guildline.sandbox.discord;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file a person picks to upload.
 *
 * @param name file name
 * @param contentType media type, for example {@code image/png}
 * @param bytes the content; do not change it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // equality is written out below
public record SandboxFile(String name, String contentType, byte[] bytes) {
    public SandboxFile {
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("name must be a plain file name, not \"" + name + "\"");
        }
    }

    /**
     * A text file.
     *
     * @param name file name
     * @param text its content
     * @return the file
     */
    public static SandboxFile text(String name, String text) {
        return new SandboxFile(name, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SandboxFile file
                && file.name.equals(name)
                && file.contentType.equals(contentType)
                && Arrays.equals(file.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SandboxFile[" + name + ", " + bytes.length + " bytes]";
    }
}
