package dev.guildline.core.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which files are passed on between customers and agents.
 *
 * @param largest the most bytes that a file may have
 * @param most how many files of one message are passed on
 * @param types the media types that are passed on, as in {@code image/png} or {@code image/*}; {@code *}{@code /*} for
 *     all
 */
public record AttachmentPolicy(long largest, int most, List<String> types) {
    /**
     * Up to ten files of 10 MiB each: pictures, sound, video, plain text, PDF, JSON and ZIP. Types that a browser would
     * run are not among them.
     */
    public static final AttachmentPolicy DEFAULT = new AttachmentPolicy(
            10L << 20,
            10,
            List.of(
                    "image/png",
                    "image/jpeg",
                    "image/gif",
                    "image/webp",
                    "image/heic",
                    "audio/*",
                    "video/*",
                    "text/plain",
                    "text/csv",
                    "application/pdf",
                    "application/json",
                    "application/zip"));

    /**
     * Keeps the types in lower case.
     *
     * @throws IllegalArgumentException naming what cannot be
     */
    public AttachmentPolicy {
        if (largest < 1) {
            throw new IllegalArgumentException("largest: a file has at least one byte, not " + largest);
        }
        if (most < 0) {
            throw new IllegalArgumentException("most: must not be negative, it is " + most);
        }
        types = types.stream()
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (String type : types) {
            if (!type.matches("[^/\\s;]+/[^/\\s;]+")) {
                throw new IllegalArgumentException("types: '" + type + "' is no media type; write it like image/png");
            }
        }
    }

    /**
     * Why a file is not passed on, as far as can be told before it is fetched.
     *
     * @param file the file as the sender described it
     * @param place which of the message's files, from 0 on
     * @return the reason, empty if nothing speaks against it
     */
    public Optional<AttachmentRefusal> against(Attachment file, int place) {
        if (place >= most) {
            return Optional.of(AttachmentRefusal.TOO_MANY);
        }
        if (!allows(file.contentType())) {
            return Optional.of(AttachmentRefusal.TYPE_NOT_ALLOWED);
        }
        return file.size() > largest ? Optional.of(AttachmentRefusal.TOO_LARGE) : Optional.empty();
    }

    private boolean allows(String contentType) {
        String plain = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        String family = plain.split("/", 2)[0] + "/*";
        return types.contains(plain) || types.contains(family) || types.contains("*/*");
    }
}
