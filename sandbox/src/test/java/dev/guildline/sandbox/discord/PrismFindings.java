package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Collects what Prism objects to, less what {@code truth-check/exceptions.json} explains. */
final class PrismFindings implements Interceptor {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String HEADER = "sl-violations";

    private final List<String> unexplained = Collections.synchronizedList(new ArrayList<>());
    private final List<String> explained = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final JsonNode exceptions;

    PrismFindings(String api) throws IOException {
        exceptions = MAPPER.readTree(
                        TruthCheck.FOLDER.resolve("exceptions.json").toFile())
                .path(api);
    }

    List<String> unexplained() {
        return List.copyOf(unexplained);
    }

    List<String> explained() {
        return List.copyOf(explained);
    }

    /** Every call that went through, as method and path. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String path = chain.request().url().encodedPath();
        String call = chain.request().method() + " " + path + " " + response.code();
        requests.add(call);
        String header = response.header(HEADER);
        if (header == null) {
            return response;
        }
        if (!header.startsWith("[")) {
            unexplained.add(call + ": " + header);
            return response;
        }
        for (JsonNode violation : MAPPER.readTree(header)) {
            String where = StreamSupport.stream(violation.path("location").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining("."));
            String finding =
                    call + ": " + where + " " + violation.path("message").asText();
            (isExplained(path, where) ? explained : unexplained).add(finding);
        }
        return response;
    }

    private boolean isExplained(String path, String where) {
        for (JsonNode exception : exceptions) {
            boolean samePath = new RoutePattern(exception.path("request").asText()).matches("GET", path);
            if (samePath
                    && where.startsWith(exception.path("finding").asText())
                    && where.contains(exception.path("field").asText())) {
                return true;
            }
        }
        return false;
    }
}
