package dev.guildline.sandbox.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server behind Prism: clients talk to {@link #url()}, Prism judges each call, the server given by {@link #forwardTo}
 * answers. What the description does not speak of at all (another product of Twilio) goes straight to the server.
 */
public final class CheckedApi implements AutoCloseable {
    private static final String HEADER = "sl-violations";

    private final ApiDescription description;
    private final Findings findings;
    private final AtomicReference<String> server = new AtomicReference<>();
    private final HttpRelay back;
    private final PrismProxy prism;
    private final HttpRelay front;

    private CheckedApi(ApiDescription description, Path folder) throws Exception {
        this.description = description;
        this.findings = new Findings(description.api());
        this.back = HttpRelay.start(path -> server.get() + path, response -> {});
        Path file = folder.resolve(description.api() + ".json");
        description.writeTo(file);
        try {
            this.prism = PrismProxy.start(file, back.url());
        } catch (Exception e) {
            back.close();
            throw e;
        }
        this.front = HttpRelay.start(this::target, this::judged);
    }

    /**
     * Starts Prism with its two neighbours.
     *
     * @param description what to judge by
     * @param folder where to put the description for Prism
     * @return to be closed
     * @throws Exception if Prism does not start
     */
    public static CheckedApi start(ApiDescription description, Path folder) throws Exception {
        return new CheckedApi(description, folder);
    }

    /**
     * Where clients go.
     *
     * @return the base address, as {@link #forwardTo} takes it
     */
    public String url() {
        return front.url() + description.basePath();
    }

    /**
     * Says who answers from now on.
     *
     * @param url its base address
     * @return {@link #url()}
     */
    public String forwardTo(String url) {
        server.set(url);
        return url();
    }

    /**
     * What Prism found so far, warming up left out.
     *
     * @return grows with every call
     */
    public Findings findings() {
        return findings;
    }

    /**
     * Makes Prism compile the schemas of every operation, which takes it seconds each, by calls that never reach the
     * server and are answered with nonsense.
     *
     * @return the operations whose nonsense Prism accepted: what it would find nothing in
     * @throws IOException if Prism does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public List<String> warmUp() throws IOException, InterruptedException {
        List<String> blind = new ArrayList<>();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (ApiDescription.Operation operation : description.operations()) {
            for (Map.Entry<Integer, Boolean> answer : operation.answers().entrySet()) {
                HttpResponse<Void> response =
                        client.send(nonsense(operation, answer.getKey()), BodyHandlers.discarding());
                List<String> found = places(response);
                String call = operation.method() + " " + operation.path() + " " + answer.getKey();
                if (answer.getValue() && found.stream().noneMatch(place -> place.startsWith("response.body"))) {
                    blind.add(call + " response");
                }
                if (operation.contentType().equals("application/json")
                        && found.stream().noneMatch(place -> place.startsWith("request.body"))) {
                    blind.add(call + " request");
                }
            }
        }
        return blind;
    }

    private HttpRequest nonsense(ApiDescription.Operation operation, int status) {
        String path = operation.path().replaceAll("\\{[^}]+}", "1");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(prism.url() + path))
                .timeout(HttpRelay.PATIENT)
                .header(HttpRelay.NONSENSE_HEADER, Integer.toString(status));
        if (operation.contentType().isEmpty()) {
            return request.method(operation.method(), BodyPublishers.noBody()).build();
        }
        boolean json = operation.contentType().equals("application/json");
        return request.header("Content-Type", operation.contentType())
                .method(operation.method(), BodyPublishers.ofString(json ? "[\"nonsense\"]" : "Nonsense=1"))
                .build();
    }

    private static List<String> places(HttpResponse<?> response) throws IOException {
        List<String> places = new ArrayList<>();
        for (JsonNode finding :
                Findings.in(response.headers().firstValue(HEADER).orElse("[]"))) {
            places.add(Findings.where(finding));
        }
        return places;
    }

    private String target(String path) {
        String within = path.substring(description.basePath().length());
        return (description.speaksOf(within) ? prism.url() : server.get()) + within;
    }

    private void judged(HttpResponse<byte[]> response) throws IOException {
        URI uri = response.uri();
        if (uri.toString().startsWith(prism.url() + "/")) {
            String header = response.headers().firstValue(HEADER).orElse("[]");
            findings.judged(response.request().method(), uri.getPath(), response.statusCode(), header);
        }
    }

    @Override
    public void close() throws InterruptedException {
        front.close();
        prism.close();
        back.close();
    }
}
