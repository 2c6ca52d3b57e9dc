package dev.guildline.sandbox.truth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What Prism objects to, held against {@code exceptions.json}. Safe for use by several threads. */
public final class Findings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> calls = new ArrayList<>();
    private final List<String> unexplained = new ArrayList<>();
    private final List<Explained> exceptions = new ArrayList<>();
    private final Set<Explained> occurred = new HashSet<>();

    /**
     * A finding that is no fault.
     *
     * @param request path of the call; a star or a name in braces is one segment, two stars the rest
     * @param finding where the finding begins
     * @param field a part of the way to the field
     * @param seenIn the tests in which it occurs
     */
    private record Explained(Pattern request, String finding, String field, Set<String> seenIn, String text) {
        boolean explains(String path, String where) {
            return request.matcher(path).matches() && where.startsWith(finding) && where.contains(field);
        }
    }

    Findings(String api) throws IOException {
        JsonNode listed = JSON.readTree(
                        TruthTools.FOLDER.resolve("exceptions.json").toFile())
                .path(api);
        for (JsonNode exception : listed) {
            if (exception.path("reason").asText().isBlank()) {
                throw new IllegalStateException("an exception without a reason: " + exception);
            }
            Set<String> seenIn = StreamSupport.stream(exception.path("seenIn").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.toUnmodifiableSet());
            exceptions.add(new Explained(
                    pattern(exception.path("request").asText()),
                    exception.path("finding").asText(),
                    exception.path("field").asText(),
                    seenIn,
                    exception.toString()));
        }
    }

    /**
     * Every call that Prism judged.
     *
     * @return method, path and status of each, in order
     */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /**
     * Operations nobody called with success.
     *
     * @param operations methods and paths with names in braces
     * @return those missing among {@link #calls}
     */
    public synchronized List<String> notCalled(Collection<String> operations) {
        return operations.stream()
                .filter(operation -> {
                    String[] parts = operation.split(" ", 2);
                    Pattern call = Pattern.compile(parts[0] + " " + pattern(parts[1]) + " 2\\d\\d");
                    return calls.stream().noneMatch(made -> call.matcher(made).matches());
                })
                .toList();
    }

    /**
     * What no exception explains.
     *
     * @return the call and the finding
     */
    public synchronized List<String> unexplained() {
        return List.copyOf(unexplained);
    }

    /**
     * Exceptions that are no longer needed, or not where the list says.
     *
     * @param test the simple name of the test that made all the calls
     * @return what is wrong with the list
     */
    public synchronized List<String> outdatedExceptions(String test) {
        List<String> wrong = new ArrayList<>();
        for (Explained exception : exceptions) {
            boolean expected = exception.seenIn().contains(test);
            if (expected != occurred.contains(exception)) {
                wrong.add((expected ? "no longer occurs in " : "lacks in seenIn: ") + test + ": " + exception.text());
            }
        }
        return wrong;
    }

    /**
     * The findings in one answer of Prism.
     *
     * @param header the value of {@code sl-violations}
     */
    static List<JsonNode> in(String header) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        JSON.readTree(header).forEach(found::add);
        return found;
    }

    static String where(JsonNode finding) {
        return StreamSupport.stream(finding.path("location").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("."));
    }

    synchronized void judged(String method, String path, int status, String header) throws IOException {
        String call = method + " " + path + " " + status;
        calls.add(call);
        if (status >= 500) {
            unexplained.add(call + ": no answer of the server");
        }
        for (JsonNode finding : in(header)) {
            String where = where(finding);
            List<Explained> reasons =
                    exceptions.stream().filter(e -> e.explains(path, where)).toList();
            occurred.addAll(reasons);
            if (reasons.isEmpty()) {
                unexplained.add(
                        call + ": " + where + " " + finding.path("message").asText());
            }
        }
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(Arrays.stream(path.split("/", -1))
                .map(part -> part.equals("**")
                        ? ".*"
                        : part.equals("*") || part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining("/")));
    }
}
