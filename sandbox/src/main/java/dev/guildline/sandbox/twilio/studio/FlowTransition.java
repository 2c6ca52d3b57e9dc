package dev.guildline.sandbox.twilio.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way out of a state: on an event, for a split under conditions, to another state or to the end. */
record FlowTransition(String event, @Nullable String next, List<JsonNode> conditions) {}
