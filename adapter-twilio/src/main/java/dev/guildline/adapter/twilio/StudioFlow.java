package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The Studio flow that is shipped: a definition with three places to fill. */
final class StudioFlow {
    /** The name by which the flow is found again. */
    static final String NAME = "Guildline";

    private static final String RESOURCE = "guildline-flow.json";

    private StudioFlow() {}

    /**
     * The definition for an installation.
     *
     * @param publicUrl where Studio reaches the webhooks
     * @param workflow the workflow that tasks enter by, {@code WW…}
     * @param taskChannel the task channel {@code chat}, {@code TC…}
     */
    static JsonNode definition(URI publicUrl, String workflow, String taskChannel) {
        String text = template()
                .replace("@PUBLIC_URL@", publicUrl.toString())
                .replace("@WORKFLOW_SID@", workflow)
                .replace("@TASK_CHANNEL_SID@", taskChannel);
        try {
            return Json.read(text);
        } catch (IOException broken) {
            throw new IllegalStateException("the shipped Studio flow is not JSON", broken);
        }
    }

    private static String template() {
        try (InputStream in = StudioFlow.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the shipped Studio flow is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the shipped Studio flow cannot be read", unreadable);
        }
    }
}
