package dev.guildline.sandbox.discord;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Links to files on the CDN: signed, and good for a day. Whoever wants one later has to ask for the message again. */
final class FileLinks {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int HEXADECIMAL = 16;

    private FileLinks() {}

    static String of(World world, StoredFile file) {
        Instant now = world.now();
        String expires = Long.toHexString(now.plus(LIFE).getEpochSecond());
        return world.rootUrl() + file.path() + "?ex=" + expires + "&is=" + Long.toHexString(now.getEpochSecond())
                + "&hm=" + signature(file, expires) + "&";
    }

    static boolean isGood(World world, StoredFile file, @Nullable String expires, @Nullable String signature) {
        if (expires == null
                || !expires.matches("[0-9a-f]{1,12}")
                || !signature(file, expires).equals(signature)) {
            return false;
        }
        return world.now().isBefore(Instant.ofEpochSecond(Long.parseLong(expires, HEXADECIMAL)));
    }

    private static String signature(StoredFile file, String expires) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((file.id() + " " + expires).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
