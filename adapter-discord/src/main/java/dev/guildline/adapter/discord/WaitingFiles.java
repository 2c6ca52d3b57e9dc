package dev.guildline.adapter.discord;

import dev.guildline.core.message.Attachment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files that came with a command whose words are still being filled in. Thread-safe. */
final class WaitingFiles {
    private static final int KEPT = 1_000;

    private final Map<String, List<Attachment>> byForm = new LinkedHashMap<>();

    synchronized void keep(String form, List<Attachment> files) {
        if (files.isEmpty()) {
            return;
        }
        byForm.put(form, files);
        if (byForm.size() > KEPT) {
            byForm.remove(byForm.keySet().iterator().next());
        }
    }

    synchronized List<Attachment> take(String form) {
        List<Attachment> files = byForm.remove(form);
        return files == null ? List.of() : files;
    }
}
