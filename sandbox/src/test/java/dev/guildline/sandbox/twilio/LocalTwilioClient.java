package dev.guildline.sandbox.twilio;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real SDK with its hosts rewritten to one base URL, as an application does it; no retries of its own. */
final class LocalTwilioClient extends NetworkHttpClient {
    private static final Pattern HOST = Pattern.compile("https://([a-z-]+)(?:\\.[a-z0-9]+)?\\.twilio\\.com(/.*)?");

    private final String baseUrl;

    private LocalTwilioClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    static TwilioRestClient of(TwilioSandbox sandbox) {
        return of(sandbox.url(), sandbox.accountSid(), sandbox.authToken());
    }

    static TwilioRestClient of(String baseUrl, String accountSid, String authToken) {
        return new TwilioRestClient.Builder(accountSid, authToken)
                .httpClient(new LocalTwilioClient(baseUrl))
                .build();
    }

    @Override
    public Response makeRequest(Request request) {
        Matcher host = HOST.matcher(request.getUrl());
        if (!host.matches()) {
            throw new IllegalArgumentException("not a Twilio host: " + request.getUrl());
        }
        Request rewritten = new Request(
                request.getMethod(), baseUrl + "/" + host.group(1) + (host.group(2) == null ? "" : host.group(2)));
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
        return super.makeRequest(rewritten);
    }

    @Override
    protected boolean shouldRetry(Response response, int[] retryCodes) {
        return false;
    }
}
