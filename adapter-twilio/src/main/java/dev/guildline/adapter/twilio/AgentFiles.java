package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.guildline.core.message.Attachment;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Files that agents send. The webhook names them, and that is all that is needed to take the message; they are fetched
 * when it is delivered.
 */
final class AgentFiles {
    private static final Logger LOG = System.getLogger(AgentFiles.class.getName());

    private final FlexDiscovery discovery;

    AgentFiles(FlexDiscovery discovery) {
        this.discovery = discovery;
    }

    /**
     * What came with a message.
     *
     * @param attachments files that can be fetched
     * @param missing names of files that cannot
     */
    record Files(List<Attachment> attachments, List<String> missing) {
        static final Files NONE = new Files(List.of(), List.of());

        /** The text, with a line for each file that cannot be fetched: the customer should know that there was one. */
        String with(String text) {
            StringBuilder all = new StringBuilder(text);
            for (String name : missing) {
                all.append(all.isEmpty() ? "" : "\n").append("\uD83D\uDCCE ").append(name);
            }
            return all.toString();
        }
    }

    /** Finds the files of a webhook's {@code Media}, without a call; always completes. */
    CompletableFuture<Files> of(JsonNode media) {
        if (!media.isArray() || media.isEmpty()) {
            return CompletableFuture.completedFuture(Files.NONE);
        }
        return discovery
                .sids()
                .thenApply(sids -> {
                    List<Attachment> attachments = new ArrayList<>();
                    List<String> missing = new ArrayList<>();
                    for (JsonNode item : media) {
                        String sid = item.path("Sid").asText("");
                        if (MediaService.isMedia(sid)) {
                            attachments.add(new Attachment(
                                    name(item),
                                    item.path("ContentType").asText("application/octet-stream"),
                                    item.path("Size").asLong(0),
                                    MediaService.address(sids, sid)));
                        } else {
                            missing.add(name(item));
                        }
                    }
                    return new Files(List.copyOf(attachments), List.copyOf(missing));
                })
                .exceptionally(failure -> {
                    LOG.log(Level.WARNING, "an agent''s file cannot be named: {0}", failure.getMessage());
                    List<String> missing = new ArrayList<>();
                    media.forEach(item -> missing.add(name(item)));
                    return new Files(List.of(), missing);
                });
    }

    private static String name(JsonNode item) {
        String name = item.path("Filename").asText("");
        return name.isBlank() ? "file" : name;
    }
}
