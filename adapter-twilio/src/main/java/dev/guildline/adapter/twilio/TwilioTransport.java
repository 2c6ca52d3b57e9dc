package dev.guildline.adapter.twilio;

import com.twilio.constant.EnumConstants;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries the SDK's requests. Unlike the SDK's own client it has time-outs of its own choosing, repeats nothing, keeps
 * what a refusal says about waiting, tells whether a failed call can have been sent, and can carry the text
 * {@code null}. Thread-safe.
 */
final class TwilioTransport extends HttpClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    /** The largest files over slow lines. */
    private static final Duration FILE = Duration.ofMinutes(2);

    private static final String OWN_DOMAIN = ".twilio.com";

    /** Stands for the text {@code null}, which the SDK takes for an absent value. */
    private static final String WORD_NULL = "\u0000null";

    private final java.net.http.HttpClient http;
    private final @Nullable URI apiUrl;
    private final Duration answer;
    private final String authorization;

    TwilioTransport(TwilioConfig config) {
        this(config, ANSWER);
    }

    TwilioTransport(TwilioConfig config, Duration answer) {
        this.apiUrl = config.apiUrlOrNull();
        this.answer = answer;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (config.accountSid() + ":" + config.authToken()).getBytes(StandardCharsets.UTF_8));
        this.http = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** Makes a text safe to give to the SDK as a form value. */
    static String verbatim(String text) {
        return text.equals("null") ? WORD_NULL : text;
    }

    @Override
    protected boolean shouldRetry(Response response, int[] retryCodes) {
        return false;
    }

    @Override
    public Response makeRequest(Request request) {
        URI address = rewritten(URI.create(request.constructURL().toString()));
        String call = request.getMethod() + " " + address.getPath();
        HttpResponse<byte[]> response = send(call, httpRequest(request, address), BodyHandlers.ofByteArray(), answer);
        int status = response.statusCode();
        if (status < 200 || status >= 300) {
            throw refusal(call, status, response.headers(), response.body());
        }
        return new Response(new String(response.body(), StandardCharsets.UTF_8), status);
    }

    /** Sends content as the body while it is read. */
    String upload(URI address, String contentType, long size, Supplier<InputStream> content) {
        URI target = rewritten(address);
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(FILE)
                .header("Authorization", authorization)
                .header("Content-Type", contentType)
                .header("Accept", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(content), size))
                .build();
        return text("POST " + target.getPath(), request, FILE);
    }

    /** Reads what describes a file. */
    String describe(URI address) {
        URI target = rewritten(address);
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(answer)
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .GET()
                .build();
        return text("GET " + target.getPath(), request, answer);
    }

    private String text(String call, HttpRequest request, Duration limit) {
        HttpResponse<byte[]> response = send(call, request, BodyHandlers.ofByteArray(), limit);
        if (response.statusCode() < 200 || response.statusCode() >= 300) {
            throw refusal(call, response.statusCode(), response.headers(), response.body());
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Opens content by a link that needs no credentials, and must not be shown any. */
    InputStream download(URI link) {
        String call = "GET content";
        HttpResponse<InputStream> response = send(
                call, HttpRequest.newBuilder(link).timeout(answer).GET().build(), BodyHandlers.ofInputStream(), answer);
        if (response.statusCode() < 200 || response.statusCode() >= 300) {
            closed(call, response.body());
            throw refusal(call, response.statusCode(), response.headers(), new byte[0]);
        }
        return response.body();
    }

    private static void closed(String call, InputStream body) {
        try {
            body.close();
        } catch (IOException failed) {
            throw new UnansweredCall(call, true, failed);
        }
    }

    private HttpRequest httpRequest(Request request, URI address) {
        HttpRequest.Builder out =
                HttpRequest.newBuilder(address).timeout(answer).header("Accept", "application/json");
        if (request.requiresAuthentication()) {
            out.header("Authorization", request.getAuthString());
        }
        for (Map.Entry<String, List<String>> header : request.getHeaderParams().entrySet()) {
            header.getValue().forEach(value -> out.header(header.getKey(), value));
        }
        if (request.getMethod() == HttpMethod.GET) {
            return out.GET().build();
        }
        EnumConstants.ContentType type = request.getContentType();
        if (type == EnumConstants.ContentType.JSON) {
            out.header("Content-Type", type.getValue());
            return out.method(request.getMethod().toString(), BodyPublishers.ofString(request.getBody()))
                    .build();
        }
        out.header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
        return out.method(request.getMethod().toString(), BodyPublishers.ofString(form(request.getPostParams())))
                .build();
    }

    private static String form(Map<String, List<String>> parameters) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, values) -> {
            for (String value : values) {
                String text = value.equals(WORD_NULL) ? "null" : value;
                pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(text, StandardCharsets.UTF_8));
            }
        });
        return String.join("&", pairs);
    }

    /** With one base address for all products, the product's name becomes the first part of the path. */
    private URI rewritten(URI address) {
        String host = address.getHost();
        if (apiUrl == null || host == null || !host.endsWith(OWN_DOMAIN)) {
            return address;
        }
        String product = host.substring(0, host.indexOf('.'));
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return URI.create(apiUrl + "/" + product + address.getRawPath() + query);
    }

    private <T> HttpResponse<T> send(
            String call, HttpRequest request, HttpResponse.BodyHandler<T> body, Duration limit) {
        try {
            // The request's own time-out ends with the headers; the outer one covers a body that never ends.
            return http.sendAsync(request, body)
                    .get(CONNECT.plus(limit.multipliedBy(2)).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new UnansweredCall(call, maybeSent(cause), cause);
        } catch (TimeoutException tooSlow) {
            throw new UnansweredCall(call, true, tooSlow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnansweredCall(call, true, stopped);
        }
    }

    private static boolean maybeSent(Throwable failure) {
        return !(failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof UnresolvedAddressException);
    }

    private static RefusedCall refusal(String call, int status, HttpHeaders headers, byte[] body) {
        int code = 0;
        try {
            code = Json.read(new String(body, StandardCharsets.UTF_8))
                    .path("code")
                    .asInt(0);
        } catch (IOException notTwiliosOwn) {
            // Something between Twilio and us answered: the status has to do.
        }
        Duration retryAfter = headers.firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
        return new RefusedCall(call, status, code, retryAfter);
    }
}
