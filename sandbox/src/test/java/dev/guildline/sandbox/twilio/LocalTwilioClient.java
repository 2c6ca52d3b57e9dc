package dev.guildline.sandbox.twilio;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** The real SDK with its hosts rewritten to one base URL, as an application does it; nothing is repeated by itself. */
final class LocalTwilioClient extends NetworkHttpClient {
    private static final Pattern HOST = Pattern.compile("https://([a-z-]+)(?:\\.[a-z0-9]+)?\\.twilio\\.com(/.*)?");

    private final UnaryOperator<String> baseOfProduct;
    private final BiConsumer<Request, Response> observer;

    private LocalTwilioClient(UnaryOperator<String> baseOfProduct, BiConsumer<Request, Response> observer) {
        super(HttpClientBuilder.create().disableAutomaticRetries());
        this.baseOfProduct = baseOfProduct;
        this.observer = observer;
    }

    static TwilioRestClient of(TwilioSandbox sandbox) {
        return of(sandbox, sandbox.authToken());
    }

    static TwilioRestClient of(TwilioSandbox sandbox, String authToken) {
        return of(sandbox, authToken, product -> sandbox.url() + "/" + product, (request, response) -> {});
    }

    /** A client with its own idea of where a product is, whose every answer somebody looks at. */
    static TwilioRestClient of(
            TwilioSandbox sandbox,
            String authToken,
            UnaryOperator<String> baseOfProduct,
            BiConsumer<Request, Response> observer) {
        return new TwilioRestClient.Builder(sandbox.accountSid(), authToken)
                .httpClient(new LocalTwilioClient(baseOfProduct, observer))
                .build();
    }

    @Override
    public Response makeRequest(Request request) {
        Matcher host = HOST.matcher(request.getUrl());
        if (!host.matches()) {
            throw new IllegalArgumentException("not a Twilio host: " + request.getUrl());
        }
        String path = host.group(2) == null ? "" : host.group(2);
        Request rewritten = new Request(request.getMethod(), baseOfProduct.apply(host.group(1)) + path);
        request.getQueryParams()
                .forEach((name, values) -> values.forEach(value -> rewritten.addQueryParam(name, value)));
        request.getPostParams().forEach((name, values) -> values.forEach(value -> rewritten.addPostParam(name, value)));
        request.getHeaderParams()
                .forEach((name, values) -> values.forEach(value -> rewritten.addHeaderParam(name, value)));
        if (request.getContentType() != null) {
            rewritten.setContentType(request.getContentType());
        }
        if (request.getBody() != null) {
            rewritten.setBody(request.getBody());
        }
        rewritten.setAuth(request.getUsername(), request.getPassword());
        Response response = super.makeRequest(rewritten);
        observer.accept(rewritten, response);
        return response;
    }

    @Override
    protected boolean shouldRetry(Response response, int[] retryCodes) {
        return false;
    }
}
