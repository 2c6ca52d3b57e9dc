package dev.guildline.adapter.discord;

import dev.guildline.core.message.CarriedFile;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.utils.FileUpload;

/** Files as they are sent to Discord: read while they are sent, and in groups of what one message can have. */
final class Uploads {
    private static final int MOST_FILES = 10;
    /** Discord takes 25 MiB in one request; the rest is for what goes around the files. */
    private static final long MOST_BYTES = 24L << 20;

    private static final int LONGEST_NAME = 200;
    private static final String SPOILER = "SPOILER_";

    private Uploads() {}

    static List<List<FileUpload>> of(List<CarriedFile> files) {
        List<List<FileUpload>> groups = new ArrayList<>();
        long bytes = 0;
        for (CarriedFile file : files) {
            boolean fits = !groups.isEmpty()
                    && groups.get(groups.size() - 1).size() < MOST_FILES
                    && bytes + file.size() <= MOST_BYTES;
            if (!fits) {
                groups.add(new ArrayList<>());
                bytes = 0;
            }
            bytes += file.size();
            groups.get(groups.size() - 1).add(FileUpload.fromStreamSupplier(name(file.name()), file.content()));
        }
        return groups;
    }

    /** The name without what Discord, or the customer's computer, would read something else in. */
    static String name(String told) {
        String plain = told.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_").strip();
        while (plain.startsWith(SPOILER)) {
            plain = plain.substring(SPOILER.length());
        }
        if (plain.length() > LONGEST_NAME) {
            int dot = plain.lastIndexOf('.');
            String ending = dot > 0 && plain.length() - dot <= 10 ? plain.substring(dot) : "";
            plain = plain.substring(
                            0, plain.offsetByCodePoints(0, Math.min(100, plain.codePointCount(0, plain.length()))))
                    + ending;
        }
        return plain.isBlank() ? "file" : plain;
    }
}
