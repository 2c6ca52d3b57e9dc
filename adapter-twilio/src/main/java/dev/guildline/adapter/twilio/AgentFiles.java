package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import dev.guildline.core.message.Attachment;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Files that agents send. The webhook names them; where they can be fetched has to be asked for, one call each. The
 * address is meant for a short time: who delivers the message should fetch it at once.
 */
final class AgentFiles {
    private static final Logger LOG = System.getLogger(AgentFiles.class.getName());
    private static final String MEDIA = "https://mcs.us1.twilio.com/v1/Services/";

    private final TwilioCalls calls;
    private final FlexDiscovery discovery;

    AgentFiles(TwilioCalls calls, FlexDiscovery discovery) {
        this.calls = calls;
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

    /** Finds the files of a webhook's {@code Media}; always completes. */
    CompletableFuture<Files> of(JsonNode media) {
        if (!media.isArray() || media.isEmpty()) {
            return CompletableFuture.completedFuture(Files.NONE);
        }
        return discovery
                .sids()
                .thenCompose(sids -> calls.make(client -> {
                    List<Attachment> attachments = new ArrayList<>();
                    List<String> missing = new ArrayList<>();
                    for (JsonNode item : media) {
                        String sid = item.path("Sid").asText("");
                        URI location = location(client.request(
                                        new Request(HttpMethod.GET, MEDIA + sids.chatService() + "/Media/" + sid))
                                .getContent());
                        if (location == null) {
                            missing.add(name(item));
                        } else {
                            attachments.add(new Attachment(
                                    name(item),
                                    item.path("ContentType").asText("application/octet-stream"),
                                    item.path("Size").asLong(0),
                                    location));
                        }
                    }
                    return new Files(List.copyOf(attachments), List.copyOf(missing));
                }))
                .exceptionally(failure -> {
                    LOG.log(Level.WARNING, "an agent''s file cannot be fetched: {0}", failure.getMessage());
                    List<String> missing = new ArrayList<>();
                    media.forEach(item -> missing.add(name(item)));
                    return new Files(List.of(), missing);
                });
    }

    private static @Nullable URI location(String answer) {
        String link = Json.readIfPossible(answer)
                .path("links")
                .path("content_direct_temporary")
                .asText("");
        try {
            URI location = URI.create(link);
            return location.isAbsolute() ? location : null;
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static String name(JsonNode item) {
        String name = item.path("Filename").asText("");
        return name.isBlank() ? "file" : name;
    }
}
