package dev.guildline.adapter.twilio;

import com.twilio.constant.EnumConstants;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import dev.guildline.core.port.health.CallObserver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Carries the SDK's requests. Unlike the SDK's own client it has time-outs of its own choosing, repeats nothing, keeps
 * what a refusal says about waiting, tells whether a failed call can have been sent, and can carry the text
 * {@code null}. Its methods block, but never for longer than a call may take. Thread-safe.
 */
final class TwilioTransport extends HttpClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    /** The largest files over slow lines. */
    private static final Duration FILE = Duration.ofMinutes(2);

    private static final int IDLE_CONNECTIONS = 20;

    private static final String OWN_DOMAIN = ".twilio.com";
    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded; charset=UTF-8");
    private static final MediaType ANYTHING = MediaType.get("application/octet-stream");

    /** Stands for the text {@code null}, which the SDK takes for an absent value. */
    private static final String WORD_NULL = "\u0000null";

    private final OkHttpClient http;
    private final @Nullable URI apiUrl;
    private final Duration answer;
    private final String authorization;

    TwilioTransport(TwilioConfig config, CallObserver observer) {
        this(config, ANSWER, observer);
    }

    TwilioTransport(TwilioConfig config, Duration answer, CallObserver observer) {
        this.apiUrl = config.apiUrlOrNull();
        this.answer = answer;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (config.accountSid() + ":" + config.authToken()).getBytes(StandardCharsets.UTF_8));
        this.http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                .connectTimeout(CONNECT)
                .readTimeout(answer)
                .writeTimeout(answer)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .eventListener(new DepartureWatch())
                .addInterceptor(new CallMeter(observer))
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
        try (okhttp3.Response response = send(call, translated(request, address), answer)) {
            return new Response(text(call, response), response.code());
        }
    }

    /** Sends content as the body while it is read. */
    String upload(URI address, String contentType, long size, Supplier<InputStream> content) {
        URI target = rewritten(address);
        MediaType type = MediaType.parse(contentType);
        okhttp3.Request request = asOurselves(target)
                .post(OnceBody.of(type == null ? ANYTHING : type, size, content))
                .build();
        return text("POST " + target.getPath(), request, FILE);
    }

    /** Reads what describes a file. */
    String describe(URI address) {
        URI target = rewritten(address);
        return text("GET " + target.getPath(), asOurselves(target).build(), answer);
    }

    /** Opens content by a link that needs no credentials, and must not be shown any. */
    InputStream download(URI link) {
        okhttp3.Request request =
                new okhttp3.Request.Builder().url(link.toString()).build();
        return send("GET content", request, FILE).body().byteStream();
    }

    /** Ends what is still under way; those calls fail as unanswered. */
    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }

    private okhttp3.Request.Builder asOurselves(URI target) {
        return new okhttp3.Request.Builder()
                .url(target.toString())
                .header("Authorization", authorization)
                .header("Accept", "application/json");
    }

    private static okhttp3.Request translated(Request request, URI address) {
        okhttp3.Request.Builder out =
                new okhttp3.Request.Builder().url(address.toString()).header("Accept", "application/json");
        if (request.requiresAuthentication()) {
            out.header("Authorization", request.getAuthString());
        }
        request.getHeaderParams().forEach((name, values) -> values.forEach(value -> out.addHeader(name, value)));
        return out.method(request.getMethod().toString(), body(request)).build();
    }

    private static @Nullable RequestBody body(Request request) {
        if (request.getMethod() == HttpMethod.GET) {
            return null;
        }
        EnumConstants.ContentType type = request.getContentType();
        if (type == EnumConstants.ContentType.JSON) {
            return OnceBody.of(MediaType.get(type.getValue()), request.getBody());
        }
        return OnceBody.of(FORM, form(request.getPostParams()));
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

    private String text(String call, okhttp3.Request request, Duration limit) {
        try (okhttp3.Response response = send(call, request, limit)) {
            return text(call, response);
        }
    }

    private static String text(String call, okhttp3.Response response) {
        try {
            return response.body().string();
        } catch (IOException brokenOff) {
            throw new UnansweredCall(call, true, brokenOff);
        }
    }

    /** A refusal is one even if what it says breaks off. */
    private static @Nullable String textIfPossible(okhttp3.Response response) {
        try {
            return response.body().string();
        } catch (IOException brokenOff) {
            return null;
        }
    }

    /**
     * @param limit how long the whole call may take, the reading of the answer's body included
     * @return an answer that says yes, to be closed by the caller
     */
    private okhttp3.Response send(String name, okhttp3.Request request, Duration limit) {
        DepartureWatch.Departure departure = new DepartureWatch.Departure();
        Call call = http.newCall(request.newBuilder()
                .tag(DepartureWatch.Departure.class, departure)
                .build());
        call.timeout().timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        okhttp3.Response response;
        try {
            response = call.execute();
        } catch (IOException failed) {
            throw new UnansweredCall(name, departure.hasBegun(), failed);
        }
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
            throw refusal(name, response);
        }
    }

    /** What it says is looked into only for Twilio's code: something between Twilio and us may have answered. */
    private static RefusedCall refusal(String call, okhttp3.Response response) {
        int code = Json.readIfPossible(textIfPossible(response)).path("code").asInt(0);
        String wait = response.header("Retry-After");
        Duration retryAfter =
                wait != null && wait.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(wait)) : null;
        return new RefusedCall(call, response.code(), code, retryAfter);
    }
}
